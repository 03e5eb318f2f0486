/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/table_rows.h"

#include "base/limits.h"

enum { MOST_JUMPS = 200000 };

static size_t
read_some(void *self, char *out, size_t room)
{
	return recode_read(self, out, room);
}

void
table_rows_begin(struct table_rows *r, struct arena *a, struct feed *feed,
    struct encoded encoded, char delimiter)
{
	*r = (struct table_rows){0};
	recode_begin(&r->source, a, feed, encoded);
	r->cells = (struct cell_reader){.read = read_some, .self = &r->source,
	    .delimiter = delimiter,
	    .narrow = encoded.encoding == ENCODING_WINDOWS_1252,
	    .limits = {LIMIT_CELL_BYTES, LIMIT_ROW_CELLS, MOST_JUMPS}};
	cells_begin(&r->cells, a);
}
