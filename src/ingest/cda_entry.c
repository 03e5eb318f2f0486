/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A statement is an act, procedure or the like that has happened.  Its code
 * bills where it, or a translation of it, is CPT or HCPCS.  What follows from
 * the code stands directly below the statement: quantity, time, identifier.
 */
#include "ingest/cda_entry.h"

#include <xxhash.h>

#include "base/limits.h"
#include "base/sorted.h"
#include "base/vec.h"
#include "ingest/format.h"
#include "ingest/hl7_time.h"

enum { STATEMENTS_DEEP = 32, CODE_BYTES = 5 };

static const char *const statements[] = {
	"act", "encounter", "observation", "procedure", "supply",
	"substanceAdministration",
};

/* Code systems of what is billed: CPT, and HCPCS under two numbers. */
static const char *const billing_systems[] = {
	"2.16.840.1.113883.6.12", "2.16.840.1.113883.6.14",
	"2.16.840.1.113883.6.285",
};

struct statement {
	size_t depth;		/* of its element */
	struct stated_charge charge;	/* code empty: does not bill */
	struct str low;
	struct str high;
	struct str id;
	bool happened;
	bool cancelled;
};

/* A charge, and what tells it from another of the same code. */
struct billed {
	struct stated_charge charge;
	struct hl7_time from;
	struct hl7_time to;
	struct str id;
};

struct reference {
	uint64_t key;
	size_t line;
	size_t column;
};

struct entries {
	struct arena *arena;
	struct statement open[STATEMENTS_DEEP];
	size_t n_open;
	VEC(struct billed) billed;
	VEC(uint64_t) ids;
	VEC(struct reference) references;
};

struct entries *
entries_new(struct arena *a)
{
	struct entries *e = arena_alloc(a, sizeof(*e));

	e->arena = a;
	return e;
}

static bool
is_one_of(struct str s, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(s, str_of(words[i])))
			return true;
	return false;
}

#define IS_ONE_OF(s, words) \
	is_one_of((s), (words), sizeof(words) / sizeof(*(words)))

static void
open_statement(struct entries *e, const struct xml *x, size_t depth,
    const char *(*xpath)(void *), void *user)
{
	struct statement *s = &e->open[e->n_open++];
	struct str negated = xml_attribute(x, "negationInd");

	*s = (struct statement){.depth = depth,
	    .charge = {.units = -1, .minutes = -1}};
	s->happened = str_eq(xml_attribute(x, "moodCode"), STR("EVN")) &&
	    !str_eq(negated, STR("true"));
	s->charge.xpath = s->happened ? xpath(user) : NULL;
}

/* "97110", or "97110-GP" with modifiers. */
static void
take_code(struct entries *e, struct statement *s, const struct xml *x)
{
	struct str code = str_trim(xml_attribute(x, "code"));
	struct stated_charge *c = &s->charge;

	if (c->code.len > 0 || code.len < CODE_BYTES ||
	    !IS_ONE_OF(xml_attribute(x, "codeSystem"), billing_systems))
		return;
	code = arena_str(e->arena, code);
	c->code = (struct str){code.ptr, CODE_BYTES};
	for (size_t i = CODE_BYTES; i + 3 <= code.len &&
	    (code.ptr[i] == '-' || code.ptr[i] == ' '); i += 3)
		if (c->n_modifiers < CHARGE_MODIFIERS)
			c->modifiers[c->n_modifiers++] =
			    (struct str){code.ptr + i + 1, 2};
}

static void
take_modifier(struct entries *e, struct statement *s, const struct xml *x)
{
	struct str code = str_trim(xml_attribute(x, "code"));
	struct stated_charge *c = &s->charge;

	if (code.len == 2 && c->n_modifiers < CHARGE_MODIFIERS)
		c->modifiers[c->n_modifiers++] = arena_str(e->arena, code);
}

/* Units, or minutes where the unit says so. */
static void
take_amount(struct statement *s, const struct xml *x)
{
	struct str value = str_trim(xml_attribute(x, "value"));
	struct str unit = str_trim(xml_attribute(x, "unit"));
	long n;

	if (!str_number(value, 10000, &n))
		return;
	if (str_eq(unit, STR("min")))
		s->charge.minutes = (int)n;
	else if (unit.len == 0 || unit.ptr[0] == '{' ||
	    str_eq(unit, STR("1")))
		s->charge.units = (int)n;
}

static void
take_time(struct entries *e, struct str *out, const struct xml *x)
{
	struct str value = xml_attribute(x, "value");

	if (out->len == 0 && value.len > 0)
		*out = arena_str(e->arena, value);
}

/* An element directly below a statement. */
static void
take_member(struct entries *e, struct statement *s, const struct xml *x,
    const char *name)
{
	if (strcmp(name, "code") == 0)
		take_code(e, s, x);
	else if (strcmp(name, "quantity") == 0 ||
	    strcmp(name, "repeatNumber") == 0)
		take_amount(s, x);
	else if (strcmp(name, "effectiveTime") == 0)
		take_time(e, &s->low, x);
	else if (strcmp(name, "id") == 0 && s->id.len == 0)
		s->id = arena_printf(e->arena, "%.*s^%.*s",
		    STR_ARG(xml_attribute(x, "root")),
		    STR_ARG(xml_attribute(x, "extension")));
	else if (strcmp(name, "statusCode") == 0)
		s->cancelled = IS_ONE_OF(xml_attribute(x, "code"),
		    ((const char *const[]){"cancelled", "aborted",
		    "nullified"}));
}

