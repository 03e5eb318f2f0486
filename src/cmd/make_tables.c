/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make-tables PATTERNS TABLE TREES: the tables by which the shipped packs are
 * searched for, and their parsed trees, made once when the program is built so
 * that every start is quick.
 */
#include <stdio.h>
#include <stdlib.h>

#include "match/reader.h"

/* A wording as it stands at the start of a line and within one, in the letter
 * case it is written in and in those that people use instead. */
static void
put_wording(FILE *out, const char *wording)
{
	fprintf(out, "%s\n %s\n", wording, wording);
	for (const char *c = wording; *c != '\0'; c++)
		putc(to_lower(*c), out);
	putc(' ', out);
	for (const char *c = wording; *c != '\0'; c++)
		putc(to_upper(*c), out);
	putc('\n', out);
}

static void
put_wordings(FILE *out, const struct texts *wordings)
{
	for (size_t i = 0; i < wordings->len; i++)
		put_wording(out, wordings->at[i]);
}

/* All that the packs give as examples of what notes say. */
static void
put_examples(FILE *out, const struct pack *pack)
{
	for (size_t i = 0; i < pack->patterns.len; i++) {
		put_wordings(out, &pack->patterns.at[i]->match);
		put_wordings(out, &pack->patterns.at[i]->skip);
	}
	for (size_t i = 0; i < pack->concepts.len; i++) {
		put_wordings(out, &pack->concepts.at[i]->match);
		put_wordings(out, &pack->concepts.at[i]->skip);
	}
	for (size_t i = 0; i < pack->examples.len; i++)
		put_wording(out, pack->examples.at[i].text);
	for (size_t i = 0; i < pack->rules.len; i++) {
		const struct rule_meta *rule = &pack->rules.at[i];
		if (rule->bad != NULL && rule->good != NULL) {
			put_wording(out, rule->bad);
			put_wording(out, rule->good);
		}
	}
}

static enum status
learn(struct scanner *scanner, const struct pack *pack, struct err *err)
{
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	if (out == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	put_examples(out, pack);
	enum status status = fclose(out) == 0 ?
	    scanner_learn(scanner, (struct str){text, len}, err) :
	    err_set(err, E_MEMORY, "out of memory");
	free(text);
	return status;
}

static int
fail(const struct err *err)
{
	fprintf(stderr, "make-tables: %s\n", err->text);
	return 1;
}

/* Make the tables of loaded packs. */
static enum status
make_tables(const struct pack *pack, const char *path, struct err *err)
{
	struct reader *reader;
	enum status status = reader_new(pack, NULL, &reader, err);

	if (status != OK)
		return status;
	status = learn(reader_scanner(reader), pack, err);
	if (status == OK)
		status = reader_save(reader, path, err);
	reader_free(reader);
	return status;
}

int
main(int argc, char **argv)
{
	struct pack *pack;
	struct err err;

	if (argc != 4) {
		fputs("usage: make-tables PATTERNS TABLE TREES\n", stderr);
		return 2;
	}
	if (pack_load(argv[1], NULL, 0, &pack, &err) != OK)
		return fail(&err);
	enum status status = make_tables(pack, argv[2], &err);
	if (status == OK)
		status = pack_keep(argv[1], argv[3], &err);
	pack_free(pack);
	return status == OK ? 0 : fail(&err);
}
