/* SPDX-License-Identifier: Apache-2.0 */
/* A folder of files that a test writes; both go with it.  Include it after
 * cmocka. */
#ifndef TESTS_UNIT_OWN_FILES_H
#define TESTS_UNIT_OWN_FILES_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct folder {
	char path[64];
	char *files[8];
	size_t n;
};

static inline bool
folder_make(struct folder *f)
{
	strcpy(f->path, "/tmp/rehablint-XXXXXX");
	return mkdtemp(f->path) != NULL;
}

/* Remove all files but the first `n`. */
static inline void
folder_cut(struct folder *f, size_t n)
{
	while (f->n > n) {
		remove(f->files[--f->n]);
		free(f->files[f->n]);
	}
}

static inline void
folder_remove(struct folder *f)
{
	folder_cut(f, 0);
	rmdir(f->path);
}

/* The path of a file that is to be removed, too. */
static inline const char *
folder_name(struct folder *f, const char *name)
{
	size_t size = strlen(f->path) + strlen(name) + 2;
	char *path = malloc(size);

	assert_non_null(path);
	assert_true(f->n < sizeof(f->files) / sizeof(f->files[0]));
	snprintf(path, size, "%s/%s", f->path, name);
	f->files[f->n++] = path;
	return path;
}

static inline const char *
folder_put(struct folder *f, const char *name, const char *bytes, size_t len)
{
	const char *path = folder_name(f, name);
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
	return path;
}

#endif
