/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The options of all commands: one table says how each is spelled, what it
 * does and how --help explains it.  A command names those it understands.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include <stdio.h>

#include "base/err.h"
#include "pack/pack.h"

enum option_id {
	OPT_FORMAT,
	OPT_OUTPUT,
	OPT_PAYER,
	OPT_PACK,
	OPT_CONFIG,
	OPT_LEVEL,
	OPT_ONLY,
	OPT_DISABLE,
	OPT_SCOPE,
	OPT_TEMPLATE,
	OPT_REDACT,
	OPT_THREADS,
	OPT_MIN,
	OPT_MAP,
	OPT_SETTING,
	OPT_CLAIMS,
	OPT_CLAIMS_MAP,
	OPT_EDITION,
	OPT_QUIET,
	OPT_VERBOSE,
	OPT_HELP,
	OPTIONS
};

/* A set of options: TAKES(FORMAT) | TAKES(OUTPUT). */
#define TAKES(name) (1u << OPT_##name)

/* What was asked for, by options and by configuration.  What was not said is
 * NULL, empty, false or 0. */
struct asked {
	const char *format;
	const char *output;
	const char *payer;
	const char *config;
	const char *level;
	const char *scope;
	const char *min;
	const char *map;
	const char *setting;
	const char *claims;
	const char *claims_map;
	const char *edition;
	const char *fingerprint_key;	/* in a configuration only */
	struct locality place;		/* in a configuration only */
	struct texts packs;
	struct texts only;
	struct texts disable;
	struct texts templates;
	int threads;
	bool redact;
	bool quiet;
	bool verbose;
	bool help;
};

/* More threads than any machine this is meant for. */
enum { MOST_THREADS = 256 };

/**
 * Read `argv[1]` to `argv[argc - 1]`; argv may be reordered.  Options that are
 * not among `allowed` are refused.  What is no option is appended to
 * `operands`.  Texts are those of argv; lists grow in `a`.  E_CONFIG with a
 * message that names the nearest option, when one is unknown, lacks its value
 * or has one that it cannot have.  Uses getopt's globals: one thread only.
 */
enum status options_read(struct arena *a, int argc, char **argv,
    unsigned allowed, struct asked *out, struct texts *operands,
    struct err *err);

/** Explain the options among `allowed`, one to a line. */
void options_help(FILE *out, unsigned allowed);

#endif
