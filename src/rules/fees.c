/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/fees.h"

/* MPPR indicator of the always-therapy codes. */
enum { ALWAYS_THERAPY = 5, WHOLE = 100, CENTS = 100 };

static long
values(const struct fee *fee)
{
	return fee->work + fee->practice + fee->malpractice;
}

/* Paid, restricted, or paid with restrictions of another kind. */
static bool
is_paid(const struct fee *fee)
{
	return strchr("ART", fee->status[0]) != NULL;
}

bool
fee_is_known(const struct fee *fee)
{
	if (fee == NULL || fee->status[0] == 'C')
		return false;
	return !is_paid(fee) || values(fee) > 0;
}

/* Values and indices have four decimals each, the factor has four: twelve
 * together, of which cents leave ten. */
long
fee_unit(const struct fee_terms *t, const struct fee *fee, bool reduced,
    bool assistant)
{
	const int64_t cent = (int64_t)DECIMAL * DECIMAL * DECIMAL / CENTS;
	int64_t value;

	if (!is_paid(fee))
		return 0;
	value = (int64_t)fee->work * t->work +
	    (int64_t)fee->practice * t->practice *
	    (reduced ? t->reduced : WHOLE) / WHOLE +
	    (int64_t)fee->malpractice * t->malpractice;
	if (assistant)
		value = value * t->assistant / WHOLE;
	value = value * t->share / WHOLE;
	return (long)((value * t->factor + cent / 2) / cent);
}

static bool
is_reduced(const struct fee_line *l)
{
	return l->fee != NULL && l->fee->mppr == ALWAYS_THERAPY;
}

/* The line of which one unit is whole; `n` when there is none. */
static size_t
whole_line(const struct fee_line *lines, size_t n)
{
	size_t best = n;

	for (size_t i = 0; i < n; i++)
		if (is_reduced(&lines[i]) && lines[i].units > 0 &&
		    (best == n || lines[i].fee->practice >
		    lines[best].fee->practice))
			best = i;
	return best;
}

long
fee_whole(const struct fee_terms *t, const struct fee_line *lines, size_t n)
{
	size_t whole = whole_line(lines, n);

	if (whole == n)
		return 0;
	const struct fee_line *l = &lines[whole];
	return fee_unit(t, l->fee, false, l->assistant) -
	    fee_unit(t, l->fee, true, l->assistant);
}

long
fee_day(const struct fee_terms *t, const struct fee_line *lines, size_t n)
{
	long cents = fee_whole(t, lines, n);

	for (size_t i = 0; i < n; i++) {
		const struct fee_line *l = &lines[i];
		if (l->fee == NULL || l->units < 1)
			continue;
		cents += fee_unit(t, l->fee, is_reduced(l), l->assistant) *
		    l->units;
	}
	return cents;
}
