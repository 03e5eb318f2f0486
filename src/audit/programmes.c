/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/programmes.h"

#include <xxhash.h>

enum {
	CATEGORY = 3,		/* characters of a code of ICD-10-CM */
	PERCENT = 100,
	MOST_REGIONS = 3,	/* notes that tell of more tell of the body */
};

VEC_TYPE(regions, const struct lexeme *);
VEC_TYPE(told_list, struct told_region);

/* What programmes are made with, and the one that is being made. */
struct making {
	struct arena *arena;
	const struct copying *by;
	struct regions body;	/* all there are */
	const struct chart *chart;
	struct programme *out;
	VEC(uint32_t) problems;
	struct regions regions;
};

static struct programme_step
step_of(const struct dose *d)
{
	uint64_t dosage[4] = {(uint64_t)d->sets, (uint64_t)d->reps,
	    (uint64_t)d->hold_seconds, (uint64_t)d->minutes};

	return (struct programme_step){(uintptr_t)d->lexeme,
	    XXH3_64bits(dosage, sizeof(dosage))};
}

/* Of the visit with the most exercises. */
static void
take_steps(struct making *m)
{
	const struct chart *c = m->chart;
	const struct record *most = c->visits.at[0];

	for (size_t i = 1; i < c->visits.len; i++)
		if (c->visits.at[i]->n_doses > most->n_doses)
			most = c->visits.at[i];
	struct programme_step *steps = arena_array(m->arena, most->n_doses + 1,
	    sizeof(*steps));
	for (size_t i = 0; i < most->n_doses; i++)
		steps[i] = step_of(&most->doses[i]);
	m->out->note = most->place;
	m->out->steps = steps;
	m->out->n = most->n_doses;
}

/* The category as a number, its characters one after another. */
static uint32_t
number_of(struct str category)
{
	uint32_t out = 0;

	for (size_t i = 0; i < category.len; i++)
		out = out << 8 | (unsigned char)category.ptr[i];
	return out;
}

/* Does the category say too little by itself? */
static bool
is_by_site(const struct copying *by, struct str category)
{
	for (size_t i = 0; i < by->programme_by_site.len; i++)
		if (str_eq(category, str_of(by->programme_by_site.at[i])))
			return true;
	return false;
}

static void
take_category(struct making *m, struct str code)
{
	struct str category = {code.ptr, code.len < CATEGORY ? code.len :
	    CATEGORY};
	uint32_t number = number_of(category);

	if (m->out->label.len == 0)
		m->out->label = category;
	if (is_by_site(m->by, category))
		return;
	for (size_t i = 0; i < m->problems.len; i++)
		if (m->problems.at[i] == number)
			return;
	vec_push(m->arena, &m->problems, number);
}

static void
add_region(struct making *m, const struct lexeme *region)
{
	for (size_t i = 0; i < m->regions.len; i++)
		if (m->regions.at[i] == region)
			return;
	vec_push(m->arena, &m->regions, region);
}

/* How much of the code the region lists; 0 when it is of another region. */
static size_t
listed(const struct lexeme *region, struct str code)
{
	size_t longest = 0;

	for (size_t i = 0; i < region->code.len; i++) {
		struct str stem = str_of(region->code.at[i]);
		if (stem.len > longest && stem.len <= code.len &&
		    memcmp(stem.ptr, code.ptr, stem.len) == 0)
			longest = stem.len;
	}
	return longest;
}

/* The region that lists most of a code. */
static void
take_coded_region(struct making *m, struct str code)
{
	const struct lexeme *best = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < m->body.len; i++) {
		size_t n = listed(m->body.at[i], code);
		if (n > longest) {
			best = m->body.at[i];
			longest = n;
		}
	}
	if (best != NULL)
		add_region(m, best);
}

static void
take_codes(struct making *m)
{
	for (size_t i = 0; i < m->chart->visits.len; i++) {
		const struct record *r = m->chart->visits.at[i];
		for (size_t k = 0; k < r->n_problems; k++) {
			take_category(m, r->problems[k]);
			take_coded_region(m, r->problems[k]);
		}
	}
}

static void
tell(struct arena *a, struct told_list *all, const struct told_region *told)
{
	size_t i = 0;

	while (i < all->len && all->at[i].region != told->region)
		i++;
	if (i == all->len)
		vec_push(a, all, (struct told_region){.region = told->region});
	all->at[i].times += told->times;
}

/* The region that is told most, and those told nearly as often. */
static void
take_told_regions(struct making *m)
{
	struct told_list told = {0};
	uint64_t most = 0;

	for (size_t i = 0; i < m->chart->visits.len; i++) {
		const struct record *r = m->chart->visits.at[i];
		for (size_t k = 0; k < r->n_regions; k++)
			tell(m->arena, &told, &r->regions[k]);
	}
	for (size_t i = 0; i < told.len; i++)
		if (told.at[i].times > most)
			most = told.at[i].times;
	for (size_t i = 0; i < told.len; i++)
		if ((uint64_t)told.at[i].times * PERCENT >=
		    most * (unsigned)m->by->programme_region)
			vec_push(m->arena, &m->regions, told.at[i].region);
	if (m->regions.len > MOST_REGIONS)
		m->regions.len = 0;
}

static const struct programme *
programme_of(struct making *m, const struct chart *chart)
{
	struct arena *a = m->arena;

	m->chart = chart;
	m->out = arena_alloc(a, sizeof(*m->out));
	m->problems.at = NULL;
	m->problems.len = m->problems.cap = 0;
	m->regions = (struct regions){0};
	take_steps(m);
	take_codes(m);
	m->out->coded = m->problems.len > 0 || m->regions.len > 0;
	/* A disease that is of no region has none, whatever the notes tell. */
	if (!m->out->coded)
		take_told_regions(m);
	m->out->problems = m->problems.at;
	m->out->n_problems = m->problems.len;
	m->out->regions = m->regions.at;
	m->out->n_regions = m->regions.len;
	if (m->regions.len > 0)
		m->out->label = arena_printf(a, "%.*s%s%s",
		    STR_ARG(m->out->label), m->out->label.len > 0 ? " " : "",
		    m->regions.at[0]->name);
	return m->out;
}

const struct programme *const *
programmes_of(struct arena *a, const struct pack *pack,
    const struct chart_list *charts)
{
	struct making m = {.arena = a, .by = &pack->copying};
	const struct programme **all = arena_array(a, charts->len + 1,
	    sizeof(*all));

	for (size_t i = 0; i < pack->lexemes.len; i++) {
		const char *fact = pack->lexemes.at[i]->concept->fact;
		if (fact != NULL && strcmp(fact, "body") == 0)
			vec_push(a, &m.body, pack->lexemes.at[i]);
	}
	for (size_t i = 0; i < charts->len; i++)
		all[i] = programme_of(&m, charts->at[i]);
	return all;
}
