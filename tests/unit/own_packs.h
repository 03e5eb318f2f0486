/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Packs that a test writes for itself, and notes read with them.
 */
#ifndef TESTS_UNIT_OWN_PACKS_H
#define TESTS_UNIT_OWN_PACKS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "match/reader.h"

struct own_file {
	const char *name;	/* NULL behind the last */
	const char *text;
};

struct fixture {
	char folder[64];
	const struct own_file *files;
	struct pack *pack;
	struct reader *reader;
	struct scratch *scratch;
	struct arena *arena;
	struct document document;
	struct note note;
};

static inline const char *
own_path(const struct fixture *f, const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", f->folder, name);
	return path;
}

static inline void
own_write(const struct fixture *f, const struct own_file *file)
{
	FILE *out = fopen(own_path(f, file->name), "wb");

	assert_non_null(out);
	assert_true(fputs(file->text, out) >= 0);
	fclose(out);
}

/* The files stay the caller's. */
static inline void
own_write_all(struct fixture *f, const struct own_file *files)
{
	strcpy(f->folder, "/tmp/own_packs.XXXXXX");
	assert_non_null(mkdtemp(f->folder));
	f->files = files;
	for (const struct own_file *file = files; file->name != NULL; file++)
		own_write(f, file);
}

static inline void
own_remove_all(struct fixture *f)
{
	for (const struct own_file *file = f->files; file->name != NULL; file++)
		remove(own_path(f, file->name));
	rmdir(f->folder);
}

/* For a test's setup function. */
static inline int
own_setup(void **state, const struct own_file *files)
{
	struct fixture *f = calloc(1, sizeof(*f));
	struct err err = {0};

	if (f == NULL)
		return -1;
	own_write_all(f, files);
	if (pack_load(f->folder, NULL, 0, &f->pack, &err) != OK ||
	    reader_new(f->pack, NULL, &f->reader, &err) != OK) {
		print_error("%s\n", err.text);
		return -1;
	}
	f->scratch = scratch_new(reader_scanner(f->reader));
	f->arena = arena_new(LIMIT_NOTE_ARENA);
	*state = f;
	return f->scratch == NULL || f->arena == NULL;
}

static inline int
own_teardown(void **state)
{
	struct fixture *f = *state;

	own_remove_all(f);
	arena_free(f->arena);
	scratch_free(f->scratch);
	reader_free(f->reader);
	pack_free(f->pack);
	free(f);
	return 0;
}

/* A reading that lives until the next; NULL when memory ran out. */
static inline struct reading *
own_read(struct fixture *f, struct str text)
{
	arena_reset(f->arena);
	f->document = (struct document){.file = "note", .text = text};
	f->note = (struct note){.document = &f->document, .text = text};
	if (ARENA_FAILED(f->arena))
		return NULL;
	struct reading *r = reading_make(f->reader, f->scratch, f->arena,
	    &f->note);
	arena_disarm(f->arena);
	return r;
}

static inline struct reading *
own_read_z(struct fixture *f, const char *text)
{
	struct reading *r = own_read(f, str_of(text));

	assert_non_null(r);
	return r;
}

#endif
