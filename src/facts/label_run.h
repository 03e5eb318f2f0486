/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Labels and figures that stand together without other words are a run.
 */
#ifndef FACTS_LABEL_RUN_H
#define FACTS_LABEL_RUN_H

#include "facts/amounts.h"
#include "facts/labelled.h"

enum what { FIGURE, TIMED, WHOLE, TOTAL, VISIT, UNTIMED, UNITS };

enum { MOST_RUN = 24 };	/* labels and figures of a run */

struct token {
	enum what what;
	struct span at;
	int value;		/* of a figure */
	bool unit;		/* the figure says that it is minutes */
	bool part;		/* of the figure behind it */
	bool of;		/* parts are told of it */
	bool back;		/* part of the figure before it */
	bool fraction;		/* a slash and another figure beside it */
	bool closed;		/* no other word stands right behind it */
};

struct label_run {
	struct str text;	/* of the note */
	struct token at[MOST_RUN];
	size_t n;
	int timed_before;	/* timed minutes before it on its line, or
				 * NONE */
};

/** What a concept of the fact minutes-part is, by the end of its id. */
enum what label_what(const struct mention *m);

/** The token that a mention is; of a figure its value is negative where it
 * cannot be read. */
struct token label_token(const struct reading *r, const struct mention *m);

/** Let a figure be what its label says, where it can be minutes of a visit.
 * `with`: where both stand. */
void label_give(const struct label_run *run, struct labelled *out,
    enum what label, const struct token *figure, struct span with);

#endif
