/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage.h"

#include <stdlib.h>

#include "base/number.h"

/* The longer first where two begin together; of equals the one whose concept
 * stands earlier in the packs. */
static int
by_place(const void *a, const void *b)
{
	const struct mention *x = *(const struct mention *const *)a;
	const struct mention *y = *(const struct mention *const *)b;

	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	if (x->span.end != y->span.end)
		return x->span.end > y->span.end ? -1 : 1;
	return (x->concept->index > y->concept->index) -
	    (x->concept->index < y->concept->index);
}

static void
without(struct gathered *g, const struct gathered *not)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (!gathered_touches(not, g->at[i]->span))
			g->at[kept++] = g->at[i];
	g->len = kept;
}

/* Of notations that overlap the one that begins first counts: "2 x 10 ea" and
 * not "x 10 ea". */
static void
keep_first(struct gathered *g)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (kept == 0 || g->at[i]->span.start >=
		    g->at[kept - 1]->span.end)
			g->at[kept++] = g->at[i];
	g->len = kept;
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
		if (strchr("\n;.(", text.ptr[k]) != NULL)
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

static struct span
line_of(struct str text, size_t at)
{
	struct span line = {at, at};

	while (line.start > 0 && text.ptr[line.start - 1] != '\n')
		line.start--;
	while (line.end < text.len && text.ptr[line.end] != '\n')
		line.end++;
	return line;
}

static size_t
marks_in(const struct gathered *g, struct span at)
{
	return gathered_from(g, at.end) - gathered_from(g, at.start);
}

enum { LINES_AROUND = 2, FEWEST_DOSED = 2 };	/* of a list */

/* The line that was asked about last, since one may hold thousands of marks. */
struct asked {
	struct str text;
	const struct gathered *dosed;
	bool any;
	struct span line;
	size_t in_line;		/* marks in it */
	bool among;		/* the lines around it list things dosed */
};

/* Do the lines around a line list things with a dosage? */
static bool
lists_around(struct str text, const struct gathered *dosed, struct span own)
{
	struct span line = own;
	size_t found = 0;

	for (int i = 0; i < LINES_AROUND && line.start > 0; i++) {
		line = line_of(text, line.start - 1);
		found += marks_in(dosed, line) > 0;
	}
	line = own;
	for (int i = 0; i < LINES_AROUND && line.end < text.len; i++) {
		line = line_of(text, line.end + 1);
		found += marks_in(dosed, line) > 0;
	}
	return found >= FEWEST_DOSED;
}

static void
ask(struct asked *a, size_t at)
{
	if (a->any && a->line.start <= at && at <= a->line.end)
		return;
	a->any = true;
	a->line = line_of(a->text, at);
	a->in_line = marks_in(a->dosed, a->line);
	a->among = lists_around(a->text, a->dosed, a->line);
}

/* Is the line of `at` a list of things with a dosage? */
static bool
in_dosed_line(struct asked *a, struct span at)
{
	ask(a, at.start);
	return a->in_line - marks_in(a->dosed, at) >= FEWEST_DOSED;
}

/* Do the lines around it list them? */
static bool
among_dosed(struct asked *a, struct span at)
{
	ask(a, at.start);
	return a->among;
}

static void
sort(struct gathered *g)
{
	if (g->len > 0)
		qsort(g->at, g->len, sizeof(*g->at), by_place);
}

