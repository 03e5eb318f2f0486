/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A command: a row of main.c's table, a file of its own.
 */
#ifndef CMD_COMMAND_H
#define CMD_COMMAND_H

#include <stdio.h>

#include "cmd/options.h"

/* Exit statuses; a public contract. */
enum {
	EXIT_CLEAN = 0,
	EXIT_FOUND = 1,		/* findings at the level or above, failures */
	EXIT_USAGE = 2,		/* usage, configuration, or a broken machine */
	EXIT_UNREAD = 3,	/* some input could not be read */
};

/* What a command is given. */
struct call {
	struct arena *arena;	/* lives as long as the command; armed */
	const struct command *command;
	struct asked asked;	/* configuration and command line */
	struct texts args;	/* what is no option; their number is checked */
	const char *tables;	/* the scanner's file, or NULL */
	struct prebuilt *ahead;	/* the same, being read, until it is used */
	const struct claims *claims;	/* asked for, or NULL */
	const struct launcher *launcher;	/* of pdftotext, or NULL */
	FILE *out;		/* where the result goes */
	bool nothing;		/* there is none: a file of old stays */
};

enum { ANY_NUMBER = -1 };

struct command {
	const char *name;
	const char *args;	/* as in the usage line */
	const char *about;	/* one line */
	const char *help;	/* further lines, or NULL */
	const char *const *formats;	/* ends with NULL; the first is the
					 * default; NULL: takes no --format */
	unsigned options;	/* TAKES(...) */
	int least;		/* arguments */
	int most;		/* or ANY_NUMBER */
	int (*run)(struct call *call);
};

extern const struct command command_assertion;
extern const struct command command_check;
extern const struct command command_compare;
extern const struct command command_copies;
extern const struct command command_eval;
extern const struct command command_explain;
extern const struct command command_packs;
extern const struct command command_payers;
extern const struct command command_rules;
extern const struct command command_text;
extern const struct command command_units;

/** "rehablint: message" on standard error; returns the exit status that
 * goes with the error. */
int complain(const struct err *err);

/** Does the format read so? */
bool format_is(const struct call *call, const char *name);

/** The version, as --version prints it. */
extern const char program_version[];

#endif
