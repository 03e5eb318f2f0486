/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/setting.h"

#include "match/words.h"

/* How many there are, as words: two is one and two. */
static void
count_out(struct arena *a, struct str tag, size_t n, struct features *out)
{
	static const char *const counts[] = {"one", "two", "three", "four",
	    "many"};

	for (size_t i = 0; i < n && i < sizeof(counts) / sizeof(*counts); i++)
		features_tagged(a, tag, str_of(counts[i]), out);
}

static struct span
line_around(struct str text, struct span at)
{
	while (at.start > 0 && text.ptr[at.start - 1] != '\n')
		at.start--;
	while (at.end < text.len && text.ptr[at.end] != '\n')
		at.end++;
	return at;
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
count_neighbours(struct arena *a, const struct gathered *names,
    struct span line, struct span at, struct features *out)
{
	enum { NEAR = 200 };	/* bytes */
	size_t on_line = gathered_in(names, line);
	size_t near = gathered_in(names, (struct span){
	    at.start > NEAR ? at.start - NEAR : 0, at.start + NEAR});

	/* The name itself is one of them. */
	count_out(a, STR("line"), on_line > 0 ? on_line - 1 : 0, out);
	count_out(a, STR("near"), near > 0 ? near - 1 : 0, out);
}

void
setting_of(struct arena *a, const struct reading *r,
    const struct gathered *names, struct span at, struct features *out)
{
	enum { SOON = 3 };	/* words */
	struct str text = r->note->text;
	struct span line = line_around(text, at);
	const struct statement *s = &r->statements.at[
	    reading_statement_at(r, at.start)];
	struct str before = str_slice(text, (struct span){line.start, at.start});
	struct str after = str_slice(text, (struct span){at.end, line.end});

	out->len = 0;
	features_tagged(a, STR("name"), str_slice(text, at), out);
	features_tagged(a, STR("before"), before, out);
	features_tagged(a, STR("last"), last_word(a, before), out);
	features_tagged(a, STR("next"), next_word(a, after), out);
	features_tagged(a, STR("soon"), first_words(a, after, SOON), out);
	if (s->span.end > at.end)
		features_tagged(a, STR("rest"), str_slice(text,
		    (struct span){at.end, s->span.end}), out);
	features_tagged(a, STR("title"), str_slice(text,
	    r->sections.at[s->section].title), out);
	count_neighbours(a, names, line, at, out);
	features_settle(out);
}

bool
setting_denies(struct arena *a, const struct reading *r,
    const struct gathered *names, struct span at)
{
	struct features features = {0};

	if (r->weigher == NULL || r->statements.len == 0)
		return false;
	setting_of(a, r, names, at, &features);
	return weigher_sum(r->weigher, SETTING_OF_EXERCISE, &features) < 0;
}
