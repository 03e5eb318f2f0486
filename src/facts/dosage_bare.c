/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage_bare.h"

#include "base/number.h"
#include "facts/company.h"
#include "facts/dosage_behind.h"

/* Is the dot at `i` one of a row that leads to a figure: "Leg press .... 3/10"?
 */
static bool
is_leader(struct str text, size_t i)
{
	return (i > 0 && text.ptr[i - 1] == '.') || text.ptr[i + 1] == '.';
}

/* Does an exercise stand before `at`, with nothing between that ends it? */
static bool
follows_name(struct str text, const struct gathered *names, struct span at)
{
	enum { REACH = 48 };	/* bytes */
	size_t i = gathered_from(names, at.start);

	if (i == 0)
		return false;
	struct span name = names->at[i - 1]->span;
	if (name.end > at.start || at.start - name.end > REACH)
		return false;
	for (size_t k = name.end; k < at.start; k++)
		if (strchr("\n;(", text.ptr[k]) != NULL ||
		    (text.ptr[k] == '.' && !is_digit(text.ptr[k + 1]) &&
		    !is_leader(text, k)))
			return false;
	return true;
}

/* Does an exercise begin right behind `at`: "2/10 bridges"? */
static bool
precedes_name(struct str text, const struct gathered *names, struct span at)
{
	enum { REACH = 12 };	/* bytes */
	size_t i = gathered_from(names, at.end);

	if (i == names->len || names->at[i]->span.start > at.end + REACH)
		return false;
	for (size_t k = at.end; k < names->at[i]->span.start; k++)
		if (strchr("\n;.,(", text.ptr[k]) != NULL)
			return false;
	return true;
}

/* Is the exercise before `at` one that goes on for minutes? */
static bool
follows_timed(const struct reading *r, const struct gathered *names,
    struct span at)
{
	size_t i = gathered_from(names, at.start);
	const struct exercise_kind *kind = i == 0 ? NULL :
	    pack_exercise_kind(r->pack, names->at[i - 1]->lexeme->kind);

	return kind != NULL && kind->timed;
}

/* Does it stand in a line of what was done, among others with a dosage?  What
 * is over ten may be a score of pain. */
static bool
is_among_dosed(const struct reading *r, const struct gathered *dosage,
    const struct mention *m)
{
	enum { FEWEST = 2, SCALE = 10 };
	const struct section_kind *kind = r->sections.at[m->section].kind;

	return kind != NULL && kind->performed &&
	    number_parse(mention_text(r, m, "reps")) != SCALE &&
	    gathered_in(dosage, str_line_at(r->note->text,
	    m->span.start)) >= FEWEST;
}

void
dosage_add_slashes(struct arena *a, const struct reading *r,
    const struct gathered *names, struct gathered *dosage)
{
	struct gathered slashes = gather_all(a, r, "dosage-slash");
	struct company company = {.text = r->note->text, .dosed = &slashes};

	for (size_t i = 0; i < slashes.len; i++) {
		const struct mention *m = slashes.at[i];
		struct span minutes;
		if (mention_capture(m, "minutes", &minutes) &&
		    !follows_timed(r, names, m->span))
			continue;
		if (follows_name(r->note->text, names, m->span) ||
		    (mention_counts(r, m) &&
		    (company_around(&company, m->span) ||
		    precedes_name(r->note->text, names, m->span) ||
		    is_among_dosed(r, dosage, m))))
			gathered_add(a, dosage, m);
	}
}

/* Does an item end at `i`: with one of `marks`, or with its sentence? */
static bool
ends_item(struct str text, size_t i, const char *marks)
{
	return strchr(marks, text.ptr[i]) != NULL || (text.ptr[i] == '.' &&
	    i + 1 < text.len && is_blank(text.ptr[i + 1]));
}

static size_t
item_end(struct str text, size_t i, size_t last, const char *marks)
{
	while (i < last && !ends_item(text, i, marks))
		i++;
	return i;
}

/* Is there a dosage in the item around `at`?  "Press on the shuttle, 3 cords,
 * 2 x 20" says what the cords are; of "4 items from the cupboard, walker tray,
 * 6 trips" a later part is nothing but the count. */
static bool
is_dosed_besides(struct str text, const struct gathered *dosed, struct span at)
{
	enum { REACH = 1000 };	/* bytes; a longer item is none */
	static const char any[] = ",;\n", hard[] = ";\n";
	size_t first = at.start > REACH ? at.start - REACH : 0;
	size_t last = text.len - at.end > REACH ? at.end + REACH : text.len;

	while (at.start > first && !ends_item(text, at.start - 1, any))
		at.start--;
	at.end = item_end(text, at.end, last, any);
	if (gathered_in(dosed, at) > 0)
		return true;
	while (at.end < last && !ends_item(text, at.end, hard)) {
		size_t i = at.end + 1;
		while (i < last && is_blank(text.ptr[i]))
			i++;
		size_t k = gathered_from(dosed, i);
		if (k < dosed->len && dosed->at[k]->span.start == i)
			return true;
		at.end = item_end(text, i, last, any);
	}
	return false;
}

