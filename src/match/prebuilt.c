/* SPDX-License-Identifier: Apache-2.0 */
#include "match/prebuilt.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/limits.h"
#include "match/made.h"

struct prebuilt {
	char *path;
	struct arena *arena;
	bool reading;		/* a thread is at it */
	pthread_t reader;
	bool failed;		/* for want of memory */
	const struct made *made;	/* or NULL: not read, or of no use */
};

static void *
read_all(void *prebuilt)
{
	struct prebuilt *p = prebuilt;

	if (ARENA_FAILED(p->arena)) {
		p->failed = true;
		p->made = NULL;
		return NULL;
	}
	p->made = made_read(p->arena, p->path);
	arena_disarm(p->arena);
	return NULL;
}

struct prebuilt *
prebuilt_open(const char *path, bool ahead)
{
	struct prebuilt *p = calloc(1, sizeof(*p));

	if (p == NULL)
		return NULL;
	p->path = strdup(path);
	p->arena = arena_new_roomy(LIMIT_PACK_ARENA);
	if (p->path == NULL || p->arena == NULL) {
		prebuilt_free(p);
		return NULL;
	}
	p->reading = ahead &&
	    pthread_create(&p->reader, NULL, read_all, p) == 0;
	if (!p->reading)
		read_all(p);
	return p;
}

static void
wait_for(struct prebuilt *p)
{
	if (p->reading)
		pthread_join(p->reader, NULL);
	p->reading = false;
}

void
prebuilt_free(struct prebuilt *p)
{
	if (p == NULL)
		return;
	wait_for(p);
	arena_free(p->arena);
	free(p->path);
	free(p);
}

const char *
prebuilt_path(const struct prebuilt *p)
{
	return p->path;
}

enum status
prebuilt_made(struct prebuilt *p, const struct made **out, struct err *err)
{
	wait_for(p);
	if (p->failed)
		return err_set(err, E_MEMORY, "out of memory");
	*out = p->made;
	return OK;
}
