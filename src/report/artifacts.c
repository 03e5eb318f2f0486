/* SPDX-License-Identifier: Apache-2.0 */
#include "report/artifacts.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/str.h"
#include "base/vec.h"

/* Bytes for the names of files: some five million of them. */
#define LIMIT_ARTIFACTS ((size_t)1 << 30)

struct entry {
	struct artifact artifact;
	UT_hash_handle hh;
};

struct artifacts {
	struct arena *arena;
	struct entry *by_uri;
	VEC(const struct artifact *) list;
};

struct artifacts *
artifacts_new(void)
{
	struct artifacts *all = calloc(1, sizeof(*all));

	if (all == NULL)
		return NULL;
	all->arena = arena_new(LIMIT_ARTIFACTS);
	if (all->arena == NULL) {
		free(all);
		return NULL;
	}
	return all;
}

void
artifacts_free(struct artifacts *all)
{
	if (all == NULL)
		return;
	arena_free(all->arena);
	free(all);
}

static char *
uri_of(struct arena *a, const char *path)
{
	static const char scheme[] = "file://";
	static const char kept[] = "-._~/";
	size_t len = strlen(path);
	char *uri = arena_array(a, sizeof(scheme) + len, 3);
	char *p = uri;

	if (path[0] == '/')
		p = stpcpy(p, scheme);
	for (size_t i = 0; i < len; i++) {
		char c = path[i];
		if (is_alpha(c) || is_digit(c) || strchr(kept, c) != NULL)
			*p++ = c;
		else
			p += sprintf(p, "%%%02X", (unsigned char)c);
	}
	return uri;
}

const struct artifact *
artifacts_find(struct artifacts *all, const char *path)
{
	struct arena *a = all->arena;
	struct entry *known = NULL;

	if (ARENA_FAILED(a))
		return NULL;
	char *uri = uri_of(a, path);
	HASH_FIND_STR(all->by_uri, uri, known);
	if (known == NULL) {
		known = arena_alloc(a, sizeof(*known));
		known->artifact = (struct artifact){uri, all->list.len};
		vec_push(a, &all->list, &known->artifact);
		HASH_ADD_KEYPTR(hh, all->by_uri, uri, strlen(uri), known);
	}
	arena_disarm(a);
	return &known->artifact;
}

const struct artifact *
artifacts_at(const struct artifacts *all, size_t i)
{
	return i < all->list.len ? all->list.at[i] : NULL;
}
