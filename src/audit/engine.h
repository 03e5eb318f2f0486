/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What the files of this room share.
 */
#ifndef AUDIT_ENGINE_H
#define AUDIT_ENGINE_H

#include "audit/audit.h"
#include "match/reader.h"

struct engine {
	const struct pack *pack;
	struct reader *reader;
	struct options options;
};

/**
 * Make findings ready to be shown: leave out what the options do not ask for,
 * sort, fingerprint and score.  `text` is what places point into.
 */
void engine_finish(const struct engine *e, struct arena *a, struct str text,
    struct findings *findings, struct risk *risk);

#endif
