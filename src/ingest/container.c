/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/container.h"

#include "ingest/archive.h"
#include "ingest/bundle.h"
#include "ingest/table.h"

static const struct container *const containers[] = {
	&container_archive,
	&container_bundle,
	&container_table,
	NULL,
};

const struct container *
container_of(struct arena *a, const struct look *head,
    const struct columns *columns)
{
	for (size_t i = 0; containers[i] != NULL; i++)
		if (containers[i]->probe(a, head, columns))
			return containers[i];
	return NULL;
}
