/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage.h"

#include "base/number.h"

static void
without(struct gathered *g, const struct gathered *not)
{
	size_t kept = 0;

	for (size_t i = 0; i < g->len; i++)
		if (!gathered_touches(not, g->at[i]->span))
			g->at[kept++] = g->at[i];
	g->len = kept;
}

void
dosage_marks_find(struct arena *a, const struct reading *r,
    struct dosage_marks *out)
{
	struct gathered not = gather(a, r, "not-dosage");

	out->dosage = gather_all(a, r, "dosage");
	without(&out->dosage, &not);
	gathered_settle(&out->dosage);
	out->load = gather(a, r, "load");
	without(&out->load, &not);
	out->side = gather(a, r, "side");
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
	{"hold", offsetof(struct dosage, hold_seconds), 1, 1},
	{"hold_minutes", offsetof(struct dosage, hold_seconds), 60, 1},
	{"minutes", offsetof(struct dosage, minutes), 1, 1},
	{"seconds", offsetof(struct dosage, minutes), 1, 60},
	{"hours", offsetof(struct dosage, minutes), 60, 1},
};

static void
read_groups(const struct reading *r, const struct mention *m, struct dosage *d)
{
	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		int *field = (int *)(void *)((char *)d + groups[i].offset);
		int value = number_parse(mention_text(r, m, groups[i].name));
		if (value < 0 || *field != NONE)
			continue;
		*field = value * groups[i].times / groups[i].per;
	}
	d->counted = true;
}

/* How the groups of a load are spelled in the fact. */
static const struct {
	const char *group;
	const char *before;
	const char *behind;
} loads[] = {
	{"lb", "", " lb"}, {"kg", "", " kg"}, {"level", "level ", ""},
	{"oz", "", " oz"}, {"percent", "", "%"}, {"watts", "", " W"},
};

static struct str
load_text(struct arena *a, const struct reading *r, const struct mention *m)
{
	struct span at;

	if (m->lexeme != NULL)
		return str_of(m->lexeme->value ? m->lexeme->value :
		    m->lexeme->name);
	for (size_t i = 0; i < sizeof(loads) / sizeof(*loads); i++) {
		struct str value = mention_text(r, m, loads[i].group);
		if (value.len > 0)
			return arena_printf(a, "%s%.*s%s", loads[i].before,
			    STR_ARG(value), loads[i].behind);
	}
	if (!mention_capture(m, "load", &at))
		at = m->span;
	return str_slice(r->note->text, at);
}

static enum side
side_of(const struct mention *m)
{
	static const struct {
		const char *tail;
		enum side side;
	} sides[] = {{"right", SIDE_RIGHT}, {"left", SIDE_LEFT},
	    {"bilateral", SIDE_BILATERAL}};
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

struct dosage
dosage_read(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, struct span at, size_t *end)
{
	struct dosage d = dosage_none();
	size_t i;

	*end = at.start;
	for (i = first_in(&marks->dosage, at); i < marks->dosage.len &&
	    marks->dosage.at[i]->span.end <= at.end; i++) {
		read_groups(r, marks->dosage.at[i], &d);
		reach(end, marks->dosage.at[i]);
	}
	i = first_in(&marks->load, at);
	if (i < marks->load.len) {
		d.resistance = load_text(a, r, marks->load.at[i]);
		reach(end, marks->load.at[i]);
	}
	for (i = first_in(&marks->side, at); i < marks->side.len &&
	    marks->side.at[i]->span.end <= at.end; i++) {
		enum side side = side_of(marks->side.at[i]);
		reach(end, marks->side.at[i]);
		if (d.side == SIDE_NONE)
			d.side = side;
		else if (side != SIDE_NONE && side != d.side)
			d.side = SIDE_BILATERAL;
	}
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
