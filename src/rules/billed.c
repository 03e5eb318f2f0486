/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/billed.h"

#include "rules/units.h"

static struct tally *
known(struct tallies *all, struct str number)
{
	for (size_t i = 0; i < all->len; i++)
		if (str_eq_nocase(all->at[i].number, number))
			return &all->at[i];
	return NULL;
}

static bool
is_repeat(const struct tally *t, const struct service *s)
{
	return s->minutes == t->first->minutes && s->units == t->first->units;
}

static void
add_line(struct tally *t, const struct service *s)
{
	if (s->units != NONE)
		t->units = (t->units == NONE ? 0 : t->units) + s->units;
	if (s->minutes == NONE)
		t->minutes = NONE;
	else if (t->minutes != NONE && !is_repeat(t, s))
		t->minutes += s->minutes;
	t->charged = t->charged || s->units != 0;
	t->lines++;
}

struct tallies
tallies_of(struct arena *a, const struct facts *f)
{
	struct tallies all = {0};

	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		struct tally *t = known(&all, s->number);
		if (t != NULL)
			add_line(t, s);
		else
			vec_push(a, &all, (struct tally){.code = s->code,
			    .number = s->number, .units = s->units,
			    .minutes = s->minutes, .lines = 1,
			    .charged = s->units != 0, .first = s});
	}
	return all;
}

const struct tally *
tally_of(const struct tallies *all, const char *number)
{
	for (size_t i = 0; i < all->len; i++)
		if (str_eq_nocase(all->at[i].number, str_of(number)))
			return &all->at[i];
	return NULL;
}

bool
is_timed(const struct code *c)
{
	return c != NULL && c->timed;
}

bool
is_pooled(const struct code *c)
{
	return is_timed(c) && c->minutes_per_unit == UNIT_POOL_LENGTH;
}

static bool
attended_as(const struct code *c, const char *how)
{
	return c != NULL && c->attendance != NULL &&
	    strcmp(c->attendance, how) == 0;
}

bool
is_one_on_one(const struct code *c)
{
	return attended_as(c, "one_on_one");
}

bool
is_attended(const struct code *c)
{
	return is_one_on_one(c) || attended_as(c, "constant") ||
	    attended_as(c, "group") || attended_as(c, "evaluation");
}

bool
has_modifier(const struct service *s, const char *modifier)
{
	for (unsigned i = 0; i < s->n_modifiers; i++)
		if (str_eq_nocase(s->modifiers[i], str_of(modifier)))
			return true;
	return false;
}

struct str
separation_of(const struct service *s)
{
	static const char *const separate[] = {"59", "XE", "XP", "XS", "XU"};

	for (size_t i = 0; i < sizeof(separate) / sizeof(*separate); i++)
		if (has_modifier(s, separate[i]))
			return str_of(separate[i]);
	return (struct str){NULL, 0};
}

bool
is_printed(const struct facts *f, const struct service *s)
{
	return s->printed || f->charges.len > 0;
}

bool
prints_modifiers(const struct facts *f)
{
	for (size_t i = 0; i < f->services.len; i++)
		if (f->services.at[i].n_modifiers > 0)
			return true;
	return f->charges.len > 0;
}

struct str
counting_name(const struct payer *p)
{
	static const char *const names[] = {
		[COUNT_TOTAL_TIME] = "the total-time (8-minute) rule",
		[COUNT_PER_CODE] = "the midpoint rule for each code",
		[COUNT_FULL_15] = "the rule of 15 full minutes a unit",
	};

	return str_of(names[p->counting]);
}
