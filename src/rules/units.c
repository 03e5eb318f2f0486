/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/units.h"

/* A code, or a first code with its add-on: what minutes are added up for. */
struct service {
	const struct unit_code *head;
	int head_minutes;
	int further_minutes;
	bool further_given;
	bool pooled;
	int minutes;
	int base;		/* units it has in every distribution */
	int over;		/* of a pooled one: minutes beyond the base */
	bool may_gain;		/* one more unit in some distribution */
};

struct count {
	struct arena *arena;
	enum counting rule;
	VEC(struct service) services;
	int extra;		/* pooled units beyond the bases */
	VEC(size_t) sure;	/* services that get one of them in any case */
	VEC(size_t) tied;	/* services among which the rest
				 * may be chosen */
	struct units *out;
};

#define SAY(c, ...) \
	vec_push((c)->arena, &(c)->out->steps, \
	    arena_printf((c)->arena, __VA_ARGS__))

static const char *
plural(int n)
{
	return n == 1 ? "" : "s";
}

static int
midpoint(int length)
{
	return length / 2 + 1;
}

int
units_by_midpoint(int minutes, int length)
{
	if (minutes < midpoint(length))
		return 0;
	return 1 + (minutes - midpoint(length)) / length;
}

static const struct unit_code *
head_of(const struct unit_code *code)
{
	return code->first != NULL ? code->first : code;
}

/* The length of every unit of a service but the first. */
static int
further_length(const struct service *s)
{
	return s->head->further != NULL ?
	    s->head->further->length : s->head->length;
}

static struct service *
service_of(struct count *c, const struct unit_code *head)
{
	for (size_t i = 0; i < c->services.len; i++)
		if (c->services.at[i].head == head)
			return &c->services.at[i];
	vec_push(c->arena, &c->services, (struct service){.head = head});
	return &c->services.at[c->services.len - 1];
}

static void
add_minutes(int *sum, int minutes)
{
	if (minutes < 0)
		minutes = 0;
	*sum = minutes > UNITS_MOST_MINUTES - *sum ?
	    UNITS_MOST_MINUTES : *sum + minutes;
}

static void
gather(struct count *c, const struct unit_time *times, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct unit_code *code = times[i].code;
		struct service *s = service_of(c, head_of(code));

		if (code == s->head) {
			add_minutes(&s->head_minutes, times[i].minutes);
		} else {
			add_minutes(&s->further_minutes, times[i].minutes);
			s->further_given = true;
		}
	}
	for (size_t i = 0; i < c->services.len; i++) {
		struct service *s = &c->services.at[i];

		s->minutes = s->head_minutes + s->further_minutes;
		s->pooled = c->rule == COUNT_TOTAL_TIME &&
		    s->head->length == UNIT_POOL_LENGTH &&
		    further_length(s) == UNIT_POOL_LENGTH;
	}
}

/* Units of a service on its own, where `first` minutes earn the first unit,
 * and beyond its length `next` minutes earn another. */
static int
units_alone(const struct service *s, int first, int next)
{
	int beyond = s->minutes - s->head->length;
	int length = further_length(s);

	if (s->minutes < first)
		return 0;
	if (beyond < next || length <= 0)
		return 1;
	return 2 + (beyond - next) / length;
}

/* What a service is called in a sentence. */
static struct str
service_name(struct count *c, const struct service *s)
{
	if (!s->further_given)
		return s->head->name;
	return arena_printf(c->arena, "%.*s with %.*s",
	    STR_ARG(s->head->name), STR_ARG(s->head->further->name));
}

static void
say_alone(struct count *c, const struct service *s, int first, int next)
{
	struct str name = service_name(c, s);

	if (further_length(s) == s->head->length)
		SAY(c, "%.*s counts alone: %d minute%s, the first unit from "
		    "%d on and one more every %d: %d unit%s", STR_ARG(name),
		    s->minutes, plural(s->minutes), first, s->head->length,
		    s->base, plural(s->base));
	else
		SAY(c, "%.*s counts alone: %d minute%s, the first unit from "
		    "%d on, the second from %d, one more every %d: %d unit%s",
		    STR_ARG(name), s->minutes, plural(s->minutes), first,
		    s->head->length + next, further_length(s), s->base,
		    plural(s->base));
}