/* An element below a member of a statement. */
static void
take_detail(struct entries *e, struct statement *s, const struct xml *x,
    const char *name, const char *parent)
{
	if (strcmp(parent, "code") == 0) {
		if (strcmp(name, "translation") == 0)
			take_code(e, s, x);
	} else if (strcmp(parent, "qualifier") == 0) {
		if (strcmp(name, "value") == 0)
			take_modifier(e, s, x);
	} else if (strcmp(parent, "effectiveTime") == 0) {
		if (strcmp(name, "low") == 0)
			take_time(e, &s->low, x);
		else if (strcmp(name, "high") == 0)
			take_time(e, &s->high, x);
		else if (strcmp(name, "width") == 0)
			take_amount(s, x);
	}
}

static void
take_reference(struct entries *e, struct xml *x, const char *parent)
{
	struct str value = xml_attribute(x, "value");
	struct reference r;

	if (value.len < 2 || value.ptr[0] != '#' ||
	    e->references.len >= LIMIT_CDA_ENTRIES ||
	    (strcmp(parent, "text") != 0 && strcmp(parent, "value") != 0 &&
	    strcmp(parent, "originalText") != 0))
		return;
	r.key = XXH3_64bits(value.ptr + 1, value.len - 1);
	xml_place(x, xml_at(x), &r.line, &r.column);
	vec_push(e->arena, &e->references, r);
}

void
entries_open(struct entries *e, struct xml *x, const char *name,
    const char *parent, size_t depth, const char *(*xpath)(void *), void *user)
{
	struct statement *s = e->n_open > 0 ? &e->open[e->n_open - 1] : NULL;

	if (IS_ONE_OF(str_of(name), statements)) {
		if (e->n_open < STATEMENTS_DEEP)
			open_statement(e, x, depth, xpath, user);
		return;
	}
	if (strcmp(name, "reference") == 0)
		take_reference(e, x, parent);
	if (s == NULL || !s->happened)
		return;
	if (depth == s->depth + 1)
		take_member(e, s, x, name);
	else if (depth <= s->depth + 3)
		take_detail(e, s, x, name, parent);
}

void
entries_close(struct entries *e, size_t depth)
{
	struct statement *s = e->n_open > 0 ? &e->open[e->n_open - 1] : NULL;

	if (s == NULL || s->depth != depth)
		return;
	e->n_open--;
	if (!s->happened || s->cancelled || s->charge.code.len == 0 ||
	    e->billed.len >= LIMIT_CDA_ENTRIES)
		return;
	struct billed b = {s->charge, hl7_time_of(s->low),
	    hl7_time_of(s->high), s->id};
	int minutes = hl7_minutes(b.from, b.to);
	if (b.charge.minutes < 0)
		b.charge.minutes = minutes;
	vec_push(e->arena, &e->billed, b);
}

void
entries_identify(struct entries *e, struct str id)
{
	if (id.len > 0 && e->ids.len < LIMIT_CDA_ENTRIES)
		vec_push(e->arena, &e->ids, XXH3_64bits(id.ptr, id.len));
}

static bool
same_time(struct hl7_time a, struct hl7_time b)
{
	return a.day == b.day && a.minute == b.minute;
}

/* Two sections may both tell of one procedure. */
static bool
is_same(const struct billed *a, const struct billed *b)
{
	if (!str_eq(a->charge.code, b->charge.code))
		return false;
	if (a->id.len > 1 && b->id.len > 1 && str_eq(a->id, b->id))
		return true;
	return same_time(a->from, b->from) && same_time(a->to, b->to) &&
	    a->charge.units == b->charge.units;
}

/* Of a history only what was done at the visit is billed with it. */
static void
state_charges(struct entries *e, date_t day, struct document *d)
{
	size_t kept = 0;

	for (size_t i = 0; i < e->billed.len; i++) {
		const struct billed *b = &e->billed.at[i];
		bool seen = false;
		if (day != NO_DATE && b->from.day != NO_DATE &&
		    b->from.day != day)
			continue;
		/* More codes than this bill no single visit. */
		for (size_t k = 0; k < kept && !seen && kept < 1000; k++)
			seen = is_same(&e->billed.at[k], b);
		if (seen)
			continue;
		e->billed.at[kept++] = *b;
		vec_push(e->arena, &d->charges, b->charge);
	}
}

static void
state_dangling(struct entries *e, struct document *d)
{
	const struct reference *first = NULL;
	size_t n = 0;

	sorted_make(e->ids.at, e->ids.len);
	for (size_t i = 0; i < e->references.len; i++) {
		const struct reference *r = &e->references.at[i];
		if (!sorted_holds(e->ids.at, e->ids.len, r->key) && n++ == 0)
			first = r;
	}
	if (n == 0)
		return;
	format_trouble(e->arena, d, "input/not-judged", (struct span){0, 0},
	    n == 1 ? arena_printf(e->arena, "a coded entry refers to "
	    "narrative text that is not there, at %zu:%zu", first->line,
	    first->column) : arena_printf(e->arena, "%zu coded entries refer "
	    "to narrative text that is not there, the first at %zu:%zu", n,
	    first->line, first->column));
}

void
entries_state(struct entries *e, date_t day, struct document *d)
{
	state_charges(e, day, d);
	state_dangling(e, d);
}
