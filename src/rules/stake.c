/* SPDX-License-Identifier: Apache-2.0 */
#include "rules/stake.h"

#include <stdio.h>

void
stake_years(int *from, int *to, int first, int last)
{
	if (first == 0)
		return;
	if (*from == 0 || first < *from)
		*from = first;
	if (last > *to)
		*to = last;
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
	stake_years(&to->values_from, &to->values_to, more->values_from,
	    more->values_to);
	stake_years(&to->factor_from, &to->factor_to, more->factor_from,
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
stake_add(struct stake *to, const struct stake *more)
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
stake_basis(const struct stake *s, char out[STAKE_BASIS])
{
	char values[32], factor[96];

	out[0] = '\0';
	if (s->units == NONE || s->units == 0 || s->cents == NONE)
		return;
	years_text(s->values_from, s->values_to, values);
	factor_text(s, factor);
	snprintf(out, STAKE_BASIS, "Medicare fee schedule, relative values of "
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
void
stake_dollars(long cents, char out[STAKE_DOLLARS])
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
	snprintf(out + len, STAKE_DOLLARS - len, ".%02ld", cents % 100);
}

void
stake_text(const struct stake *s, char out[STAKE_TEXT])
{
	char dollars[STAKE_DOLLARS] = "";

	out[0] = '\0';
	if (s->units == NONE || s->units == 0)
		return;
	if (s->cents != NONE)
		stake_dollars(s->cents, dollars);
	snprintf(out, STAKE_TEXT, "%d unit%s%s%s", s->units,
	    s->units == 1 ? "" : "s", s->cents != NONE ? ", " : "", dollars);
}
