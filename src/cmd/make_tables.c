/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make-tables PATTERNS OUT: the scanner's prefix table of the shipped packs,
 * made once when the program is built so that every start is quick.
 */
#include <stdio.h>

#include "match/scanner.h"

static int
fail(const struct err *err)
{
	fprintf(stderr, "make-tables: %s\n", err->text);
	return 1;
}

int
main(int argc, char **argv)
{
	struct pack *pack;
	struct scanner *scanner;
	struct err err;

	if (argc != 3) {
		fputs("usage: make-tables PATTERNS OUT\n", stderr);
		return 2;
	}
	if (pack_load(argv[1], NULL, 0, &pack, &err) != OK)
		return fail(&err);
	if (scanner_new(pack, NULL, &scanner, &err) != OK) {
		pack_free(pack);
		return fail(&err);
	}
	enum status status = scanner_save(scanner, argv[2], &err);
	scanner_free(scanner);
	pack_free(pack);
	return status == OK ? 0 : fail(&err);
}
