/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/threshold.h"

#include "base/decimal.h"
#include "rules/billed.h"
#include "rules/rules.h"
#include "rules/stake.h"
#include "rules/wording.h"

static const char RULE[] = "coding/kx-missing";

enum {
	CENT = DECIMAL / 100,
	AMOUNT_BYTES = 16,
	MOST_DOLLARS = 1000000,
};

/* What the packs call amounts of each pool, and what messages call it. */
static const struct {
	const char *remark;
	const char *called;
} pools[] = {
	[POOL_NONE] = {"", ""},
	[POOL_PT_SLP] = {"used-pt-slp", "PT and SLP services"},
	[POOL_OT] = {"used-ot", "OT services"},
};

enum therapy_pool
threshold_pool(const struct facts *f)
{
	const struct discipline *d = discipline_of(f);

	return d != NULL ? d->pool : POOL_NONE;
}

/* "2,412.60" in cents; NONE when it is no amount. */
static long
cents_of(struct str text)
{
	char digits[AMOUNT_BYTES];
	size_t n = 0;
	long amount;

	for (size_t i = 0; i < text.len && n < sizeof(digits); i++)
		if (text.ptr[i] != ',')
			digits[n++] = text.ptr[i];
	if (!decimal_parse((struct str){digits, n}, MOST_DOLLARS, &amount))
		return NONE;
	return amount / CENT;
}

/* The largest amount of a kind of remark: smaller ones are parts of it. */
static long
largest(const struct facts *f, const char *kind)
{
	long most = NONE;

	for (size_t i = 0; i < f->remarks.len; i++) {
		const struct remark *r = &f->remarks.at[i];
		if (!r->counts || strcmp(r->kind, kind) != 0)
			continue;
		long cents = cents_of(mention_text(f->reading, r->mention,
		    "value"));
		if (cents > most)
			most = cents;
	}
	return most;
}

long
threshold_stated(const struct facts *f)
{
	long own = largest(f, pools[threshold_pool(f)].remark);

	return own != NONE ? own : largest(f, "used-therapy");
}

bool
threshold_is_bare(const struct facts *f, const struct service *s)
{
	const struct discipline *d = discipline_of(f);

	return d != NULL && discipline_charges(d, s) && !has_modifier(s, "KX");
}

long
threshold_cents(const struct kx_threshold *t, enum therapy_pool pool)
{
	return (pool == POOL_OT ? t->ot : t->pt_slp) / CENT;
}

struct str
threshold_dollars(struct arena *a, long cents)
{
	char out[STAKE_DOLLARS];

	stake_dollars(cents, out);
	return arena_printf(a, "%s", out);
}

int
threshold_year(date_t day)
{
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	return year;
}

struct finding *
threshold_report(struct judging *j, const struct span *at,
    enum therapy_pool pool, date_t on, long sum, struct str basis,
    struct str lines, struct str codes)
{
	struct arena *a = j->arena;
	long limit = threshold_cents(pack_threshold(j->pack, on), pool);

	return judge(j, RULE, at, (struct detail[]){
	    {"pool", str_of(pools[pool].called)},
	    {"year", int_text(a, threshold_year(on))},
	    {"sum", threshold_dollars(a, sum)}, {"basis", basis},
	    {"threshold", threshold_dollars(a, limit)},
	    {"lines", lines}, {"codes", codes}, {NULL, {NULL, 0}}});
}

const char *
threshold_called(enum therapy_pool pool)
{
	return pools[pool].called;
}

/* One note that says itself that the threshold is passed.  A line with KX
 * shows that the clinic knows; which of the others are past it is a question
 * of the chart. */
static void
run_stated(struct judging *j, const struct rule *self)
{
	const struct facts *f = j->facts;
	enum therapy_pool pool = threshold_pool(f);
	const struct kx_threshold *t = pack_threshold(j->pack,
	    f->date_of_service);
	const struct service *first = NULL;
	struct str codes = {"", 0};
	long sum = threshold_stated(f);

	(void)self;
	if (!j->payer->kx || pool == POOL_NONE || t == NULL ||
	    sum <= threshold_cents(t, pool) || !prints_modifiers(f))
		return;
	for (size_t i = 0; i < f->services.len; i++) {
		const struct service *s = &f->services.at[i];
		if (has_modifier(s, "KX"))
			return;
		if (!threshold_is_bare(f, s))
			continue;
		codes = list_with(j->arena, codes, s->number);
		first = first == NULL ? s : first;
	}
	if (first != NULL)
		threshold_report(j, &first->at, pool, f->date_of_service, sum,
		    STR("as the note states"), codes, codes);
}

const struct rule threshold_rules[] = {
	{RULE, run_stated, ELEMENTS},
	{NULL, NULL, ELEMENTS},
};
