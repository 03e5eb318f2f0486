/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/money.h"

#include "audit/bill.h"
#include "rules/threshold.h"

/* Words of messages whose numbers differ by what is billed too much. */
static const struct {
	const char *billed;
	const char *supported;
} excesses[] = {
	{"billed", "supported"},
	{"units", "maximum"},
};

static bool
names_code(struct str list, struct str code)
{
	for (size_t i = 0; i + code.len <= list.len; i++) {
		bool before = i > 0 && is_word(list.ptr[i - 1]);
		bool after = i + code.len < list.len &&
		    is_word(list.ptr[i + code.len]);
		if (!before && !after && str_eq(code,
		    str_slice(list, (struct span){i, i + code.len})))
			return true;
	}
	return false;
}

static struct str
detail_of(const struct finding *f, const char *name)
{
	for (const struct detail *d = f->details; d != NULL && d->name != NULL;
	    d++)
		if (strcmp(d->name, name) == 0)
			return d->text;
	return (struct str){NULL, 0};
}

/* Does the evidence stand on the line's charge? */
static bool
shows_line(const struct finding *f, const struct service *s)
{
	if (f->placed && span_touches(f->at, s->at))
		return true;
	for (size_t i = 0; i < f->more.len; i++)
		if (span_touches(f->more.at[i], s->at))
			return true;
	return false;
}

/* The element that a rule of that name misses is one the line's code asks
 * for. */
static bool
requires_it(const struct finding *f, const struct service *s)
{
	const char *slash = strchr(f->rule->id, '/');

	return slash != NULL && s->code != NULL &&
	    texts_have(&s->code->requires, slash + 1);
}

/* Is the finding about this line: it names the code, or shows the charge, or
 * misses what the code asks for? */
static bool
is_about(const struct finding *f, const struct service *s)
{
	static const char *const names[] = {"code", "codes", "column2"};
	bool named = false;

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct str codes = detail_of(f, names[i]);
		if (names_code(codes, s->number))
			return true;
		named |= codes.len > 0;
	}
	if (named)
		return false;
	return shows_line(f, s) || requires_it(f, s);
}

static int
excess_of(const struct finding *f)
{
	long billed, supported;

	for (size_t i = 0; i < sizeof(excesses) / sizeof(excesses[0]); i++)
		if (str_number(detail_of(f, excesses[i].billed), INT32_MAX,
		    &billed) && str_number(detail_of(f, excesses[i].supported),
		    INT32_MAX, &supported) && billed > supported)
			return (int)(billed - supported);
	return 0;
}

/* Take up to `*excess` units from lines that the finding is about, or from
 * the other timed ones. */
static void
take_excess(const struct bill *b, const struct finding *f, bool about,
    int *excess, int *taken)
{
	for (size_t i = 0; i < b->n && *excess > 0; i++) {
		const struct service *s = &b->facts->services.at[i];
		if (is_about(f, s) != about ||
		    (!about && (s->code == NULL || !s->code->timed)))
			continue;
		taken[i] = b->units[i] < *excess ? b->units[i] : *excess;
		*excess -= taken[i];
	}
}

/* The units of each line that the finding puts at risk. */
static void
take_units(const struct bill *b, const struct finding *f, int *taken)
{
	int excess = excess_of(f);

	memset(taken, 0, b->n * sizeof(*taken));
	/* Advice costs nobody anything. */
	if (f->level == LEVEL_NOTE || f->rule->at_risk == RISK_NONE)
		return;
	if (f->rule->at_risk == RISK_EXCESS) {
		take_excess(b, f, true, &excess, taken);
		take_excess(b, f, false, &excess, taken);
		return;
	}
	for (size_t i = 0; i < b->n; i++) {
		const struct service *s = &b->facts->services.at[i];
		bool timed = s->code != NULL && s->code->timed;
		if (f->rule->at_risk == RISK_ALL ||
		    (f->rule->at_risk == RISK_TIMED && timed) ||
		    (f->rule->at_risk == RISK_CODE && is_about(f, s)))
			taken[i] = b->units[i];
	}
}

/* Nothing is known where units are at risk and none is stated. */
static bool
is_unknown(const struct bill *b, const struct finding *f)
{
	if (f->level == LEVEL_NOTE || f->rule->at_risk == RISK_NONE)
		return false;
	for (size_t i = 0; i < b->n; i++)
		if (b->units[i] > 0)
			return false;
	return true;
}

/* The most that any finding takes of each line. */
static void
take_more(const struct bill *b, const int *taken, int *all)
{
	for (size_t k = 0; k < b->n; k++)
		if (taken[k] > all[k])
			all[k] = taken[k];
}

void
money_at_risk(struct arena *a, const struct pack *pack,
    const struct options *options, struct result *r)
{
	const struct stake unknown = {.units = NONE, .cents = NONE};
	struct bill b;
	bool none_known = r->facts == NULL;

	bill_of(a, pack, options, r, &b);
	int *taken = arena_array(a, b.n + 1, sizeof(*taken));
	int *all = arena_array(a, b.n + 1, sizeof(*all));
	for (size_t i = 0; i < r->findings.len; i++) {
		struct finding *f = &r->findings.at[i];
		take_units(&b, f, taken);
		f->stake = is_unknown(&b, f) ? unknown : bill_stake(&b, taken);
		none_known |= is_unknown(&b, f);
		take_more(&b, taken, all);
	}
	r->risk.stake = none_known ? unknown : bill_stake(&b, all);
}

struct stake
money_beyond(struct arena *a, const struct pack *pack,
    const struct options *options, const struct result *r)
{
	struct bill b;

	bill_of(a, pack, options, r, &b);
	int *taken = arena_array(a, b.n + 1, sizeof(*taken));
	int *all = arena_array(a, b.n + 1, sizeof(*all));
	for (size_t i = 0; i < r->findings.len; i++) {
		take_units(&b, &r->findings.at[i], taken);
		take_more(&b, taken, all);
	}
	struct stake own = bill_stake(&b, all);
	for (size_t i = 0; i < b.n; i++)
		if (threshold_is_bare(b.facts, &b.facts->services.at[i]))
			all[i] = b.units[i];
	struct stake both = bill_stake(&b, all);
	both.units -= own.units;
	if (both.cents != NONE && own.cents != NONE)
		both.cents -= own.cents;
	return both;
}
