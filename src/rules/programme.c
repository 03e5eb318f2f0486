/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/programme.h"

/* What a step of both programmes counts. */
enum { SAME_DOSAGE = 2, OTHER_DOSAGE = 1 };

/* For measuring: whom a patient is compared with of those that follow, so that
 * the time grows with the patients and not with their square. */
enum { LOOK_AHEAD = 500, LIKE_ENOUGH = 8 };

enum { PERCENT = 100 };

static size_t
steps_of(const struct programme *p)
{
	return p->n < PROGRAMME_STEPS ? p->n : PROGRAMME_STEPS;
}

static size_t
worth(const struct programme_step *x, const struct programme_step *y)
{
	if (x->exercise != y->exercise)
		return 0;
	return x->dosage == y->dosage ? SAME_DOSAGE : OTHER_DOSAGE;
}

size_t
programme_common(const struct programme *x, const struct programme *y)
{
	size_t row[PROGRAMME_STEPS + 1] = {0};

	for (size_t i = 0; i < steps_of(x); i++) {
		size_t diagonal = 0;	/* of the row above */
		for (size_t k = 0; k < steps_of(y); k++) {
			size_t above = row[k + 1];
			size_t both = diagonal + worth(&x->steps[i],
			    &y->steps[k]);
			if (row[k] > row[k + 1])
				row[k + 1] = row[k];
			if (both > row[k + 1])
				row[k + 1] = both;
			diagonal = above;
		}
	}
	return row[steps_of(y)];
}

unsigned
programme_alike(const struct programme *x, const struct programme *y)
{
	size_t longer = steps_of(x) > steps_of(y) ? steps_of(x) : steps_of(y);

	return longer == 0 ? 0 : (unsigned)(programme_common(x, y) * PERCENT /
	    (longer * SAME_DOSAGE));
}

static bool
share_problem(const struct programme *x, const struct programme *y)
{
	for (size_t i = 0; i < x->n_problems; i++)
		for (size_t k = 0; k < y->n_problems; k++)
			if (x->problems[i] == y->problems[k])
				return true;
	return false;
}

static bool
share_region(const struct programme *x, const struct programme *y)
{
	for (size_t i = 0; i < x->n_regions; i++)
		for (size_t k = 0; k < y->n_regions; k++)
			if (x->regions[i] == y->regions[k])
				return true;
	return false;
}

enum problems
programme_problems(const struct programme *x, const struct programme *y)
{
	if (share_problem(x, y) || share_region(x, y))
		return PROBLEMS_ALIKE;
	if ((x->coded && y->coded) || (x->n_regions > 0 && y->n_regions > 0))
		return PROBLEMS_DIFFERENT;
	return PROBLEMS_UNKNOWN;
}

static bool
is_long(const struct copying *by, const struct programme *p)
{
	return steps_of(p) >= (size_t)by->programme_exercises;
}

/* The least value that so many percent of the counted are not above. */
static unsigned
quantile(const size_t *counts, size_t n, unsigned percent)
{
	size_t below = 0;

	for (unsigned i = 0; i < PERCENT; i++) {
		below += counts[i];
		if (below * PERCENT >= n * percent)
			return i;
	}
	return PERCENT;
}

/* Count how alike the programme at `i` and those that follow are, for like
 * problems. */
static size_t
count_alike(const struct copying *by, const struct programme *const *all,
    size_t n, size_t i, size_t *counts)
{
	size_t end = n - i > LOOK_AHEAD ? i + LOOK_AHEAD : n;
	size_t found = 0;

	for (size_t k = i + 1; k < end && found < LIKE_ENOUGH; k++) {
		if (!is_long(by, all[k]) ||
		    programme_problems(all[i], all[k]) != PROBLEMS_ALIKE)
			continue;
		counts[programme_alike(all[i], all[k])]++;
		found++;
	}
	return found;
}

struct programme_measure
programme_measure(const struct copying *by,
    const struct programme *const *all, size_t n)
{
	struct programme_measure out = {0};
	size_t counts[PERCENT + 1] = {0};

	for (size_t i = 0; i < n; i++)
		if (is_long(by, all[i]))
			out.pairs += count_alike(by, all, n, i, counts);
	out.least = (unsigned)by->programme_alike;
	if (out.pairs == 0 || out.pairs < (size_t)by->programme_pairs)
		return out;
	out.usual = quantile(counts, out.pairs,
	    (unsigned)by->programme_quantile);
	if (out.usual < out.least)
		out.least = out.usual;
	if (out.least < (unsigned)by->programme_floor)
		out.least = (unsigned)by->programme_floor;
	return out;
}

