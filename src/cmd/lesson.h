/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Learning what words say: a logistic regression that pays for each weight it
 * uses (L1), so that few words remain, by FTRL-Proximal (McMahan et al., "Ad
 * Click Prediction: a View from the Trenches", 2013).
 */
#ifndef CMD_LESSON_H
#define CMD_LESSON_H

#include "match/weigher.h"

enum { MOST_TAUGHT = 16 };	/* things taught side by side */

/* What a sample says of one thing taught. */
enum said { SAID_NOT, SAID_UNSURE, SAID_NO, SAID_YES };

/* A sample: words, and what they are to be taken for. */
struct sample {
	struct features features;	/* settled */
	enum said said[MOST_TAUGHT];
	bool alone[MOST_TAUGHT];	/* judged by itself, and not as one of a
					 * note's */
};

/* What is taught, and how. */
struct taught {
	const char *name;	/* its element in weights.csv */
	double denied;		/* what a sample that says no counts */
	double certainty;	/* that the sum of a sample must reach */
	double doubt;		/* the certainty that a lone sign of it needs in
				 * its favour; 0 where every sign is believed */
};

struct lesson;

/** Of `n` things, at most MOST_TAUGHT; in `a`. */
struct lesson *lesson_new(struct arena *a, const struct taught *taught,
    size_t n);

/** One more sample to learn from; it is not kept. */
void lesson_add(struct lesson *l, const struct sample *s);

/** Learn the thing of a number from all samples and print its rows of
 * weights.csv on standard output. */
void lesson_print(struct lesson *l, size_t which);

#endif