/* Drop what touches one of `not`, unless the word that speaks against it is
 * part of an exercise's name: "wand flex 15". */
static void
drop_beside(struct gathered *g, const struct gathered *not,
    const struct gathered *names)
{
	enum { LONGEST = 64 };	/* bytes of one of `not` */
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++) {
		struct span number = g->at[i]->span;
		bool out = false;
		for (size_t k = gathered_from(not, number.start > LONGEST ?
		    number.start - LONGEST : 0); k < not->len && !out &&
		    not->at[k]->span.start < number.end; k++) {
			struct span at = not->at[k]->span;
			size_t n = gathered_from(names, at.start + 1);
			bool named = n > 0 && names->at[n - 1]->span.start <
			    at.start && names->at[n - 1]->span.end > at.start;
			out = span_touches(at, number) && !named;
		}
		if (!out)
			g->at[kept++] = g->at[i];
	}
	g->len = kept;
}

/* Does the concept count things by what they are called: "20 items"? */
static bool
counts_things(const struct mention *m)
{
	const char *tail = concept_tail(m->concept);

	return strcmp(tail, "things") == 0 || strcmp(tail, "bare-things") == 0;
}

/* "Heel slides (10)": brackets show a list where no bullet does. */
static bool
in_brackets(const struct mention *m)
{
	return strcmp(concept_tail(m->concept), "bare-brackets") == 0;
}

/* Numbers that may be a dosage, and what they stand among. */
struct bare {
	const struct reading *reading;
	const struct gathered *names;
	const struct tables *tables;
	struct company dosed;	/* what has a dosage */
	struct company others;	/* numbers like them */
	struct gathered withs;	/* "with": what comes is a tool */
};

/* Is the number one of things to work with, where the next one counts what was
 * done with them: "slot with 3 tokens in the palm, 12 tokens"? */
static bool
is_of_tools(const struct bare *b, struct span at)
{
	enum { REACH = 80 };	/* bytes up to the next count */
	const struct gathered *others = b->others.dosed;
	struct str text = b->reading->note->text;
	size_t last = text.len - at.end > REACH ? at.end + REACH : text.len;
	size_t next = gathered_from(others, at.end);

	return gathered_leading(&b->withs, text, at.start) != NULL &&
	    next < others->len && others->at[next]->span.start <
	    item_end(text, at.end, last, ";\n");
}

/* Does the count fill a cell whose neighbours above and below hold a dosage:
 * "10 sips" under "3 x 8"? */
static bool
is_dose_cell(const struct bare *b, const struct mention *m,
    const struct table *t)
{
	const struct table *table;
	const struct row *own = tables_row_at(b->tables, m->span.start, &table);
	size_t dosed = 0, filled = 0, c = 0;

	while (c < own->cells.len &&
	    !(own->cells.at[c].start <= m->span.start &&
	    m->span.end <= own->cells.at[c].end))
		c++;
	if (c == 0 || c == own->cells.len ||
	    own->cells.at[c].start != m->span.start)
		return false;
	for (size_t i = 0; i < t->rows.len; i++) {
		const struct row *row = &t->rows.at[i];
		if (row == own || c >= row->cells.len ||
		    span_len(row->cells.at[c]) == 0)
			continue;
		filled++;
		dosed += gathered_in(b->dosed.dosed, row->cells.at[c]) > 0;
	}
	return dosed > 0 && 2 * dosed >= filled;
}

/* Is all that a line of what was done says a name and the number behind it:
 * "ankle pumps 20"? */
static bool
fills_line(const struct bare *b, const struct mention *m)
{
	const struct section *section = &b->reading->sections.at[m->section];
	struct str text = b->reading->note->text;
	struct span line = str_line_at(text, m->span.start);
	size_t i = gathered_from(b->names, m->span.start), words = 0;

	if (i == 0 || section->kind == NULL || !section->kind->performed)
		return false;
	struct span name = b->names->at[i - 1]->span;
	if (name.start < line.start)
		return false;
	for (size_t k = line.start; k < line.end; k++)
		words += is_word(text.ptr[k]) && (k < name.start ||
		    (k >= name.end && k < m->span.start) || k >= m->span.end);
	return words == 0;
}

/* Do dots lead from the item that the number ends to its dosage: "goblet
 * squat, 12 ...... 3 x 8"? */
static bool
leads_to_dosage(const struct bare *b, const struct mention *m)
{
	enum { DOTS = 4 };
	struct str text = b->reading->note->text;
	struct span line = str_line_at(text, m->span.start);
	size_t i = m->span.end, dots = 0;

	for (; i < line.end && dots < DOTS; i++)
		dots = text.ptr[i] == '.' ? dots + 1 : 0;
	const struct gathered *dosed = b->dosed.dosed;
	size_t d = dots < DOTS ? dosed->len : gathered_from(dosed, i);
	return d < dosed->len && dosed->at[d]->span.end <= line.end &&
	    (mention_capture(dosed->at[d], "reps", &line) ||
	    mention_capture(dosed->at[d], "sets", &line));
}