/* The patients of one finding: a hub and who is like it. */
struct batch {
	const struct programme *at[PROGRAMME_PATIENTS];
	size_t places[PROGRAMME_PATIENTS];	/* among all of the author */
	size_t n;
	unsigned least;		/* how alike the least alike is to the hub */
};

static void
put(struct batch *b, const struct programme *p, size_t place)
{
	b->at[b->n] = p;
	b->places[b->n++] = place;
}

/* Different problems, the same programme. */
static void
gather(const struct copying *by, const struct programme *const *all, size_t n,
    size_t hub, unsigned least, const bool *taken, struct batch *out)
{
	out->n = 0;
	out->least = PERCENT;
	put(out, all[hub], hub);
	for (size_t i = 0; i < n && is_long(by, all[hub]); i++) {
		if (i == hub || taken[i] || !is_long(by, all[i]) ||
		    programme_problems(all[hub], all[i]) !=
		    PROBLEMS_DIFFERENT)
			continue;
		unsigned alike = programme_alike(all[hub], all[i]);
		if (alike < least)
			continue;
		put(out, all[i], i);
		if (alike < out->least)
			out->least = alike;
	}
}

/* "M17 knee, S83": the problems of a batch, a few of them. */
static struct str
problems_text(struct arena *a, const struct batch *b)
{
	enum { MOST = 6 };
	struct str seen[MOST];
	size_t n = 0;
	struct str out = {"", 0};

	for (size_t i = 0; i < b->n && n < MOST; i++) {
		size_t k = 0;
		while (k < n && !str_eq(seen[k], b->at[i]->label))
			k++;
		if (k < n)
			continue;
		out = arena_printf(a, "%.*s%s%.*s", STR_ARG(out),
		    n > 0 ? ", " : "", STR_ARG(b->at[i]->label));
		seen[n++] = b->at[i]->label;
	}
	return out;
}

/* What the likeness is held against. */
static struct str
usual_text(struct arena *a, const struct copying *by,
    const struct programme_measure *m)
{
	if (m->pairs == 0 || m->pairs < (size_t)by->programme_pairs)
		return STR("too few patients with like problems to compare "
		    "with");
	return arena_printf(a, "%d in 100 pairs of patients with like problems "
	    "share %u%% or less", by->programme_quantile, m->usual);
}

static void
write_up(struct judging *j, struct str author,
    const struct programme_measure *measure, const struct batch *b)
{
	struct arena *a = j->arena;
	struct finding *f = judge(j, "copy/cookie-cutter", NULL,
	    (struct detail[]){{"count", arena_printf(a, "%zu", b->n)},
	    {"problems", problems_text(a, b)}, {"author", author},
	    {"percent", arena_printf(a, "%u%%", b->least)},
	    {"usual", usual_text(a, &j->pack->copying, measure)},
	    {NULL, {NULL, 0}}});

	for (size_t i = 0; f != NULL && i < b->n; i++)
		vec_push(a, &f->related, (struct related){
		    .note = b->at[i]->note});
}

void
programme_rules_run(struct judging *j, struct str author,
    const struct programme_measure *measure,
    const struct programme *const *all, size_t n)
{
	const struct copying *by = &j->pack->copying;
	struct batch *b;
	bool *taken;

	if (by->programme_patients == 0)
		return;
	if (n > PROGRAMME_PATIENTS)
		n = PROGRAMME_PATIENTS;
	b = arena_alloc(j->arena, sizeof(*b));
	taken = arena_array(j->arena, n + 1, sizeof(*taken));
	for (size_t i = 0; i < n; i++) {
		if (taken[i])
			continue;
		gather(by, all, n, i, measure->least, taken, b);
		if (b->n < (size_t)by->programme_patients)
			continue;
		for (size_t k = 0; k < b->n; k++)
			taken[b->places[k]] = true;
		write_up(j, author, measure, b);
	}
}
