/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The examples that packs carry, run against what the packs say.
 */
#ifndef CMD_EXAMPLES_H
#define CMD_EXAMPLES_H

#include "cmd/setup.h"

struct examples {
	size_t run;
	size_t failed;
};

/**
 * Run the examples of patterns, concepts, lexicons and rules of scope note
 * and claim.  Each that fails is a line on `call->out`, beginning with the
 * place where it is defined.  False with `err` filled when nothing could be
 * run: a pattern that does not compile, no memory.
 */
bool examples_run(struct call *call, const struct pack *pack,
    struct examples *out, struct err *err);

#endif
