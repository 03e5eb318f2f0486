/* SPDX-License-Identifier: Apache-2.0 */
#include "copy/prose.h"

#include "base/bisect.h"
#include "base/limits.h"
#include "match/words.h"

/* A line is no prose when these make up half of it.  Names of facts. */
static const char *const official[] = {"patient", "patient-id", "birth-date",
	"service-date", "time-in", "time-out", "time-range", "session-range",
	"total-time", "timed-total", "code", "code-minutes", "units",
	"modifier", "charge-label", "signature", "signature-bare", "payer"};

/* A line without a title above it is prose only with that many plain words in
 * small letters: letterheads and names have none. */
enum { PLAIN_WORDS = 3, PLAIN_LETTERS = 2 };

/* A line among exercises is a sentence with that many. */
enum { SENTENCE_WORDS = 8 };

struct finding_prose {
	const struct reading *reading;
	struct arena *arena;
	VEC(struct prose_line) lines;
	struct words words;	/* all of the note */
	bool *skipped;		/* by word: no prose */
	bool *official;		/* by word: header, charges or signature */
};

static size_t
first_word_from(const struct words *w, size_t offset)
{
	size_t i;

	bisect(i, w->len, w->at[i].span.end <= offset);
	return i;
}

static void
mark(const struct words *w, bool *marks, struct span at)
{
	for (size_t i = first_word_from(w, at.start);
	    i < w->len && w->at[i].span.start < at.end; i++)
		marks[i] = true;
}

static void
mark_official(struct finding_prose *f)
{
	const struct reading *r = f->reading;

	for (size_t k = 0; k < sizeof(official) / sizeof(*official); k++) {
		const struct concepts *all = pack_fact(r->pack, official[k]);
		for (size_t i = 0; all != NULL && i < all->len; i++) {
			struct mentions m = reading_of(r, all->at[i]);
			for (; m.first < m.last; m.first++)
				mark(&f->words, f->official, m.first->span);
		}
	}
}

static bool
is_plain(struct str word)
{
	if (word.len < PLAIN_LETTERS)
		return false;
	for (size_t i = 0; i < word.len; i++)
		if (!is_alpha(word.ptr[i]) || is_upper(word.ptr[i]))
			return false;
	return true;
}

/* Judge one line of words [from, to). */
static void
judge_line(struct finding_prose *f, size_t from, size_t to, size_t least)
{
	struct str text = f->reading->note->text;
	size_t marked = 0, plain = 0;

	for (size_t i = from; i < to; i++) {
		marked += f->official[i];
		plain += is_plain(str_slice(text, f->words.at[i].span));
	}
	if (marked * 2 >= to - from || plain < least)
		for (size_t i = from; i < to; i++)
			f->skipped[i] = true;
}

static bool
line_ends_between(struct str text, size_t from, size_t to)
{
	return memchr(text.ptr + from, '\n', to - from) != NULL;
}

static void
judge_lines(struct finding_prose *f, size_t from, size_t to, size_t least)
{
	struct str text = f->reading->note->text;
	size_t first = from;

	for (size_t i = from + 1; i <= to; i++) {
		if (i < to && !line_ends_between(text,
		    f->words.at[i - 1].span.end, f->words.at[i].span.start))
			continue;
		judge_line(f, first, i, least);
		first = i;
	}
}

static bool
is_prose(const struct section_kind *kind, enum prose_kind which)
{
	if (which == PROSE_BESIDE)
		return kind != NULL && kind->performed;
	return kind == NULL || (kind->narrative && !kind->may_repeat);
}

/* Plain words that a line needs to be prose. */
static size_t
least_plain(const struct section_kind *kind, enum prose_kind which)
{
	if (which == PROSE_BESIDE)
		return SENTENCE_WORDS;
	return kind == NULL ? PLAIN_WORDS : 0;
}

