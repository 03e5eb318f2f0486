/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/dosage.h"

#include "base/number.h"
#include "facts/loads.h"

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
	{"sets2", offsetof(struct dosage, sets), 1, 1},
	{"sets3", offsetof(struct dosage, sets), 1, 1},
	{"reps", offsetof(struct dosage, reps), 1, 1},
	{"reps2", offsetof(struct dosage, reps), 1, 1},
	{"hold", offsetof(struct dosage, hold_seconds), 1, 1},
	{"hold2", offsetof(struct dosage, hold_seconds), 1, 1},
	{"hold_minutes", offsetof(struct dosage, hold_seconds), 60, 1},
	{"minutes", offsetof(struct dosage, minutes), 1, 1},
	{"seconds", offsetof(struct dosage, minutes), 1, 60},
	{"hours", offsetof(struct dosage, minutes), 60, 1},
};

/* Sets that were not alike: "10, 10, 7", "20 s / 20 s / 18 s".  Every figure is
 * a set, and the first tells what was asked for. */
static const struct group uneven[] = {
	{"each_reps", offsetof(struct dosage, reps), 1, 1},
	{"each_hold", offsetof(struct dosage, hold_seconds), 1, 1},
	{"each_minutes", offsetof(struct dosage, minutes), 1, 1},
};

/* Groups whose words alone say the value. */
static const struct group spoken[] = {
	{"half", offsetof(struct dosage, hold_seconds), 30, 1},
	{"again", offsetof(struct dosage, sets), 2, 1},
};

static int *
field_of(const struct group *g, struct dosage *d)
{
	return (int *)(void *)((char *)d + g->offset);
}

static void
read_uneven(const struct reading *r, const struct mention *m, struct dosage *d)
{
	for (size_t i = 0; i < sizeof(uneven) / sizeof(*uneven); i++) {
		struct str all = mention_text(r, m, uneven[i].name);
		int *field = field_of(&uneven[i], d), sets = 0;
		size_t first = 0, end;
		for (size_t k = 0; k < all.len; k++)
			sets += is_digit(all.ptr[k]) &&
			    (k == 0 || !is_digit(all.ptr[k - 1]));
		if (sets == 0 || *field != NONE || d->sets != NONE)
			continue;
		while (!is_digit(all.ptr[first]))
			first++;
		for (end = first; end < all.len && is_digit(all.ptr[end]);)
			end++;
		*field = number_parse(str_slice(all,
		    (struct span){first, end}));
		d->sets = sets;
	}
}

/* What is told without a figure of its own: bouts behind the count `before`,
 * half a minute. */
static void
read_told(const struct reading *r, const struct mention *m, int before,
    struct dosage *d, bool *times)
{
	enum { MOST_BOUTS = 5 };
	struct span at;
	/* "Five squats, twice": the second count is one of bouts. */
	int bouts = number_parse(mention_text(r, m, "reps"));
	bool told = mention_capture(m, "bouts", &at);

	if (told && bouts > 1 && bouts <= MOST_BOUTS && bouts < before &&
	    d->sets == NONE && d->hold_seconds == NONE && !*times)
		d->sets = bouts;
	*times = told;
	/* "Half a minute" and "ten, rest, ten more" hold no figure. */
	for (size_t i = 0; i < sizeof(spoken) / sizeof(*spoken); i++) {
		int *field = field_of(&spoken[i], d);
		if (*field == NONE && mention_capture(m, spoken[i].name, &at))
			*field = spoken[i].times;
	}
}

/* `times`: the notation before said how many times, as one of bouts may. */
static void
read_groups(const struct reading *r, const struct mention *m,
    struct dosage *d, bool *times)
{
	enum { MOST_SETS = 8, FEWEST_REPS = 4, MANY_SETS = 5 };
	int before = d->reps, minutes = d->minutes;

	for (size_t i = 0; i < sizeof(groups) / sizeof(*groups); i++) {
		int *field = field_of(&groups[i], d);
		int value = number_parse(mention_text(r, m, groups[i].name));
		if (value < 0 || *field != NONE)
			continue;
		*field = value * groups[i].times / groups[i].per;
	}
	read_told(r, m, before, d, times);
	/* "4 min forward, 4 min back" is eight minutes, but not behind "8
	 * min:". */
	int more = number_parse(mention_text(r, m, "minutes_more"));
	if (more > 0 && minutes == NONE && d->minutes != NONE)
		d->minutes += more;
	/* "10x2" is two sets of ten, and "5 x 2" two of five: nobody does ten
	 * sets of two. */
	if ((d->sets >= MOST_SETS && d->reps > 0 && d->reps <= FEWEST_REPS) ||
	    (d->sets >= MANY_SETS && (d->reps == 1 || d->reps == 2))) {
		int sets = d->reps;
		d->reps = d->sets;
		d->sets = sets;
	}
	d->counted = true;
}

/* Do the reps known so far come to those of a mention in sets?
 * "30 reps (3x10)" counts them all first, and then tells how. */
static bool
sums_up(const struct reading *r, const struct dosage *known,
    const struct mention *m)
{
	struct dosage more = dosage_none();
	bool times = false;

	read_groups(r, m, &more, &times);
	return known->sets == NONE && known->reps != NONE &&
	    more.sets != NONE && more.reps != NONE &&
	    known->reps == more.sets * more.reps;
}

/* "Gait 200' FWW x2", "30 m ...... x4": what is counted with a times sign and
 * goes over a distance are bouts. */
static void
count_bouts(const struct reading *r, const struct dosage_marks *marks,
    struct span at, const struct mention *m, struct dosage *d)
{
	unsigned char first = (unsigned char)r->note->text.ptr[m->span.start];
	struct span before = {at.start, m->span.start};
	struct span reps;

	/* A sign that is no "x" is longer than a byte. */
	if ((first == 'x' || first == 'X' || first >= 0x80) &&
	    d->sets == NONE && d->hold_seconds == NONE &&
	    mention_capture(m, "reps", &reps) &&
	    gathered_in(&marks->distance, before) > 0) {
		d->sets = d->reps;
		d->reps = NONE;
	}
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

struct dosage
dosage_read(struct arena *a, const struct reading *r,
    const struct dosage_marks *marks, const struct dosage_place *place,
    size_t *end)
{
	struct dosage d = dosage_none();
	struct span at = place->at;
	bool times = false;
	size_t i;

	*end = at.start;
	for (i = first_in(&marks->dosage, at); i < marks->dosage.len &&
	    marks->dosage.at[i]->span.end <= at.end; i++) {
		if (sums_up(r, &d, marks->dosage.at[i]))
			d.reps = NONE;
		read_groups(r, marks->dosage.at[i], &d, &times);
		read_uneven(r, marks->dosage.at[i], &d);
		count_bouts(r, marks, at, marks->dosage.at[i], &d);
		reach(end, marks->dosage.at[i]);
	}
	i = first_in(&marks->load, at);
	if (i + 1 < marks->load.len &&
	    marks->load.at[i + 1]->span.end <= at.end &&
	    load_is_added(r, marks->load.at[i], marks->load.at[i + 1]))
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
		int *field = field_of(&groups[i], known);
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
