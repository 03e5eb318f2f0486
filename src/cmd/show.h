/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Small things commands share when they show a result.
 */
#ifndef CMD_SHOW_H
#define CMD_SHOW_H

#include "cmd/command.h"
#include "note/note.h"
#include "report/emit.h"

/** Write a JSON value, which is taken over, and a line end.  Returns the exit
 * status EXIT_CLEAN, or what complain() says. */
int show_json(struct call *call, struct emit *e, json_t *value);

/** The list as an array of strings. */
json_t *show_texts(struct emit *e, const struct texts *list);

/** What is wrong with an input, on standard error. */
void show_troubles(const struct document *d);

/** `text` wrapped to 78 columns, each line indented by `indent` blanks; line
 * ends in it stay where they are. */
void show_wrapped(FILE *out, int indent, const char *text);

#endif
