/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/rights.h"

#include "base/confine.h"
#include "ingest/helper.h"

static void
stop_launcher(void *launcher)
{
	launcher_stop(launcher);
}

/* Where none can be had, a PDF is a finding that says so. */
static void
start_launcher(struct call *call)
{
	struct launcher *l = arena_alloc(call->arena, sizeof(*l));

	if (!launcher_start(l))
		return;
	arena_defer(call->arena, stop_launcher, l);
	call->launcher = l;
}

/* Whether notes are read from standard input when nothing else is named is
 * told by the option that says how those of a table are. */
static bool
may_read_pdf(const struct call *call)
{
	const struct texts *templates = &call->asked.templates;

	return (call->args.len == 0 &&
	    (call->command->options & TAKES(MAP)) != 0) ||
	    helper_may_be_needed(call->args.at, call->args.len) ||
	    helper_may_be_needed(templates->at, templates->len);
}

void
rights_give_up(struct call *call)
{
	if (may_read_pdf(call))
		start_launcher(call);
	confine(RIGHTS_TO_READ);
}

const char *
rights_means(void)
{
	return confine(RIGHTS_TO_READ) == CONFINED_NOT_ALLOWED ?
	    "nothing (the kernel does not allow seccomp)" : confine_means();
}