/* A service outside the pool. */
static void
count_alone(struct count *c, struct service *s)
{
	int first = s->head->length;
	int next = further_length(s);

	if (s->head->length <= 0) {
		s->base = 1;
		SAY(c, "%.*s is not timed: 1 unit, whatever its minutes",
		    STR_ARG(s->head->name));
		return;
	}
	if (c->rule != COUNT_FULL_15) {
		first = midpoint(first);
		next = midpoint(next);
	}
	s->base = units_alone(s, first, next);
	say_alone(c, s, first, next);
	if (s->base == 0) {
		c->out->unused += s->minutes;
		return;
	}
	int covered = s->head->length + (s->base - 1) * further_length(s);
	if (s->minutes > covered)
		c->out->unused += s->minutes - covered;
}

/* Minutes over of the last service that still gets one of the extra units:
 * whoever has more is sure of one, whoever has as many is tied. */
static int
cut(const struct count *c)
{
	for (int over = UNIT_POOL_LENGTH - 1; over > 0; over--) {
		int reached = 0;

		for (size_t i = 0; i < c->services.len; i++)
			if (c->services.at[i].pooled &&
			    c->services.at[i].over >= over)
				reached++;
		if (reached >= c->extra)
			return over;
	}
	return 0;
}

static void
share_extra(struct count *c)
{
	int at = cut(c);

	for (size_t i = 0; c->extra > 0 && i < c->services.len; i++) {
		struct service *s = &c->services.at[i];

		if (!s->pooled || s->over < at)
			continue;
		s->may_gain = true;
		if (s->over > at)
			vec_push(c->arena, &c->sure, i);
		else
			vec_push(c->arena, &c->tied, i);
	}
}

/* "97110, 97112 and 97140" */
static struct str
names_of(struct count *c, const size_t *which, size_t n)
{
	struct str list = {0};

	for (size_t i = 0; i < n; i++) {
		struct str name = service_name(c, &c->services.at[which[i]]);
		const char *before = i == 0 ? "" : i + 1 == n ? " and " : ", ";

		list = arena_printf(c->arena, "%.*s%s%.*s", STR_ARG(list),
		    before, STR_ARG(name));
	}
	return list;
}

static void
say_extra(struct count *c)
{
	int free = c->extra - (int)c->sure.len;

	if (c->sure.len > 0) {
		struct str names = names_of(c, c->sure.at, c->sure.len);
		SAY(c, "%zu more unit%s where most minutes are left: %.*s",
		    c->sure.len, plural((int)c->sure.len), STR_ARG(names));
	}
	if (c->tied.len == 0)
		return;
	int over = c->services.at[c->tied.at[0]].over;
	struct str names = names_of(c, c->tied.at, c->tied.len);
	if ((size_t)free == c->tied.len)
		SAY(c, "%d more unit%s where %d minute%s %s left: %.*s", free,
		    plural(free), over, plural(over), over == 1 ? "is" : "are",
		    STR_ARG(names));
	else
		SAY(c, "%d more unit%s to any of %.*s, which have %d minute%s "
		    "left each", free, plural(free), STR_ARG(names), over,
		    plural(over));
}

static void
say_unbilled(struct count *c)
{
	for (size_t i = 0; i < c->services.len; i++) {
		const struct service *s = &c->services.at[i];

		if (s->pooled && s->minutes > 0 && s->base == 0 && !s->may_gain)
			SAY(c, "%.*s: %d minute%s documented, no unit left",
			    STR_ARG(s->head->name), s->minutes,
			    plural(s->minutes));
	}
}

