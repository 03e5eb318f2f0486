/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/bill.h"

static int
year_of(date_t day)
{
	int year, month, of_month;

	date_parts(day, &year, &month, &of_month);
	return year;
}

/* An untimed service is one unit; of a timed one nobody can tell. */
static int
units_of(const struct service *s)
{
	if (s->units != NONE)
		return s->units;
	return s->code != NULL && !s->code->timed ? 1 : 0;
}

static bool
by_assistant(const struct pack *pack, const struct service *s)
{
	for (unsigned i = 0; i < s->n_modifiers; i++) {
		const struct modifier *m = pack_modifier(pack,
		    s->modifiers[i]);
		if (m != NULL && strcmp(m->kind, "assistant") == 0)
			return true;
	}
	return false;
}

/* Where the payer pays, else where the clinic is, else the nation. */
static void
settle_terms(const struct pack *pack, const struct options *o,
    const struct payer *payer, date_t on, struct bill *b)
{
	const struct conversion *c = pack_conversion(pack, on);
	const struct locality *where = payer->place.name != NULL ?
	    &payer->place : &o->place;
	long own = payer->place.factor != 0 ? payer->place.factor :
	    o->place.factor;
	bool less = payer->assistant_from == NO_DATE || on == NO_DATE ||
	    on >= payer->assistant_from;

	b->terms = (struct fee_terms){
		.factor = own != 0 ? own : c != NULL ? c->factor : 0,
		.work = DECIMAL, .practice = DECIMAL, .malpractice = DECIMAL,
		.reduced = payer->further_percent,
		.assistant = less ? payer->assistant_percent : 100,
		.share = payer->fee_percent,
	};
	if (where->name != NULL) {
		b->terms.work = where->work;
		b->terms.practice = where->practice;
		b->terms.malpractice = where->malpractice;
	}
	b->basis.place = where->name;
	b->basis.share = payer->fee_percent;
	b->basis.factor = b->terms.factor;
	if (own == 0 && c != NULL)
		stake_years(&b->basis.factor_from, &b->basis.factor_to,
		    year_of(c->from), year_of(c->to));
}

static void
read_lines(struct arena *a, const struct pack *pack, struct bill *b)
{
	const struct facts *f = b->facts;

	b->n = f->services.len;
	b->units = arena_array(a, b->n + 1, sizeof(*b->units));
	b->left = arena_array(a, b->n + 1, sizeof(*b->left));
	b->lines = arena_array(a, b->n + 1, sizeof(*b->lines));
	for (size_t i = 0; i < b->n; i++) {
		const struct service *s = &f->services.at[i];
		b->units[i] = units_of(s);
		b->lines[i] = (struct fee_line){
			.fee = s->code == NULL ? NULL :
			    pack_fee(pack, s->code, f->date_of_service),
			.units = b->units[i],
			.assistant = by_assistant(pack, s),
		};
	}
}

/* Cents of the day with `left` units of each line. */
static long
price(const struct bill *b, const int *left)
{
	for (size_t i = 0; i < b->n; i++)
		b->lines[i].units = left[i];
	return fee_day(&b->terms, b->lines, b->n);
}

/* What the amount of the units taken rests on, and what it leaves open. */
static void
note_gaps(const struct bill *b, const int *taken, struct stake *out)
{
	size_t priced = 0, unpriced = 0;

	for (size_t i = 0; i < b->n; i++) {
		const struct service *s = &b->facts->services.at[i];
		const struct fee *fee = b->lines[i].fee;
		out->unstated |= s->units == NONE && b->units[i] == 0;
		if (taken[i] == 0)
			continue;
		if (!fee_is_known(fee)) {
			unpriced++;
			continue;
		}
		priced++;
		stake_years(&out->values_from, &out->values_to,
		    year_of(fee->from), year_of(fee->to));
		out->assistant |= b->lines[i].assistant &&
		    b->terms.assistant < 100;
		out->reduced |= fee->mppr == 5 && b->terms.reduced < 100;
	}
	out->unpriced = unpriced > 0;
	if (unpriced > 0 && priced == 0)
		out->cents = NONE;
}

struct stake
bill_stake(struct bill *b, const int *taken)
{
	struct stake out = b->basis;

	for (size_t i = 0; i < b->n; i++) {
		out.units += taken[i];
		b->left[i] = b->units[i] - taken[i];
	}
	if (out.units == 0)
		return (struct stake){0};
	out.cents = price(b, b->units) - price(b, b->left);
	note_gaps(b, taken, &out);
	if (b->terms.share == 0 || b->terms.factor == 0)
		out.cents = NONE;
	return out;
}

void
bill_of(struct arena *a, const struct pack *pack, const struct options *o,
    const struct result *r, struct bill *out)
{
	static const struct facts nothing;

	*out = (struct bill){.facts = r->facts != NULL ? r->facts : &nothing};
	settle_terms(pack, o, r->payer, out->facts->date_of_service, out);
	read_lines(a, pack, out);
}

long
bill_whole(const struct bill *b)
{
	for (size_t i = 0; i < b->n; i++)
		b->lines[i].units = b->units[i];
	return fee_whole(&b->terms, b->lines, b->n);
}
