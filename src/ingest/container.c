/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/container.h"

#include "ingest/archive.h"

static const struct container *const containers[] = {
	&container_archive,
	NULL,
};

const struct container *
container_of(const struct look *head, const struct columns *columns)
{
	for (size_t i = 0; containers[i] != NULL; i++)
		if (containers[i]->probe(head, columns))
			return containers[i];
	return NULL;
}