/* Word `i` of the note as word `number` of the prose. */
static struct prose_word
word_at(struct finding_prose *f, size_t i, uint32_t number, uint32_t part)
{
	const struct word *w = &f->words.at[i];
	const struct position at = note_position(f->reading->note,
	    w->span.start);
	size_t len = span_len(w->span);
	uint32_t line = (uint32_t)at.line;

	if (f->lines.len == 0 || f->lines.at[f->lines.len - 1].line != line)
		vec_push(f->arena, &f->lines,
		    (struct prose_line){number, line});
	return (struct prose_word){
		.key = prose_key(w->key),
		.start = (uint32_t)w->span.start,
		.source = (uint32_t)at.offset,
		.len = (uint16_t)(len < UINT16_MAX ? len : UINT16_MAX),
		.part = (uint8_t)part,
		.capital = is_upper(f->reading->note->text.ptr[w->span.start]),
	};
}

/* The words of a section that were kept, as a part. */
static void
take(struct finding_prose *f, size_t from, size_t to,
    const struct section_kind *kind, struct prose *out)
{
	struct prose_part part = {kind, out->n, out->n};

	for (size_t i = from; i < to; i++) {
		if (f->skipped[i])
			continue;
		if (out->n == LIMIT_PROSE_WORDS) {
			out->cut = true;
			break;
		}
		out->words[out->n] = word_at(f, i, out->n, out->n_parts);
		out->n++;
	}
	part.last = out->n;
	if (part.last > part.first && out->n_parts < PROSE_PARTS)
		out->parts[out->n_parts++] = part;
	else
		out->n = part.first;
}

static size_t
count_kept(const struct finding_prose *f)
{
	size_t n = 0;

	for (size_t i = 0; i < f->words.len; i++)
		n += !f->skipped[i];
	return n < LIMIT_PROSE_WORDS ? n : LIMIT_PROSE_WORDS;
}

static void
skip_all(struct finding_prose *f, struct span at)
{
	mark(&f->words, f->skipped, at);
}

void
prose_read(struct arena *a, struct arena *keep, const struct reading *r,
    enum prose_kind kind, const struct spans *left_out, struct prose *out)
{
	struct finding_prose f = {.reading = r, .arena = a};

	*out = (struct prose){0};
	words_of(a, r->note->text, &f.words);
	f.skipped = arena_array(a, f.words.len + 1, sizeof(bool));
	f.official = arena_array(a, f.words.len + 1, sizeof(bool));
	mark_official(&f);
	for (size_t i = 0; i < r->sections.len; i++) {
		const struct section *s = &r->sections.at[i];
		size_t from = first_word_from(&f.words, s->body.start);
		size_t to = first_word_from(&f.words, s->body.end);
		skip_all(&f, s->title);
		if (!is_prose(s->kind, kind))
			skip_all(&f, s->body);
		else if (from < to)
			judge_lines(&f, from, to, least_plain(s->kind, kind));
	}
	for (size_t i = 0; i < left_out->len; i++)
		skip_all(&f, left_out->at[i]);
	out->words = arena_array(keep, count_kept(&f) + 1,
	    sizeof(*out->words));
	out->parts = arena_array(keep, r->sections.len + 1,
	    sizeof(*out->parts));
	for (size_t i = 0; i < r->sections.len; i++)
		take(&f, first_word_from(&f.words,
		    r->sections.at[i].body.start), first_word_from(&f.words,
		    r->sections.at[i].body.end), r->sections.at[i].kind, out);
	out->n_lines = (uint32_t)f.lines.len;
	out->lines = arena_array(keep, f.lines.len + 1, sizeof(*out->lines));
	for (size_t i = 0; i < f.lines.len; i++)
		out->lines[i] = f.lines.at[i];
}

uint32_t
prose_line(const struct prose *p, uint32_t word)
{
	size_t i;

	bisect(i, p->n_lines, p->lines[i].first <= word);
	return i == 0 ? 0 : p->lines[i - 1].line;
}

uint32_t *
prose_keys(struct arena *a, const struct prose *p)
{
	uint32_t *keys = arena_array(a, (size_t)p->n + 1, sizeof(*keys));

	for (uint32_t i = 0; i < p->n; i++)
		keys[i] = p->words[i].key;
	return keys;
}

struct span
prose_span(const struct prose *p, uint32_t first, uint32_t last)
{
	const struct prose_word *end = &p->words[last - 1];

	return (struct span){p->words[first].start,
	    (size_t)end->start + end->len};
}

struct span
prose_source(const struct prose *p, uint32_t first, uint32_t last)
{
	const struct prose_word *end = &p->words[last - 1];

	return (struct span){p->words[first].source,
	    (size_t)end->source + end->len};
}
