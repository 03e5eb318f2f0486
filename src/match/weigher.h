/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the words of a statement say for an element, all together.
 *
 * Patterns know what they were told; therapists find new words every day.  A
 * weigher adds up how much each word, each two words in a row and each concept
 * of a statement speak for an element or against it, a logistic regression
 * whose weights are data (weights.csv) and were learnt from labelled notes by
 * make-weights.  A statement whose sum is above zero may be taken for the
 * element where no pattern found one; where the sums of all stay far below, one
 * pattern alone may have been mistaken.
 */
#ifndef MATCH_WEIGHER_H
#define MATCH_WEIGHER_H

#include "match/mention.h"

struct weigher;

/** The weights of the packs, ready for use; in `a`. */
struct weigher *weigher_new(struct arena *a, const struct pack *pack);

/* What speaks most for an element. */
struct weighed {
	const char *element;
	struct span at;
	double sum;		/* log-odds, less what certainty is asked for */
	bool doubted;		/* so little that a lone sign elsewhere of the
				 * element is not to be believed */
};

VEC_TYPE(weighed_list, struct weighed);

/** The statements of a reading that begin before `end` and speak most for each
 * element, however little; one an element, none for an empty reading. */
void weigher_read(const struct weigher *w, struct arena *a,
    const struct reading *r, size_t end, struct weighed_list *out);

/* A word, or two in a row, or what a word is there for and the word, or a
 * concept: figures are all alike. */
struct feature {
	uint64_t key;
	struct str first;
	struct str second;	/* empty where there is but one */
	bool concept;		/* the last of them is the id of one */
};

VEC_TYPE(features, struct feature);

/** Append the words of a text and each two in a row. */
void features_of(struct arena *a, struct str text, struct features *out);

/** Append the words of a text, each behind `tag`, a word as well: what "before"
 * and a word say is another thing than what "after" and the word do. */
void features_tagged(struct arena *a, struct str tag, struct str text,
    struct features *out);

/** Append a concept, behind `tag` where it is not empty. */
void features_concept(struct arena *a, struct str tag, const char *id,
    struct features *out);

/* The mentions of a reading by the statement they begin in. */
struct mentioned {
	const struct mention **at;
	size_t *first;		/* per statement, and one more: index into at */
};

/** The mentions of concepts that prove no element by themselves, in `a`. */
struct mentioned mentioned_in(struct arena *a, const struct reading *r);

/** Replace `out` by the settled features of a statement: its words, each two in
 * a row, and what is mentioned in it. */
void features_of_statement(struct arena *a, const struct reading *r,
    const struct mentioned *m, size_t statement, struct features *out);

/** Keep each but once; in no order that means anything. */
void features_settle(struct features *f);

/** What settled features say for one of the weigher's elements; 0 where it
 * knows of none. */
double weigher_sum(const struct weigher *w, const char *element,
    const struct features *features);

/** Has a word, by its key, any weight, so that it is an ordinary one? */
bool weigher_knows(const struct weigher *w, uint64_t word);

#endif
