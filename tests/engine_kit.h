/* SPDX-License-Identifier: Apache-2.0 */
/**
 * An engine over the shipped packs, for tests that audit whole notes.
 * Include after cmocka.h.
 */
#ifndef TESTS_ENGINE_KIT_H
#define TESTS_ENGINE_KIT_H

#include <stdio.h>
#include <stdlib.h>

#include "audit/audit.h"

struct kit {
	struct pack *pack;
	struct engine *engine;
	struct worker *worker;
};

static struct kit kit;

static int
set_up(void **state)
{
	struct options options = {.threads = 1};
	const char *patterns = getenv("REHABLINT_PATTERNS");
	struct err err = {0};

	(void)state;
	if (pack_load(patterns ? patterns : "patterns", NULL, 0, &kit.pack,
	    &err) != OK || engine_new(kit.pack,
	    prebuilt_open("patterns.tab", false), &options, &kit.engine, &err) != OK) {
		fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	kit.worker = worker_new(kit.engine);
	return kit.worker == NULL ? -1 : 0;
}

static int
tear_down(void **state)
{
	(void)state;
	worker_free(kit.worker);
	engine_free(kit.engine);
	pack_free(kit.pack);
	return 0;
}

#endif
