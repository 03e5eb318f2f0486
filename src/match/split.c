/* SPDX-License-Identifier: Apache-2.0 */
#include "match/split.h"

#include <stdlib.h>

#include "base/limits.h"
#include "base/sorted.h"
#include "match/identity.h"

struct cut {
	size_t at;
	enum strength strength;
};

VEC_TYPE(cuts, struct cut);
VEC_TYPE(places, uint64_t);

enum { LEAST_LETTERS = 6, LEAST_RULE = 8 };

struct splitting {
	const struct reading *r;
	struct str text;
	struct places told;	/* where something is told of a visit, sorted */
	struct cuts cuts;
};

static size_t
skip_digits(struct str s, size_t i)
{
	while (i < s.len && is_digit(s.ptr[i]))
		i++;
	return i;
}

/* Lines that differ in their numbers alone are the same header. */
static bool
same_header(struct str a, struct str b)
{
	size_t i = 0, k = 0;

	while (i < a.len && k < b.len) {
		if (is_digit(a.ptr[i]) && is_digit(b.ptr[k])) {
			i = skip_digits(a, i);
			k = skip_digits(b, k);
		} else if (a.ptr[i++] != b.ptr[k++]) {
			return false;
		}
	}
	return i == a.len && k == b.len;
}

static bool
has_words(struct str s)
{
	size_t letters = 0;

	for (size_t i = 0; i < s.len; i++)
		letters += is_alpha(s.ptr[i]);
	return letters >= LEAST_LETTERS;
}

/* "=====", "- - - - -" */
static bool
is_rule(struct str s)
{
	size_t marks = 0;

	for (size_t i = 0; i < s.len; i++) {
		if (is_blank(s.ptr[i]))
			continue;
		if (strchr("=-_*#~+", s.ptr[i]) == NULL ||
		    (marks > 0 && s.ptr[i] != s.ptr[0]))
			return false;
		marks++;
	}
	return marks >= LEAST_RULE;
}

static void
find_lines(struct arena *a, struct splitting *s)
{
	struct str text = s->text, header = {NULL, 0};

	for (size_t at = 0; at < text.len;) {
		struct span line = str_line_from(text, at);
		struct str words = str_trim(str_slice(text, line));
		while (line.start < line.end && text.ptr[line.start] == '\f')
			line.start++;
		if (header.len == 0 && has_words(words))
			header = words;
		else if (header.len > 0 && same_header(header, words))
			vec_push(a, &s->cuts,
			    (struct cut){line.start, RECORD});
		else if (is_rule(words))
			vec_push(a, &s->cuts, (struct cut){line.start, WEAK});
		at = line.end + 1;
	}
}

static void
find_form_feeds(struct arena *a, struct splitting *s)
{
	for (size_t i = 0; i < s->text.len; i++)
		if (s->text.ptr[i] == '\f')
			vec_push(a, &s->cuts, (struct cut){i + 1, PAGE});
}

/* The lines that mentions of a fact stand in. */
static void
find_mentions(struct arena *a, struct splitting *s, const char *fact,
    enum strength strength)
{
	const struct concepts *all = pack_fact(s->r->pack, fact);

	for (size_t i = 0; all != NULL && i < all->len; i++) {
		struct mentions m = reading_of(s->r, all->at[i]);
		for (; m.first < m.last; m.first++) {
			size_t at = m.first->span.start;
			while (at < m.first->span.end &&
			    is_space(s->text.ptr[at]))
				at++;
			while (at > 0 && s->text.ptr[at - 1] != '\n' &&
			    s->text.ptr[at - 1] != '\f')
				at--;
			vec_push(a, &s->cuts, (struct cut){at, strength});
		}
	}
}

static int
by_place(const void *a, const void *b)
{
	const struct cut *x = a, *y = b;

	if (x->at != y->at)
		return x->at < y->at ? -1 : 1;
	return (int)y->strength - (int)x->strength;
}

/* All places where a note may begin, each once and the strongest. */
static void
find_cuts(struct arena *a, struct splitting *s)
{
	struct cuts *cuts = &s->cuts;
	size_t kept = 0;

	find_form_feeds(a, s);
	find_lines(a, s);
	find_mentions(a, s, "note-boundary", RECORD);
	find_mentions(a, s, "patient", WEAK);
	find_mentions(a, s, "note-type", WEAK);
	if (cuts->len > 0)
		qsort(cuts->at, cuts->len, sizeof(*cuts->at), by_place);
	for (size_t i = 0; i < cuts->len; i++)
		if (kept == 0 || cuts->at[i].at != cuts->at[kept - 1].at)
			cuts->at[kept++] = cuts->at[i];
	cuts->len = kept;
}

/* Does a mention tell of a visit?  A header has regions, dates and names. */
static unsigned
telling(const struct concept *c)
{
	static const char *const headers[] = {"target_area", "signature",
	    "date", "functional_limitation"};

	if (c->fact != NULL && (strcmp(c->fact, "dosage") == 0 ||
	    strcmp(c->fact, "code") == 0))
		return 2;
	if (c->element == NULL)
		return 0;
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (strcmp(c->element, headers[i]) == 0)
			return 0;
	return 1;
}

static void
find_told(struct arena *a, struct splitting *s)
{
	for (size_t i = 0; i < s->r->mentions.len; i++) {
		const struct mention *m = &s->r->mentions.at[i];
		for (unsigned n = telling(m->concept); n > 0; n--)
			vec_push(a, &s->told, m->span.start);
	}
	if (s->told.len > 0)
		sorted_make(s->told.at, s->told.len);
}

