/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What a note must list, as tests tell it: a text, and its exercises with their
 * sets and repetitions.
 */
#ifndef TESTS_UNIT_LISTING_H
#define TESTS_UNIT_LISTING_H

#include "tests/facts_of.h"

enum { MOST_LISTED = 8 };

/* A note's lines below its heading, and what must be listed: the name, a bar,
 * sets "x" repetitions ("-" where not stated). */
struct listing {
	const char *text;
	const char *listed[MOST_LISTED];
};

/* Good until the next call. */
static inline const char *
dosage_text(const struct exercise *e)
{
	static char text[256];
	char sets[12] = "-", reps[12] = "-";

	if (e->dosage.sets != NONE)
		snprintf(sets, sizeof(sets), "%d", e->dosage.sets);
	if (e->dosage.reps != NONE)
		snprintf(reps, sizeof(reps), "%d", e->dosage.reps);
	snprintf(text, sizeof(text), "%.*s|%sx%s", STR_ARG(e->name), sets,
	    reps);
	return text;
}

static inline void
show(const struct listing *l, const struct facts *f)
{
	fprintf(stderr, "%s\nlists:", l->text);
	for (size_t i = 0; i < f->exercises.len; i++)
		if (exercise_performed(&f->exercises.at[i]))
			fprintf(stderr, " '%s'",
			    dosage_text(&f->exercises.at[i]));
	fputc('\n', stderr);
}

static inline bool
holds(struct lab *lab, const struct listing *l)
{
	static char text[2048];
	const struct facts *f;
	size_t n = 0;

	snprintf(text, sizeof(text), "PHYSICAL THERAPY DAILY NOTE\n"
	    "Date of service: 03/04/2026\n\n%s\n", l->text);
	f = facts_of(lab, text);
	for (size_t i = 0; i < f->exercises.len; i++) {
		const struct exercise *e = &f->exercises.at[i];
		if (!exercise_performed(e))
			continue;
		if (n == MOST_LISTED || l->listed[n] == NULL ||
		    strcmp(dosage_text(e), l->listed[n]) != 0) {
			show(l, f);
			return false;
		}
		n++;
	}
	if (n < MOST_LISTED && l->listed[n] != NULL) {
		show(l, f);
		return false;
	}
	return true;
}

static inline void
check(struct lab *lab, const struct listing *all, size_t n)
{
	size_t wrong = 0;

	for (size_t i = 0; i < n; i++)
		wrong += !holds(lab, &all[i]);
	if (wrong > 0)
		fail_msg("%zu of %zu listings are read wrongly", wrong, n);
}

#endif
