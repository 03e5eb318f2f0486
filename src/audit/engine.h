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

#endif
