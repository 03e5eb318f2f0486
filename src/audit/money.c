/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/money.h"

#include <stdio.h>

#include "rules/fees.h"

/* The billed lines of a note as money sees them. */
struct bill {
	const struct facts *facts;
	size_t n;
	int *units;		/* of each line; 0 where it states none */
	struct fee_line *lines;
	int *left;		/* scratch: units that stay */
	struct fee_terms terms;
	struct stake basis;	/* what any amount of the note rests on */
};

/* Words of messages whose numbers differ by what is billed too much. */
static const struct {
	const char *billed;
	const char *supported;
} excesses[] = {
	{"billed", "supported"},
	{"units", "maximum"},
};

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

static void
add_year(int *from, int *to, int first, int last)
{
	if (first == 0)
		return;
	if (*from == 0 || first < *from)
		*from = first;
	if (last > *to)
		*to = last;
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
		add_year(&b->basis.factor_from, &b->basis.factor_to,
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
		add_year(&out->values_from, &out->values_to,
		    year_of(fee->from), year_of(fee->to));
		out->assistant |= b->lines[i].assistant &&
		    b->terms.assistant < 100;
		out->reduced |= fee->mppr == 5 && b->terms.reduced < 100;
	}
	out->unpriced = unpriced > 0;
	if (unpriced > 0 && priced == 0)
		out->cents = NONE;
}

static struct stake
stake_of(struct bill *b, const int *taken)
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

void
money_at_risk(struct arena *a, const struct pack *pack,
    const struct options *options, struct result *r)
{
	static const struct facts nothing;
	const struct stake unknown = {.units = NONE, .cents = NONE};
	struct bill b = {.facts = r->facts != NULL ? r->facts : &nothing};
	bool none_known = r->facts == NULL;

	settle_terms(pack, options, r->payer, b.facts->date_of_service, &b);
	read_lines(a, pack, &b);
	int *taken = arena_array(a, b.n + 1, sizeof(*taken));
	int *all = arena_array(a, b.n + 1, sizeof(*all));
	for (size_t i = 0; i < r->findings.len; i++) {
		struct finding *f = &r->findings.at[i];
		take_units(&b, f, taken);
		f->stake = is_unknown(&b, f) ? unknown : stake_of(&b, taken);
		none_known |= is_unknown(&b, f);
		for (size_t k = 0; k < b.n; k++)
			if (taken[k] > all[k])
				all[k] = taken[k];
	}
	r->risk.stake = none_known ? unknown : stake_of(&b, all);
}

static bool
same_place(const struct stake *a, const struct stake *b)
{
	if (a->place == NULL || b->place == NULL)
		return a->place == b->place;
	return strcmp(a->place, b->place) == 0;
}

static void
add_amount(struct stake *to, const struct stake *more)
{
	to->cents += more->cents;
	add_year(&to->values_from, &to->values_to, more->values_from,
	    more->values_to);
	add_year(&to->factor_from, &to->factor_to, more->factor_from,
	    more->factor_to);
	if (to->factor != more->factor)
		to->factor = 0;
	if (to->share != more->share)
		to->share = 0;
	to->places |= more->places || !same_place(to, more);
	to->reduced |= more->reduced;
	to->assistant |= more->assistant;
}

void
money_add(struct stake *to, const struct stake *more)
{
	struct stake sum = *to;

	if (more->units == NONE || more->units == 0)
		return;
	if (to->units == 0 || to->cents == NONE)
		sum = *more;
	else if (more->cents != NONE)
		add_amount(&sum, more);
	sum.units = to->units + more->units;
	sum.unstated = to->unstated || more->unstated;
	sum.unpriced = to->unpriced || more->unpriced ||
	    (to->units > 0 && to->cents == NONE) || more->cents == NONE;
	*to = sum;
}

static void
years_text(int from, int to, char out[32])
{
	if (from == to)
		snprintf(out, 32, "%d", from);
	else
		snprintf(out, 32, "%d to %d", from, to);
}

static void
factor_text(const struct stake *s, char out[96])
{
	char years[32], number[32];

	years_text(s->factor_from, s->factor_to, years);
	snprintf(number, sizeof(number), "%ld.%04ld", s->factor / DECIMAL,
	    s->factor % DECIMAL);
	snprintf(out, 96, "conversion factor%s%s%s%s",
	    s->factor == 0 ? "s" : " ", s->factor == 0 ? "" : number,
	    s->factor_from == 0 ? "" : " of ",
	    s->factor_from == 0 ? " as configured" : years);
}

void
money_basis(const struct stake *s, char out[MONEY_BASIS])
{
	char values[32], factor[96];

	out[0] = '\0';
	if (s->units == NONE || s->units == 0 || s->cents == NONE)
		return;
	years_text(s->values_from, s->values_to, values);
	factor_text(s, factor);
	snprintf(out, MONEY_BASIS, "Medicare fee schedule, relative values of "
	    "%s, %s, %.64s%s%s%s%s%s", values, factor,
	    s->places ? "several localities" :
	    s->place != NULL ? s->place : "national amounts",
	    s->reduced ? ", multiple procedures reduced" : "",
	    s->assistant ? ", an assistant's work reduced" : "",
	    s->share == 100 ? "" : ", at the payer's percentage",
	    s->unstated ? ", without lines that state no units" : "",
	    s->unpriced ? ", without codes that have no amount" : "");
}

/* Digits in threes. */
static void
dollars_text(long cents, char out[32])
{
	char digits[24];
	int n = snprintf(digits, sizeof(digits), "%ld", cents / 100);
	size_t len = 0;

	out[len++] = '$';
	for (int i = 0; i < n; i++) {
		out[len++] = digits[i];
		if (i + 1 < n && (n - i - 1) % 3 == 0)
			out[len++] = ',';
	}
	snprintf(out + len, 32 - len, ".%02ld", cents % 100);
}

void
money_text(const struct stake *s, char out[MONEY_TEXT])
{
	char dollars[32] = "";

	out[0] = '\0';
	if (s->units == NONE || s->units == 0)
		return;
	if (s->cents != NONE)
		dollars_text(s->cents, dollars);
	snprintf(out, MONEY_TEXT, "%d unit%s%s%s", s->units,
	    s->units == 1 ? "" : "s", s->cents != NONE ? ", " : "", dollars);
}
