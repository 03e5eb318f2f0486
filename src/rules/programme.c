/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/programme.h"

static size_t
steps_of(const struct programme_steps *p)
{
	return p->n < PROGRAMME_STEPS ? p->n : PROGRAMME_STEPS;
}

size_t
programme_common(const struct programme_steps *x,
    const struct programme_steps *y)
{
	size_t row[PROGRAMME_STEPS + 1] = {0};

	for (size_t i = 0; i < steps_of(x); i++) {
		size_t diagonal = 0;	/* of the row above */
		for (size_t k = 0; k < steps_of(y); k++) {
			size_t above = row[k + 1];
			if (x->steps[i] == y->steps[k])
				row[k + 1] = diagonal + 1;
			else if (row[k] > above)
				row[k + 1] = row[k];
			diagonal = above;
		}
	}
	return row[steps_of(y)];
}

static bool
share_problem(const struct programme_steps *x, const struct programme_steps *y)
{
	for (size_t i = 0; i < x->n_problems; i++)
		for (size_t k = 0; k < y->n_problems; k++)
			if (x->problems[i] == y->problems[k])
				return true;
	return false;
}

/* Different problems, the same programme. */
static bool
are_alike(const struct copying *by, const struct programme_steps *x,
    const struct programme_steps *y)
{
	size_t least = (size_t)by->programme_exercises;
	size_t longer = steps_of(x) > steps_of(y) ? steps_of(x) : steps_of(y);

	if (steps_of(x) < least || steps_of(y) < least ||
	    x->n_problems == 0 || y->n_problems == 0 || share_problem(x, y))
		return false;
	return programme_common(x, y) * 100 >=
	    longer * (size_t)by->programme_alike;
}

/* The patients of one finding: a hub and who is like it. */
struct batch {
	const struct programme_steps *at[PROGRAMME_PATIENTS];
	size_t n;
};

static void
gather(const struct copying *by, const struct programme_steps *all, size_t n,
    size_t hub, const bool *taken, struct batch *out)
{
	out->n = 0;
	out->at[out->n++] = &all[hub];
	for (size_t i = 0; i < n; i++)
		if (i != hub && !taken[i] && are_alike(by, &all[hub], &all[i]))
			out->at[out->n++] = &all[i];
}

/* "M17, S83": the problems of a batch, a few of them. */
static struct str
problems_text(struct arena *a, const struct batch *b)
{
	enum { MOST = 6 };
	uint32_t seen[MOST];
	size_t n = 0;
	struct str out = {"", 0};

	for (size_t i = 0; i < b->n && n < MOST; i++) {
		uint32_t p = b->at[i]->problems[0];
		size_t k = 0;
		while (k < n && seen[k] != p)
			k++;
		if (k < n)
			continue;
		out = arena_printf(a, "%.*s%s%c%c%c", STR_ARG(out),
		    n > 0 ? ", " : "", (char)(p >> 16), (char)(p >> 8),
		    (char)p);
		seen[n++] = p;
	}
	return out;
}

static void
write_up(struct judging *j, struct str author, const struct batch *b)
{
	struct arena *a = j->arena;
	struct finding *f = judge(j, "copy/cookie-cutter", NULL,
	    (struct detail[]){{"count", arena_printf(a, "%zu", b->n)},
	    {"problems", problems_text(a, b)}, {"author", author},
	    {NULL, {NULL, 0}}});

	for (size_t i = 0; f != NULL && i < b->n; i++)
		vec_push(a, &f->related, (struct related){b->at[i]->note,
		    {0, 0}});
}

void
programme_rules_run(struct judging *j, struct str author,
    const struct programme_steps *all, size_t n)
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
		gather(by, all, n, i, taken, b);
		if (b->n < (size_t)by->programme_patients)
			continue;
		for (size_t k = 0; k < b->n; k++)
			taken[b->at[k] - all] = true;
		write_up(j, author, b);
	}
}