/* Does the number stand in a list of things with a dosage, or in one of numbers
 * like it?  The cells of tables are read by their headings. */
static bool
is_dosage(struct bare *b, const struct mention *m)
{
	struct str text = b->reading->note->text;
	const struct table *table;
	struct span at = m->span;

	if (!mention_counts(b->reading, m) || leads_to_dosage(b, m) ||
	    (tables_row_at(b->tables, at.start, &table) != NULL &&
	    !(counts_things(m) && is_dose_cell(b, m, table))) ||
	    (counts_things(m) && (is_of_tools(b, at) ||
	    is_dosed_besides(text, b->dosed.dosed, at))))
		return false;
	if (company_on_line(&b->dosed, at) || company_around(&b->dosed, at) ||
	    fills_line(b, m) ||
	    strcmp(concept_tail(m->concept), "things") == 0)
		return true;
	if (in_brackets(m) && company_on_line(&b->others, at) &&
	    follows_name(text, b->names, at))
		return true;
	return company_is_listed(&b->others, b->reading, m) &&
	    (company_around(&b->others, at) ||
	    company_on_line(&b->others, at));
}

/* What speaks against any bare number. */
struct against {
	struct gathered words;		/* beside it */
	struct gathered other;		/* counts something else */
	struct gathered count;
};

static struct gathered
gather_bare(const struct bare *b, struct arena *a, const struct against *not,
    const char *fact)
{
	struct gathered all = gather_all(a, b->reading, fact);

	drop_beside(&all, &not->words, b->names);
	gathered_drop(&all, &not->other);
	gathered_drop(&all, &not->count);
	gathered_drop(&all, b->dosed.dosed);
	return all;
}

/* Is the word of a drill all that stands between, but for a short one: the verb
 * of "put away six cans", of "six cans were put away"? */
static bool
is_beside_verb(struct str text, const struct gathered *verbs, struct span at)
{
	enum { SHORT = 6 };	/* bytes: " up ", " were " */
	size_t i = gathered_from(verbs, at.start);

	if (i > 0 && verbs->at[i - 1]->span.end < at.start &&
	    at.start - verbs->at[i - 1]->span.end < SHORT &&
	    !memchr(text.ptr + verbs->at[i - 1]->span.end, ',',
	    at.start - verbs->at[i - 1]->span.end))
		return true;
	i = gathered_from(verbs, at.end);
	return i < verbs->len && verbs->at[i]->span.start > at.end + 1 &&
	    verbs->at[i]->span.start - at.end <= SHORT;
}

/* "She moved six cans to the shelf": nothing else need be counted near. */
static void
add_told(struct bare *b, struct arena *a, const struct against *not,
    struct gathered *dosage)
{
	struct gathered verbs = gather_all(a, b->reading, "drill-verb");
	struct gathered all = gather_bare(b, a, not, "dosage-told");
	struct str text = b->reading->note->text;
	struct gathered found = {0};
	const struct table *table;

	for (size_t i = 0; i < all.len; i++) {
		struct span at = all.at[i]->span;
		if (mention_counts(b->reading, all.at[i]) &&
		    tables_row_at(b->tables, at.start, &table) == NULL &&
		    is_beside_verb(text, &verbs, at) &&
		    !is_dosed_besides(text, b->dosed.dosed, at))
			gathered_add(a, &found, all.at[i]);
	}
	for (size_t i = 0; i < found.len; i++)
		gathered_add(a, dosage, found.at[i]);
	gathered_sort(dosage);
}

void
dosage_add_bare(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    const struct gathered *loads, struct gathered *dosage)
{
	struct against not = {gather_all(a, r, "not-bare"),
	    gather_all(a, r, "not-dosage"), gather_all(a, r, "not-count")};
	struct bare bare = {.reading = r, .names = names, .tables = tables,
	    .dosed = {.text = r->note->text, .dosed = dosage},
	    .withs = gather(a, r, "done-with")};
	struct gathered all = gather_bare(&bare, a, &not, "dosage-bare");
	struct gathered found = {0};

	bare.others = (struct company){.text = r->note->text, .dosed = &all};
	for (size_t i = 0; i < all.len; i++)
		if (is_dosage(&bare, all.at[i]))
			gathered_add(a, &found, all.at[i]);
	for (size_t i = 0; i < found.len; i++)
		gathered_add(a, dosage, found.at[i]);
	gathered_sort(dosage);
	add_told(&bare, a, &not, dosage);
	all = gather_bare(&bare, a, &not, "dosage-behind");
	dosage_add_behind(a, &(struct behind){r, names, tables, loads}, &all,
	    dosage);
}
