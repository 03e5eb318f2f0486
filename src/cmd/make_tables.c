/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make-tables PATTERNS TABLE TREES: the scanner's prefix table of the shipped
 * packs and their parsed trees, made once when the program is built so that
 * every start is quick.
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

	if (argc != 4) {
		fputs("usage: make-tables PATTERNS TABLE TREES\n", stderr);
		return 2;
	}
	if (pack_load(argv[1], NULL, 0, &pack, &err) != OK)
		return fail(&err);
	if (scanner_new(pack, NULL, &scanner, &err) != OK) {
		pack_free(pack);
		return fail(&err);
	}
	enum status status = scanner_save(scanner, argv[2], &err);
	if (status == OK)
		status = pack_keep(argv[1], argv[3], &err);
	scanner_free(scanner);
	pack_free(pack);
	return status == OK ? 0 : fail(&err);
}
