/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage_behind.h"

#include "base/number.h"
#include "facts/company.h"

struct search {
	const struct behind *in;
	struct company dosed;	/* what has a dosage */
	struct company others;	/* numbers like the one that is judged */
};

/* Is the figure at `i` part of a word or of a load: "l5", "#3", "8 oz"? */
static bool
is_loaded(struct str text, const struct gathered *loads, size_t i)
{
	size_t start = i;

	while (start > 0 && is_digit(text.ptr[start - 1]))
		start--;
	return gathered_touches(loads, (struct span){i, i + 1}) ||
	    (start > 0 && (is_word(text.ptr[start - 1]) ||
	    text.ptr[start - 1] == '#')) || (i + 1 < text.len &&
	    strchr("\"\'#", text.ptr[i + 1]) != NULL);
}

/* Does the number count what the name before it on its line says?  Nothing but
 * a load, an aside and a few words may stand between: "SAQ #3 20", "slides w/
 * towel 12", "tendon glides (5 positions) ..... 10". */
static bool
is_behind_name(const struct search *b, struct span at)
{
	enum { REACH = 64, MOST_WORDS = 4 };	/* bytes */
	struct str text = b->in->reading->note->text;
	size_t i = gathered_from(b->in->names, at.start), words = 0;
	bool aside = false;

	if (i == 0 || b->in->names->at[i - 1]->span.end > at.start ||
	    at.start - b->in->names->at[i - 1]->span.end > REACH)
		return false;
	struct span between = {b->in->names->at[i - 1]->span.end, at.start};
	if (gathered_in(b->dosed.dosed, between) > 0)
		return false;
	for (size_t k = between.start; k < between.end; k++) {
		char c = text.ptr[k];
		aside = c == '(' || (aside && c != ')');
		/* The stop of a sentence stands behind a word, a leader's dot
		 * behind a blank or a dot. */
		if (strchr("\n;:|", c) != NULL || (c == '.' &&
		    is_blank(text.ptr[k + 1]) && text.ptr[k - 1] != '.' &&
		    !is_blank(text.ptr[k - 1])) ||
		    (!aside && is_digit(c) &&
		    !is_loaded(text, b->in->loads, k)))
			return false;
		words += !aside && is_word(c) && !is_word(text.ptr[k - 1]);
	}
	return !aside && words <= MOST_WORDS;
}

/* Does an exercise begin at `i` that has a number of its own: "quad sets 20 SLR
 * 2x10"? */
static bool
begins_counted(const struct search *b, size_t i)
{
	enum { REACH = 24 };	/* bytes up to its number */
	size_t k = gathered_from(b->in->names, i);

	/* "Peg turns 25 pegs, 2 rounds" counts the things by their name. */
	if (k == 0 || k == b->in->names->len ||
	    b->in->names->at[k]->span.start != i ||
	    b->in->names->at[k]->lexeme == b->in->names->at[k - 1]->lexeme)
		return false;
	struct span behind = {b->in->names->at[k]->span.end,
	    b->in->names->at[k]->span.end + REACH};
	return gathered_in(b->dosed.dosed, behind) > 0 ||
	    gathered_in(b->others.dosed, behind) > 0;
}

/* Does the item end behind the number, or go on with no more than how: its
 * load, its hold, an aside? */
static bool
goes_no_further(const struct search *b, size_t end)
{
	struct str text = b->in->reading->note->text;
	size_t i = end;

	while (i < text.len && is_blank(text.ptr[i]))
		i++;
	if (i == text.len || strchr("\n,;|", text.ptr[i]) != NULL)
		return true;
	if (i == end)
		return text.ptr[i] == '.' && (i + 1 == text.len ||
		    is_space(text.ptr[i + 1]));
	/* An earlier value in brackets shows a measurement. */
	if (text.ptr[i] == '(')
		return i + 1 == text.len || !is_digit(text.ptr[i + 1]);
	return i - end > 1 || strchr("/+&@-=", text.ptr[i]) != NULL ||
	    (unsigned char)text.ptr[i] >= 0x80 || begins_counted(b, i) ||
	    gathered_touches(b->in->loads, (struct span){i, i + 1}) ||
	    gathered_touches(b->dosed.dosed, (struct span){i, i + 1});
}

