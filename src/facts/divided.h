/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Cells of a line: what divides them - bars, tabs, semicolons, close commas,
 * dots that lead, wide gaps - and where each stands.
 */
#ifndef FACTS_DIVIDED_H
#define FACTS_DIVIDED_H

#include "base/arena.h"
#include "base/str.h"
#include "base/vec.h"

enum divider { BY_NOTHING, BY_BAR, BY_TAB, BY_SEMICOLON, BY_COMMA, BY_DOTS,
	BY_GAP };

VEC_TYPE(cells, struct span);

/** What divides the cells of a line, or BY_NOTHING. */
enum divider divided_by(struct str text, struct span line);

/** The cells of a line, trimmed, empty ones included, in the arena.  A bar that
 * leads the line is drawn before its first cell; where it is `led`, an empty
 * cell stands before the bar. */
struct cells divided_cells(struct arena *a, struct str text, struct span line,
    enum divider by, bool led);

#endif
