/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/billed_charges.h"

#include "base/limits.h"
#include "facts/amounts.h"
#include "facts/gaps.h"

/* How surely a charge is a billed line. */
enum rank { MENTIONED, LISTED, COUNTED };

static enum rank
rank_of(const struct charge *c)
{
	if (c->units != NONE)
		return COUNTED;
	if (c->printed && (c->n_modifiers > 0 || c->leads || c->ranged ||
	    (c->listed && c->minutes != NONE)))
		return LISTED;
	return MENTIONED;
}

/* Is there a counted charge on the line of charge `i`? */
static bool
beside_counted(const struct charges *charges, size_t i)
{
	size_t line = charges->at[i].line, k = i;

	while (k > 0 && charges->at[k - 1].line == line)
		k--;
	for (; k < charges->len && charges->at[k].line == line; k++)
		if (rank_of(&charges->at[k]) == COUNTED)
			return true;
	return false;
}

/* Does a counted charge stand on the line above or below charge `i`, which
 * opens its own or has minutes? */
static bool
next_to_counted(const struct charges *charges, struct str text, size_t i)
{
	const struct charge *c = &charges->at[i];

	if ((!c->leads && c->minutes == NONE) ||
	    charges->len * charges->len > LIMIT_NOTE_PAIRS)
		return false;
	size_t below = str_line_at(text, c->line).end + 1;
	size_t above = c->line < 2 ? SIZE_MAX :
	    str_line_at(text, c->line - 1).start;
	for (size_t k = 0; k < charges->len; k++)
		if ((charges->at[k].line == above ||
		    charges->at[k].line == below) &&
		    charges->at[k].printed &&
		    rank_of(&charges->at[k]) == COUNTED)
			return true;
	return false;
}

/* Do charges `k` and the next stand on a line with nothing but a sign between
 * them, each with its minutes and without units? */
static bool
goes_on(const struct charges *charges, struct str text, size_t k)
{
	const struct charge *x = &charges->at[k], *y = x + 1;
	struct gap gap = gap_of(text, (struct span){x->at.end, y->at.start});

	return x->line == y->line && x->at.end <= y->at.start &&
	    gap.words == 0 && !gap.digits && x->minutes != NONE &&
	    y->minutes != NONE && x->units == NONE && y->units == NONE;
}

/* Does charge `i` stand in a row of such of which one prints its code: "TE 14'
 * / ADL 10' / G0283 8'"? */
static bool
in_printed_row(const struct charges *charges, struct str text, size_t i)
{
	bool printed = false;

	for (size_t k = i; k > 0 && goes_on(charges, text, k - 1); k--)
		printed = printed || charges->at[k - 1].printed;
	for (size_t k = i; k + 1 < charges->len && goes_on(charges, text, k);
	    k++)
		printed = printed || charges->at[k + 1].printed;
	return printed;
}

/* Is charge `i` a service named among printed charges that do not print its
 * code, with its units ("TE 33 (2) - 97530 20 (2)") or in a row of minutes? */
static bool
named_among_printed(const struct charges *charges, struct str text, size_t i)
{
	const struct charge *named = &charges->at[i];
	bool beside = false;

	if (named->printed)
		return false;
	for (size_t k = 0; k < charges->len; k++) {
		const struct charge *c = &charges->at[k];
		if (c->printed && str_eq(c->number, named->number))
			return false;
		beside = beside || (c->printed && c->units != NONE &&
		    c->line == named->line);
	}
	return named->units != NONE ? beside : in_printed_row(charges, text, i);
}

/* Are printed codes the charges?  Not where only names have units. */
static bool
prints_codes(const struct charges *charges)
{
	bool printed = false, named = false;

	for (size_t i = 0; i < charges->len; i++) {
		const struct charge *c = &charges->at[i];
		if (c->printed && rank_of(c) == COUNTED)
			return true;
		printed = printed || c->printed;
		named = named || rank_of(c) == COUNTED;
	}
	return printed && !named;
}

/* The highest rank of the charges that print their codes, or do not. */
static enum rank
best_rank(const struct charges *charges, bool printed)
{
	enum rank best = MENTIONED;

	for (size_t i = 0; i < charges->len; i++) {
		const struct charge *c = &charges->at[i];
		if (c->printed == printed && rank_of(c) > best)
			best = rank_of(c);
	}
	return best;
}

bool *
billed_charges(struct arena *a, const struct reading *r,
    const struct charges *charges)
{
	struct str text = r->note->text;
	bool printed = prints_codes(charges);
	enum rank best = best_rank(charges, printed);
	bool *out = arena_array(a, charges->len, sizeof(*out));

	for (size_t i = 0; i < charges->len; i++) {
		const struct charge *c = &charges->at[i];
		enum rank rank = rank_of(c);
		bool billed = c->printed == printed && (rank == best ||
		    (c->n_modifiers > 0 && beside_counted(charges, i)));
		/* An evaluation or the like needs no count beside others. */
		const struct code *code = pack_code(r->pack, c->number);
		billed = billed || (printed && c->printed && c->today &&
		    code != NULL && !code->timed &&
		    (beside_counted(charges, i) ||
		    next_to_counted(charges, text, i)));
		billed = billed || (printed &&
		    named_among_printed(charges, text, i));
		if (rank == MENTIONED && (!c->today ||
		    (!c->printed && c->minutes == NONE) ||
		    (c->loose && c->minutes < UNIT_EARNED_FROM)))
			billed = false;
		out[i] = billed;
	}
	return out;
}
