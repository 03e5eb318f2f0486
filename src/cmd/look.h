/* SPDX-License-Identifier: Apache-2.0 */
/**
 * How wide and how colourful standard output is.
 */
#ifndef CMD_LOOK_H
#define CMD_LOOK_H

#include <stdbool.h>
#include <stdio.h>

/** Columns of a line: the terminal's within reason, 80 elsewhere. */
unsigned look_width(FILE *out);

/** A terminal that shows colours, and nobody asked for none (NO_COLOR)? */
bool look_colour(FILE *out);

#endif