static size_t
told_before(const struct splitting *s, size_t offset)
{
	size_t first = 0, last = s->told.len;

	while (first < last) {
		size_t mid = first + (last - first) / 2;
		if (s->told.at[mid] < offset)
			first = mid + 1;
		else
			last = mid;
	}
	return first;
}

/* Does a part hold more than a header? */
static bool
tells(const struct splitting *s, struct span part)
{
	return told_before(s, part.end) - told_before(s, part.start) > 1;
}

/* Does a part say that it goes on with the note before it? */
static bool
goes_on(const struct splitting *s, struct span part)
{
	return part_mentions(s->r, part_head(s->text, part, HEADER_BYTES,
	    HEADER_LINES), "note-continued");
}

/* A walk over the parts of a file. */
struct walk {
	struct span open;	/* the note so far */
	struct identity now;	/* whom it is about */
	bool told;		/* more than its header has been seen */
	struct span next;	/* what may begin the next one;
				 * empty: nothing */
	enum strength strength;	/* of its beginning */
	struct identity theirs;	/* whom it is about */
	bool in_log;		/* what stands before it is a row of a log */
};

/* May a part that tells of no visit be the head of the next note?  It opens a
 * page, or it is short, as a title, a rule or a name. */
static bool
is_head(const struct splitting *s, const struct walk *w)
{
	struct span head = part_head(s->text, w->next, HEADER_BYTES,
	    HEADER_LINES);

	return (w->theirs.date == NO_DATE || w->theirs.date != w->now.date) &&
	    (w->strength != WEAK || head.end == w->next.end) &&
	    !tells(s, w->next);
}

/* Has a part more than one line?  A row of a log has not. */
static bool
has_lines(struct str text, struct span part)
{
	size_t lines = 0;

	for (size_t at = part.start; at < part.end && lines < 2;) {
		struct span line = str_line_from(text, at);
		lines += str_trim(str_slice(text, line)).len > 0;
		at = line.end + 1;
	}
	return lines > 1;
}

static bool
is_signed(const struct splitting *s, struct span part)
{
	return part_mentions(s->r, part, "signature") ||
	    part_mentions(s->r, part, "signature-bare");
}

/* Is what may begin the next note a note of its own?  It has a title, a header
 * like the one before, or is signed as that is. */
static bool
is_own_note(const struct splitting *s, const struct walk *w)
{
	struct span head = part_head(s->text, w->next, HEADER_BYTES,
	    TITLE_LINES);

	if (w->strength == WEAK && (w->in_log || !has_lines(s->text, w->next)))
		return false;
	return part_mentions(s->r, head, "note-boundary") ||
	    part_mentions(s->r, head, "note-type") ||
	    identity_same_manner(&w->theirs, &w->now) ||
	    ((w->strength != WEAK || is_signed(s, w->open)) &&
	    is_signed(s, w->next));
}

/* The note ends where the next one begins. */
static void
close_note(struct arena *a, struct walk *w, struct note_spans *out)
{
	vec_push(a, out, (struct span){w->open.start, w->next.start});
	w->open = w->next;
	w->now = w->theirs;
	w->next.end = w->next.start = 0;
}

/* A part whose note has not got beyond its header. */
static void
read_header(struct arena *a, const struct splitting *s, struct walk *w,
    struct span part, enum strength strength, struct note_spans *out)
{
	struct identity id = identity_of(s->r, part, strength);

	/* A record without a visit, as of who did not come. */
	if (strength == RECORD && part.start > w->open.start &&
	    identity_is_other(&id, &w->now, strength)) {
		w->next = part;
		w->theirs = id;
		close_note(a, w, out);
	}
	w->open.end = part.end;
	w->now = identity_of(s->r, w->open, RECORD);
	w->told = tells(s, w->open);
}

/* A part below a visit: the next note, its head, or more of this one. */
static void
read_further(struct arena *a, const struct splitting *s, struct walk *w,
    struct span part, enum strength strength, struct note_spans *out)
{
	if (w->next.end == 0) {
		w->next.start = part.start;
		w->strength = strength;
	} else if (strength > w->strength) {
		w->strength = strength;
	}
	w->next.end = part.end;
	w->theirs = identity_of(s->r, w->next, w->strength);
	if (identity_is_other(&w->theirs, &w->now, w->strength) &&
	    !goes_on(s, w->next)) {
		if (!tells(s, w->next))
			return;
		if (is_own_note(s, w)) {
			close_note(a, w, out);
			return;
		}
		w->in_log = !has_lines(s->text, w->next);
		w->next.end = 0;
		return;
	}
	w->in_log = false;
	if (is_head(s, w))
		return;
	identity_learn(&w->now, &w->theirs);
	w->next.end = 0;
}

void
split_notes(struct arena *a, const struct reading *r, struct note_spans *out)
{
	struct splitting s = {.r = r, .text = r->note->text};
	struct walk w = {.now = {.date = NO_DATE}};
	struct cut cut = {0, RECORD};

	find_cuts(a, &s);
	find_told(a, &s);
	for (size_t i = 0; out->len < LIMIT_NOTES_IN_FILE; i++) {
		bool last = i == s.cuts.len;
		struct span part = {cut.at, last ? s.text.len :
		    s.cuts.at[i].at};
		if (part.start == part.end && !last)
			;
		else if (!w.told)
			read_header(a, &s, &w, part, cut.strength, out);
		else
			read_further(a, &s, &w, part, cut.strength, out);
		if (last)
			break;
		cut = s.cuts.at[i];
	}
	vec_push(a, out, (struct span){w.open.start, s.text.len});
}