static void
count_pool(struct count *c)
{
	struct units *out = c->out;
	size_t members = 0;
	int bases = 0;

	for (size_t i = 0; i < c->services.len; i++) {
		struct service *s = &c->services.at[i];

		if (!s->pooled)
			continue;
		members++;
		s->base = s->minutes / UNIT_POOL_LENGTH;
		s->over = s->minutes % UNIT_POOL_LENGTH;
		bases += s->base;
		out->pool_minutes += s->minutes;
	}
	if (members == 0)
		return;
	out->pool_units = units_by_midpoint(out->pool_minutes,
	    UNIT_POOL_LENGTH);
	SAY(c, "total time: %d minute%s of timed codes make %d unit%s "
	    "(from 8 minutes on 1, from 23 on 2, one more every 15)",
	    out->pool_minutes, plural(out->pool_minutes), out->pool_units,
	    plural(out->pool_units));
	if (out->pool_minutes > out->pool_units * UNIT_POOL_LENGTH)
		out->unused += out->pool_minutes -
		    out->pool_units * UNIT_POOL_LENGTH;
	for (size_t i = 0; members > 1 && i < c->services.len; i++) {
		const struct service *s = &c->services.at[i];
		struct str name = service_name(c, s);

		if (s->pooled)
			SAY(c, "%.*s: %d minute%s, %d full unit%s and %d left",
			    STR_ARG(name), s->minutes, plural(s->minutes),
			    s->base, plural(s->base), s->over);
	}
	c->extra = out->pool_units - bases;
	share_extra(c);
	if (members > 1) {
		say_extra(c);
		say_unbilled(c);
	}
}

/* Does the service's add-on have a line of its own? */
static bool
has_further(const struct service *s)
{
	return s->head->further != NULL &&
	    (s->further_given || s->base + s->may_gain > 1);
}

static void
list_lines(struct count *c)
{
	for (size_t i = 0; i < c->services.len; i++) {
		const struct service *s = &c->services.at[i];

		vec_push(c->arena, &c->out->lines,
		    (struct unit_line){s->head, s->head_minutes});
		if (has_further(s))
			vec_push(c->arena, &c->out->lines,
			    (struct unit_line){s->head->further,
			    s->further_minutes});
	}
}

/* One distribution: the tied services at the places `chosen` gain as well. */
static void
list_way(struct count *c, const size_t *chosen, size_t n)
{
	int *units = arena_array(c->arena, c->services.len + 1,
	    sizeof(*units));
	int *way = arena_array(c->arena, c->out->lines.len + 1, sizeof(*way));
	size_t line = 0;

	for (size_t i = 0; i < c->services.len; i++)
		units[i] = c->services.at[i].base;
	for (size_t i = 0; i < c->sure.len; i++)
		units[c->sure.at[i]]++;
	for (size_t i = 0; i < n; i++)
		units[c->tied.at[chosen[i]]]++;
	for (size_t i = 0; i < c->services.len; i++) {
		if (!has_further(&c->services.at[i])) {
			way[line++] = units[i];
			continue;
		}
		way[line++] = units[i] > 0;
		way[line++] = units[i] > 1 ? units[i] - 1 : 0;
	}
	vec_push(c->arena, &c->out->ways, way);
}

/* The next choice of k among n places in order; false behind the last. */
static bool
next_choice(size_t *chosen, size_t k, size_t n)
{
	size_t i = k;

	while (i > 0 && chosen[i - 1] == n - k + i - 1)
		i--;
	if (i == 0)
		return false;
	chosen[i - 1]++;
	for (; i < k; i++)
		chosen[i] = chosen[i - 1] + 1;
	return true;
}

static void
list_ways(struct count *c)
{
	size_t k = (size_t)c->extra - c->sure.len;
	size_t *chosen = arena_array(c->arena, k + 1, sizeof(*chosen));

	for (size_t i = 0; i < k; i++)
		chosen[i] = i;
	do {
		if (c->out->ways.len == UNITS_MOST_WAYS) {
			c->out->more_ways = true;
			return;
		}
		list_way(c, chosen, k);
	} while (next_choice(chosen, k, c->tied.len));
}

void
units_count(struct arena *a, enum counting rule, const struct unit_time *times,
    size_t n, struct units *out)
{
	struct count c = {.arena = a, .rule = rule, .out = out};

	*out = (struct units){0};
	gather(&c, times, n);
	count_pool(&c);
	for (size_t i = 0; i < c.services.len; i++)
		if (!c.services.at[i].pooled)
			count_alone(&c, &c.services.at[i]);
	list_lines(&c);
	list_ways(&c);
	for (size_t i = 0; i < out->lines.len; i++)
		out->total += out->ways.at[0][i];
}
