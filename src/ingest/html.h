/* SPDX-License-Identifier: Apache-2.0 */
/**
 * HTML as charts are exported in it: pages and pieces of pages.  A row of the
 * table of formats; see format.h for the contract of both functions.
 *
 * The source is never run, styled or fetched from.  Scripts, styles, and what
 * else a reader of the page would not read as its text are left out.
 */
#ifndef INGEST_HTML_H
#define INGEST_HTML_H

#include "ingest/format.h"

struct flow;

/** Lay a piece of HTML out in a flow; `xpath` is where it stands. */
void html_lay_out(struct arena *a, struct flow *f, struct str text,
    const char *xpath);

unsigned html_probe(const struct look *look);
void html_read(struct arena *a, const struct look *look, struct document *d);

#endif