/* Does the number stand before the next exercise, as what counts it or as its
 * place in the list: "marching  2 wall push-ups"? */
static bool
leads_next(const struct search *b, struct span at)
{
	struct str text = b->in->reading->note->text;
	size_t k = gathered_from(b->in->names, at.end);

	return at.start > 1 && is_space(text.ptr[at.start - 1]) &&
	    is_space(text.ptr[at.start - 2]) && k < b->in->names->len &&
	    b->in->names->at[k]->span.start == at.end + 1;
}

/* Are repetitions counted later in the item: "sled push, 40, 20 m, 6 trips"? */
static bool
is_counted_later(const struct search *b, struct span at)
{
	struct str text = b->in->reading->note->text;
	const struct gathered *dosed = b->dosed.dosed;
	size_t k = gathered_from(b->in->names, at.end);
	size_t d = gathered_from(dosed, at.end);
	struct span line = str_line_at(text, at.start), count;

	if (k < b->in->names->len && b->in->names->at[k]->span.start < line.end)
		line.end = b->in->names->at[k]->span.start;
	if (d == dosed->len || dosed->at[d]->span.end > line.end ||
	    (!mention_capture(dosed->at[d], "reps", &count) &&
	    !mention_capture(dosed->at[d], "sets", &count)))
		return false;
	for (size_t i = at.end; i < dosed->at[d]->span.start; i++)
		if (strchr(";/|", text.ptr[i]) != NULL)
			return false;
	return true;
}

/* Nobody counts to 48 and stops; who does measures. */
static bool
is_count(const struct search *b, const struct mention *m)
{
	enum { ANY = 30, MOST = 50, TENS = 10 };
	int reps = number_parse(mention_text(b->in->reading, m, "reps"));

	return reps <= ANY || (reps <= MOST && reps % TENS == 0);
}

/* Does the number follow a name of the lexicon and end what is said of it? */
static bool
is_behind(const struct search *b, const struct mention *m)
{
	const struct table *table;

	return mention_counts(b->in->reading, m) &&
	    tables_row_at(b->in->tables, m->span.start, &table) == NULL &&
	    is_count(b, m) && is_behind_name(b, m->span) &&
	    !leads_next(b, m->span) && goes_no_further(b, m->span.end) &&
	    !is_counted_later(b, m->span);
}

/* Does it stand where exercises are listed: in a section for what was done, or
 * beside others with a dosage or with numbers like it? */
static bool
is_listed(struct search *b, const struct mention *m)
{
	const struct section *section =
	    &b->in->reading->sections.at[m->section];
	struct str text = b->in->reading->note->text;
	struct span line = str_line_at(text, m->span.start);
	/* Dots lead to a dosage, to a measurement hardly ever. */
	bool led = text.ptr[m->span.start - 1] == '.' || (m->span.start > 1 &&
	    text.ptr[m->span.start - 2] == '.');
	bool unsure = led || section->kind == NULL || section->inferred;

	return (section->kind != NULL && section->kind->performed) ||
	    gathered_in(b->dosed.dosed, line) > 0 ||
	    company_around(&b->dosed, m->span) ||
	    (unsure && (company_on_line(&b->others, m->span) ||
	    company_around(&b->others, m->span)));
}

void
dosage_add_behind(struct arena *a, const struct behind *in,
    const struct gathered *all, struct gathered *dosage)
{
	struct str text = in->reading->note->text;
	struct gathered behind = {0}, found = {0};
	struct search b = {.in = in, .dosed = {.text = text, .dosed = dosage},
	    .others = {.text = text, .dosed = all}};

	for (size_t i = 0; i < all->len; i++)
		if (is_behind(&b, all->at[i]))
			gathered_add(a, &behind, all->at[i]);
	b.others = (struct company){.text = text, .dosed = &behind};
	for (size_t i = 0; i < behind.len; i++)
		if (is_listed(&b, behind.at[i]))
			gathered_add(a, &found, behind.at[i]);
	for (size_t i = 0; i < found.len; i++)
		gathered_add(a, dosage, found.at[i]);
}
