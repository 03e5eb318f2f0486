/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read PATTERNS INPUT...: takes every document out of the inputs and reads it
 * as its format does, and judges nothing.  Prints how many there were, how
 * many could not be read, and how much text they hold.
 */
#include <stdio.h>

#include "base/limits.h"
#include "ingest/ingest.h"
#include "ingest/intake.h"
#include "pack/pack.h"

struct count {
	size_t documents;
	size_t unreadable;
	size_t text;		/* bytes */
};

/* Read the next document; `*more` is false when there is none. */
static enum status
read_next(struct intake *in, struct arena *a, struct count *count, bool *more,
    struct err *err)
{
	struct document *d;
	struct item item;

	arena_reset(a);
	enum status status = intake_next(in, a, &item, more, err);
	if (status != OK || !*more || item.aside != NULL)
		return status;
	status = ingest_item(a, &item, &d, err);
	if (status != OK)
		return status;
	count->documents++;
	count->unreadable += d->unreadable;
	count->text += d->text.len;
	return OK;
}

static enum status
read_all(const struct pack *pack, const char *const *inputs, size_t n,
    struct count *count, struct err *err)
{
	const struct intake_options options = {.columns = &pack->columns};
	struct arena *a = arena_new(LIMIT_NOTE_ARENA + LIMIT_FILE_BYTES);
	struct intake *in = NULL;
	bool more = true;

	enum status status = a == NULL ?
	    err_set(err, E_MEMORY, "out of memory") :
	    intake_new(inputs, n, &options, &in, err);
	while (status == OK && more)
		status = read_next(in, a, count, &more, err);
	intake_free(in);
	arena_free(a);
	return status;
}

int
main(int argc, char **argv)
{
	struct count count = {0};
	struct pack *pack;
	struct err err = {0};

	if (argc < 3) {
		fputs("usage: read PATTERNS INPUT...\n", stderr);
		return 2;
	}
	enum status status = pack_load(argv[1], NULL, 0, &pack, &err);
	if (status == OK) {
		status = read_all(pack, (const char *const *)argv + 2,
		    (size_t)argc - 2, &count, &err);
		pack_free(pack);
	}
	if (status != OK) {
		fprintf(stderr, "read: %s\n", err.text);
		return 1;
	}
	printf("%zu documents, %zu not read, %zu bytes of text\n",
	    count.documents, count.unreadable, count.text);
	return 0;
}
