/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/setting.h"

#include "match/words.h"

/* How many there are, as words that are no figures: the more, the more of
 * them. */
static void
count_out(struct arena *a, struct str tag, size_t n, struct features *out)
{
	static const char *const counts[] = {"another", "few", "several",
	    "many", "crowd"};

	for (size_t i = 0; i < n && i < sizeof(counts) / sizeof(*counts); i++)
		features_tagged(a, tag, str_of(counts[i]), out);
}

/* The words that begin a text, up to `n` of them. */
static struct str
first_words(struct arena *a, struct str text, size_t n)
{
	struct words words = {0};

	words_of(a, text, &words);
	if (words.len > n)
		text.len = words.at[n - 1].span.end;
	return text;
}

static struct str
last_word(struct arena *a, struct str text)
{
	struct words words = {0};

	words_of(a, text, &words);
	return words.len == 0 ? STR("nothing") :
	    str_slice(text, words.at[words.len - 1].span);
}

static struct str
next_word(struct arena *a, struct str text)
{
	struct str first = first_words(a, text, 1);

	return str_trim(first).len == 0 ? STR("nothing") : first;
}

static void
count_neighbours(const struct settings *s, struct span line, struct span at,
    struct features *out)
{
	enum { NEAR = 200 };	/* bytes */
	size_t on_line = gathered_in(&s->names, line);
	size_t near = gathered_in(&s->names, (struct span){
	    at.start > NEAR ? at.start - NEAR : 0, at.start + NEAR});

	/* The name itself is one of them. */
	count_out(s->arena, STR("line"), on_line > 0 ? on_line - 1 : 0, out);
	count_out(s->arena, STR("near"), near > 0 ? near - 1 : 0, out);
}

static bool
is_dosed(const struct settings *s, struct span at)
{
	enum { REACH = 12 };	/* bytes */

	return gathered_in(&s->doses, (struct span){at.end, at.end + REACH}) >
	    0;
}

/* What the packs see on the line before the name, and where the name is. */
static void
see_concepts(const struct settings *s, struct span before, struct span at,
    struct features *out)
{
	const struct reading *r = s->reading;

	for (size_t i = 0; i < r->mentions.len; i++) {
		const struct mention *m = &r->mentions.at[i];
		if (span_holds(m->span, at))
			features_concept(s->arena, STR("name"), m->concept->id,
			    out);
		if (m->span.start >= before.start &&
		    m->span.start < before.end)
			features_concept(s->arena, STR("before"),
			    m->concept->id, out);
	}
}

struct settings
settings_of(struct arena *a, const struct reading *r)
{
	return (struct settings){a, r, gather(a, r, "exercises"),
	    gather_all(a, r, "dosage")};
}

void
setting_read(const struct settings *s, struct span at, struct features *out)
{
	enum { SOON = 3, LATER = 10 };	/* words */
	struct arena *a = s->arena;
	const struct reading *r = s->reading;
	struct str text = r->note->text;
	const struct statement *statement = &r->statements.at[
	    reading_statement_at(r, at.start)];
	struct span line = span_lines(text, at);
	struct str before = str_slice(text,
	    (struct span){line.start, at.start});
	struct str after = str_slice(text, (struct span){at.end, line.end});
	struct str rest = statement->span.end <= at.end ? STR("") :
	    str_slice(text, (struct span){at.end, statement->span.end});

	out->len = 0;
	features_tagged(a, STR("name"), str_slice(text, at), out);
	features_tagged(a, STR("before"), before, out);
	features_tagged(a, STR("last"), last_word(a, before), out);
	features_tagged(a, STR("next"), next_word(a, after), out);
	features_tagged(a, STR("soon"), first_words(a, after, SOON), out);
	features_tagged(a, STR("rest"), first_words(a, rest, LATER), out);
	features_tagged(a, STR("title"), str_slice(text,
	    r->sections.at[statement->section].title), out);
	count_neighbours(s, line, at, out);
	see_concepts(s, (struct span){line.start, at.start}, at, out);
	if (is_dosed(s, at))
		features_tagged(a, STR("name"), STR("dosed"), out);
	features_settle(out);
}

bool
setting_denies(const struct settings *s, struct span at)
{
	struct features features = {0};

	if (s->reading->weigher == NULL || s->reading->statements.len == 0)
		return false;
	setting_read(s, at, &features);
	return weigher_sum(s->reading->weigher, SETTING_OF_EXERCISE,
	    &features) < 0;
}
