/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What most commands begin with: packs, payer, rules, engine.  What is made
 * here dies with the call's arena.  All functions return false with `err`
 * filled when something asked for does not exist.
 */
#ifndef CMD_SETUP_H
#define CMD_SETUP_H

#include "audit/caseload.h"
#include "cmd/command.h"
#include "match/reader.h"

/** Load the shipped packs and those that were asked for, and remember where
 * the scanner's tables of the shipped ones would lie.  Their examples may be
 * left out. */
bool setup_pack(struct call *call, const struct pack **out, struct err *err);

/** The same with all examples, which takes longer. */
bool setup_whole_pack(struct call *call, const struct pack **out,
    struct err *err);

/** Begin to read the scanner's tables, while the packs load: for commands that
 * are to be quick.  setup_engine() and setup_reader() use them. */
void setup_ahead(struct call *call);

/** The payer asked for; NULL when none was. */
bool setup_payer(const struct call *call, const struct pack *pack,
    const struct payer **out, struct err *err);

/** The level asked for, else warning. */
bool setup_level(const struct call *call, enum level *out, struct err *err);

/** An engine for the options of the call. */
bool setup_engine(struct call *call, const struct pack *pack,
    struct engine **out, struct err *err);

/** How far to judge: what was asked for, else as far as can be. */
bool setup_scope(const struct call *call, enum scope *out, struct err *err);

/** A caseload, with the templates that were given. */
bool setup_caseload(struct call *call, const struct engine *engine,
    enum scope scope, struct caseload **out, struct err *err);

/** One worker of an engine. */
bool setup_worker(struct call *call, const struct engine *engine,
    struct worker **out, struct err *err);

/** An intake over what the call names. */
bool setup_intake(struct call *call, const struct pack *pack,
    struct intake **out, struct err *err);

/** Is standard input, which can be read once, among the inputs? */
bool setup_reads_stdin(const struct call *call);

/** A reader alone, with scratch, for what needs no judgement. */
bool setup_reader(struct call *call, const struct pack *pack,
    struct reader **out, struct scratch **scratch, struct err *err);

/** "unknown WHAT 'word'; did you mean 'x'?" for an id of a rule; the ids of
 * categories are right too when `categories`.  Always false. */
bool setup_no_rule(const struct call *call, const struct pack *pack,
    const char *option, const char *word, bool categories, struct err *err);

#endif