/* "3/10" is a dosage only behind an exercise or in a list of them. */
static void
add_slashes(struct arena *a, const struct reading *r,
    const struct gathered *names, struct gathered *dosage)
{
	struct gathered slashes = gather_all(a, r, "dosage-slash");
	struct asked asked = {.text = r->note->text, .dosed = &slashes};

	for (size_t i = 0; i < slashes.len; i++) {
		const struct mention *m = slashes.at[i];
		if (follows_name(r->note->text, names, m->span) ||
		    (mention_counts(r, m) &&
		    (among_dosed(&asked, m->span) ||
		    precedes_name(r->note->text, names, m->span))))
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
	if (marks_in(dosed, at) > 0)
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
without_beside(struct gathered *g, const struct gathered *not,
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

/* Does the line of `m` list what was done?  Its section says so, or where no
 * section is known, its bullet. */
static bool
is_listed(struct asked *a, const struct reading *r, const struct mention *m)
{
	const struct section *section = &r->sections.at[m->section];
	struct str text = r->note->text;

	ask(a, m->span.start);
	struct span line = a->line;
	size_t i = line.start;
	while (i < line.end && is_blank(text.ptr[i]))
		i++;
	if (section->kind != NULL && section->kind->performed)
		return true;
	return (section->kind == NULL || section->inferred) && i < line.end &&
	    !is_word(text.ptr[i]) && strchr("\"'([", text.ptr[i]) == NULL;
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

/* "Step taps 20".  The cells of tables are read by their headings. */
static void
add_bare(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    struct gathered *dosage)
{
	struct gathered bare = gather_all(a, r, "dosage-bare");
	struct gathered not = gather_all(a, r, "not-bare");
	struct gathered other = gather_all(a, r, "not-dosage"), found = {0};
	struct gathered count = gather_all(a, r, "not-count");
	struct asked asked = {.text = r->note->text, .dosed = dosage};
	struct asked others = {.text = r->note->text, .dosed = &bare};
	const struct table *table;

	without_beside(&bare, &not, names);
	without(&bare, &other);
	without(&bare, &count);
	without(&bare, dosage);
	for (size_t i = 0; i < bare.len; i++) {
		if (counts_things(bare.at[i]) &&
		    is_dosed_besides(asked.text, dosage, bare.at[i]->span))
			continue;
		struct span at = bare.at[i]->span;
		if (mention_counts(r, bare.at[i]) &&
		    tables_row_at(tables, at.start, &table) == NULL &&
		    (in_dosed_line(&asked, at) || among_dosed(&asked, at) ||
		    strcmp(concept_tail(bare.at[i]->concept), "things") == 0 ||
		    (in_brackets(bare.at[i]) && in_dosed_line(&others, at) &&
		    follows_name(r->note->text, names, at)) ||
		    (is_listed(&others, r, bare.at[i]) &&
		    (among_dosed(&others, at) || in_dosed_line(&others, at)))))
			gathered_add(a, &found, bare.at[i]);
	}
	for (size_t i = 0; i < found.len; i++)
		gathered_add(a, dosage, found.at[i]);
}

void
dosage_marks_find(struct arena *a, const struct reading *r,
    const struct gathered *names, const struct tables *tables,
    struct dosage_marks *out)
{
	struct gathered not = gather_all(a, r, "not-dosage");
	struct gathered not_count = gather_all(a, r, "not-count");
	struct gathered not_side = gather_all(a, r, "not-side");

	out->dosage = gather_all(a, r, "dosage");
	add_slashes(a, r, names, &out->dosage);
	without(&out->dosage, &not);
	without(&out->dosage, &not_count);
	sort(&out->dosage);
	add_bare(a, r, names, tables, &out->dosage);
	sort(&out->dosage);
	keep_first(&out->dosage);
	out->load = gather(a, r, "load");
	without(&out->load, &not);
	out->side = gather(a, r, "side");
	without(&out->side, &not_side);
	out->colours = gather_all(a, r, "load-colour");
	out->things = gather_all(a, r, "load-thing");
}

struct dosage
dosage_none(void)
{
	return (struct dosage){NONE, NONE, NONE, NONE, SIDE_NONE, {NULL, 0},
	    false};
}

/* The groups of a dosage notation, the field each fills, and its unit. */
static const struct group {
	const char *name;
	size_t offset;
	int times;		/* factor to the field's unit */
	int per;		/* divisor to the field's unit */
} groups[] = {
	{"sets", offsetof(struct dosage, sets), 1, 1},
	{"reps", offsetof(struct dosage, reps), 1, 1},
	{"reps2", offsetof(struct dosage, reps), 1, 1},
	{"hold", offsetof(struct dosage, hold_seconds), 1, 1},
	{"hold2", offsetof(struct dosage, hold_seconds), 1, 1},
	{"hold_minutes", offsetof(struct dosage, hold_seconds), 60, 1},
	{"minutes", offsetof(struct dosage, minutes), 1, 1},
	{"seconds", offsetof(struct dosage, minutes), 1, 60},
	{"hours", offsetof(struct dosage, minutes), 60, 1},
};

static void
read_groups(const struct reading *r, const struct mention *m, struct dosage *d)
{
	enum { MOST_SETS = 8, FEWEST_REPS = 4 };

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		int *field = (int *)(void *)((char *)d + groups[i].offset);
		int value = number_parse(mention_text(r, m, groups[i].name));
		if (value < 0 || *field != NONE)
			continue;
		*field = value * groups[i].times / groups[i].per;
	}
	/* "4 min forward, 4 min back" is eight minutes. */
	int more = number_parse(mention_text(r, m, "minutes_more"));
	if (more > 0 && d->minutes != NONE)
		d->minutes += more;
	/* "10x2" is two sets of ten: nobody does ten sets of two. */
	if (d->sets >= MOST_SETS && d->reps > 0 && d->reps <= FEWEST_REPS) {
		int sets = d->reps;
		d->reps = d->sets;
		d->sets = sets;
	}
	d->counted = true;
}

/* How the groups of a load are spelled in the fact. */
static const struct {
	const char *group;
	const char *before;
	const char *behind;
} loads[] = {
	{"lb", "", " lb"}, {"lb_half", "", ".5 lb"}, {"kg", "", " kg"},
	{"level", "level ", ""},
	{"oz", "", " oz"}, {"percent", "", "%"}, {"watts", "", " W"},
	{"cmh2o", "", " cmH2O"},
	{"unloaded", "no weight", NULL},	/* whose figure says no more */
};

/* The lexicon's word for what stands in `at`, or nothing. */
static struct str
plain_word(const struct gathered *words, struct span at)
{
	size_t i = gathered_from(words, at.start);

	/* "Therapy putty", of which the capture holds the second word. */
	if (i > 0 && words->at[i - 1]->span.end > at.start)
		i--;
	return i < words->len && words->at[i]->span.start < at.end ?
	    str_of(words->at[i]->lexeme->name) : (struct str){0};
}

/* What a colour means where nothing else is named with it. */
static struct str
usual_thing(const struct reading *r)
{
	const struct concepts *c = pack_fact(r->pack, "load-thing");

	for (size_t i = 0; c != NULL && i < r->pack->lexemes.len; i++)
		if (r->pack->lexemes.at[i]->concept == c->at[0])
			return str_of(r->pack->lexemes.at[i]->name);
	return (struct str){0};
}

/* "grn TB" is "green band"; what stands before the colour stays as it is. */
static struct str
coloured(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct mention *m,
    const struct dosage_place *place)
{
	struct span load = m->span, colour = load, second, thing;
	struct str thing_word = mention_text(r, m, "stated");
	struct str colours;

	mention_capture(m, "load", &load);
	mention_capture(m, "colour", &colour);
	colours = arena_printf(a, "%.*s%.*s", STR_ARG(str_slice(r->note->text,
	    (struct span){load.start, colour.start})),
	    STR_ARG(plain_word(&marks->colours, colour)));
	if (mention_capture(m, "colour2", &second))
		colours = arena_printf(a, "%.*s and %.*s", STR_ARG(colours),
		    STR_ARG(plain_word(&marks->colours, second)));
	if (thing_word.len == 0)
		thing_word = plain_word(&marks->things,
		    mention_capture(m, "thing", &thing) ? thing : place->at);
	if (thing_word.len == 0)
		thing_word = plain_word(&marks->things, place->named);
	if (thing_word.len == 0)
		thing_word = usual_thing(r);
	return arena_printf(a, "%.*s %.*s", STR_ARG(colours),
	    STR_ARG(thing_word));
}

/* The figure of a load as digits: "two pounds" is 2. */
static struct str
figure(struct arena *a, struct str value)
{
	if (value.len > 0 && is_digit(value.ptr[0]))
		return value;
	int n = number_parse(value);
	return n < 0 ? (struct str){0} : arena_printf(a, "%d", n);
}

static struct str
load_text(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct mention *m,
    const struct dosage_place *place)
{
	struct span at;

	if (m->lexeme != NULL)
		return str_of(m->lexeme->value ? m->lexeme->value :
		    m->lexeme->name);
	if (mention_capture(m, "colour", &at))
		return coloured(a, r, marks, m, place);
	for (size_t i = 0; i < sizeof(loads) / sizeof(*loads); i++) {
		struct str value = figure(a, mention_text(r, m, loads[i].group));
		if (value.len > 0 && loads[i].behind == NULL)
			return str_of(loads[i].before);
		if (value.len > 0)
			return arena_printf(a, "%s%.*s%s", loads[i].before,
			    STR_ARG(value), loads[i].behind);
	}
	return str_slice(r->note->text, m->span);
}

static enum side
side_of(const struct mention *m)
{
	static const struct {
		const char *tail;
		enum side side;
	} sides[] = {{"right", SIDE_RIGHT}, {"left", SIDE_LEFT},
	    {"bilateral", SIDE_BILATERAL}, {"each", SIDE_BILATERAL}};
	const char *tail = concept_tail(m->concept);

	for (size_t i = 0; i < sizeof(sides) / sizeof(*sides); i++)
		if (strcmp(tail, sides[i].tail) == 0)
			return sides[i].side;
	return SIDE_NONE;
}

/* The index of the first mark that begins in `at`, or len. */
static size_t
first_in(const struct gathered *g, struct span at)
{
	size_t i = gathered_from(g, at.start);

	return i < g->len && g->at[i]->span.end <= at.end ? i : g->len;
}

static void
reach(size_t *end, const struct mention *m)
{
	if (m->span.end > *end)
		*end = m->span.end;
}

/* "Each" says both sides only where no side is named. */
static bool
is_each(const struct mention *m)
{
	return strcmp(concept_tail(m->concept), "each") == 0;
}

static enum side
read_side(const struct dosage_marks *marks, struct span at,
    enum dosage_for whose, size_t *end)
{
	enum side side = SIDE_NONE;
	bool each = false;

	for (size_t i = first_in(&marks->side, at); i < marks->side.len &&
	    marks->side.at[i]->span.end <= at.end; i++) {
		const struct mention *m = marks->side.at[i];
		enum side here = side_of(m);
		reach(end, m);
		if (is_each(m))
			each = true;
		else if (side == SIDE_NONE || here == side)
			side = here;
		else
			side = SIDE_BILATERAL;
	}
	return side == SIDE_NONE && each && whose == DOSAGE_OF_ONE ?
	    SIDE_BILATERAL : side;
}

/* "BW + 10 lb": what is added is the load. */
static bool
is_added(const struct reading *r, const struct mention *a,
    const struct mention *b)
{
	struct str between;

	if (a->lexeme == NULL || b->lexeme != NULL ||
	    b->span.start < a->span.end)
		return false;
	between = str_trim(str_slice(r->note->text,
	    (struct span){a->span.end, b->span.start}));
	return str_eq(between, str_of("+")) ||
	    str_eq_nocase(between, str_of("plus"));
}

struct dosage
dosage_read(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct dosage_place *place,
    size_t *end)
{
	struct dosage d = dosage_none();
	struct span at = place->at;
	size_t i;

	*end = at.start;
	for (i = first_in(&marks->dosage, at); i < marks->dosage.len &&
	    marks->dosage.at[i]->span.end <= at.end; i++) {
		read_groups(r, marks->dosage.at[i], &d);
		reach(end, marks->dosage.at[i]);
	}
	i = first_in(&marks->load, at);
	if (i + 1 < marks->load.len && marks->load.at[i + 1]->span.end <=
	    at.end && is_added(r, marks->load.at[i], marks->load.at[i + 1]))
		i++;
	if (i < marks->load.len) {
		d.resistance = load_text(a, r, marks, marks->load.at[i], place);
		reach(end, marks->load.at[i]);
	}
	/* Whoever counts repetitions does not time them: the minutes behind
	 * "2x15" are those of the service. */
	if (d.sets != NONE && d.reps != NONE)
		d.minutes = NONE;
	d.side = read_side(marks, at, place->whose, end);
	return d;
}

void
dosage_add(struct dosage *known, const struct dosage *more)
{
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		int *field = (int *)(void *)((char *)known + groups[i].offset);
		const int *other = (const int *)(const void *)
		    ((const char *)more + groups[i].offset);
		if (*field == NONE)
			*field = *other;
	}
	if (known->side == SIDE_NONE)
		known->side = more->side;
	if (known->resistance.len == 0)
		known->resistance = more->resistance;
	known->counted = known->counted || more->counted;
}

bool
dosage_begins(const struct dosage_marks *marks, struct span at)
{
	return first_in(&marks->dosage, at) < marks->dosage.len;
}
