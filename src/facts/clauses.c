/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/clauses.h"

#include "facts/own_words.h"
#include "match/assert.h"

/* Is the byte at `i` a sign that divides the list, as in "clams / bridges //
 * hops held", or the stop of a sentence that goes on in small letters? */
static bool
is_list_sign(const struct sentence *s, size_t i)
{
	char sign = s->p->reading->note->text.ptr[i];

	if (is_alpha(sign) || is_digit(sign) || is_blank(sign) ||
	    strchr("&()", sign) != NULL)
		return false;
	for (size_t k = 1; k < s->pieces.len; k++) {
		const struct piece *next = &s->pieces.at[k];
		/* The stop of "10 sec." belongs to the piece before it. */
		if (next->at.start > i)
			return next[-1].at.end <= i + 1 &&
			    (next->joint == JOINT_COMMA ||
			    next->joint == JOINT_SEMICOLON ||
			    next->joint == JOINT_AND);
	}
	return false;
}

bool
ends_clause(const struct sentence *s, size_t i)
{
	return strchr(",;|\n", s->p->reading->note->text.ptr[i]) != NULL ||
	    is_list_sign(s, i);
}

struct span
clause_of(const struct sentence *s, struct span at)
{
	while (at.start > s->span.start && !ends_clause(s, at.start - 1))
		at.start--;
	while (at.end < s->span.end && !ends_clause(s, at.end))
		at.end++;
	return at;
}

const struct item *
named_in(const struct sentence *s, struct span clause)
{
	for (size_t i = 0; i < s->items.len; i++)
		if (span_touches(clause, s->items.at[i].called))
			return &s->items.at[i];
	return NULL;
}

/* The item of which the clause is a part without its name: "bike, 8 min without
 * pain"; or NULL. */
static const struct item *
held_in(const struct sentence *s, struct span clause)
{
	for (size_t i = 0; i < s->items.len; i++)
		if (span_touches(clause, s->items.at[i].at))
			return &s->items.at[i];
	return NULL;
}

/* Was something counted before the clause, so that the list is of what was
 * done? */
static bool
goes_on(const struct sentence *s, struct span clause)
{
	return gathered_in(&s->p->marks.dosage, (struct span){s->span.start,
	    clause.start}) > 0;
}

bool
said_of_another(const struct sentence *s, const struct item *item,
    struct span said, enum said_of of)
{
	struct span clause = clause_of(s, said);
	const struct item *named = named_in(s, clause);

	if (named == NULL && said.end <= item->at.start)
		named = held_in(s, clause);
	if (!item->dosage.counted || span_touches(clause, item->at) ||
	    s->p->reading->note->text.ptr[said.end - 1] == ':')
		return false;
	if (said.start > item->at.end)
		return named != NULL || (s->treatment && own_words(s->p,
		    (struct span){clause.start, said.start}) > 0);
	return named != NULL && (named->called.end <= said.start ||
	    gathered_touches(&s->p->triggers, (struct span){
	    named->called.end, clause.end}) ||
	    (of != SAID_OF_REST && !named->dosage.counted &&
	    (of == SAID_OF_ITEM || s->p->reading->note->text.ptr[clause.end]
	    == ';')) ||
	    (of != SAID_OF_REST && goes_on(s, clause)));
}

/* Do all the words of this status in the sentence speak of other items? */
static bool
is_of_others(const struct sentence *s, const struct item *item, unsigned status)
{
	const struct gathered *t = &s->p->triggers;
	bool others = false;

	for (size_t i = gathered_from(t, s->span.start); i < t->len &&
	    t->at[i]->span.start < s->span.end; i++) {
		if (t->at[i]->concept->trigger.status != status)
			continue;
		others = said_of_another(s, item, t->at[i]->span,
		    status & (PLANNED | HOME) ? SAID_OF_REST : SAID_OF_ITEM);
		if (!others)
			return false;
	}
	return others;
}

enum assertion
own_assertion(const struct sentence *s, const struct item *item,
    enum assertion found)
{
	static const enum assertion apart[] = {REFUSED, NEGATED, PLANNED, HOME};
	unsigned rest = reading_reached(s->p->reading, item->called, ~0U);

	if (!(rest & found))
		return found;
	for (size_t i = 0; i < sizeof(apart) / sizeof(*apart); i++)
		if ((rest & apart[i]) && (s->treatment ||
		    apart[i] != NEGATED) && is_of_others(s, item, apart[i]))
			rest &= ~(unsigned)apart[i];
	return rest == 0 ? AFFIRMED : found;
}
