/* SPDX-License-Identifier: Apache-2.0 */
/**
 * rehablint: audits therapy notes the way a payer's reviewer would, before
 * the payer does.
 *
 * The way of a note through the program, and the rooms it passes (src/):
 *
 *	bytes --ingest--> note --match--> reading --facts--> facts
 *	      --rules--> findings --audit--> score --report--> reader
 *
 *	base/	views, arenas, vectors, errors, dates
 *	note/	the document model and its map back to the source
 *	ingest/	one file a format of input
 *	pack/	loads what is known about notes from patterns/
 *	match/	what the packs see in a note, and whether it is asserted
 *	facts/	one file a fact: exercises, minutes, services, goals, ...
 *	rules/	one file a category of rules
 *	audit/	the engine that runs the stages, threads, the score
 *	report/	one file a format of output
 *	eval/	how well facts and findings agree with labels
 *	cmd/	one file a command; this file lists them
 *
 * Data flows one way.  What is known about therapy lies in the packs; what
 * is computed lies in the rooms; this room only asks and shows.
 */
#include "cmd/command.h"

#include <locale.h>

#include "base/limits.h"
#include "base/nearest.h"
#include "cmd/config.h"
#include "cmd/output.h"
#include "cmd/rights.h"
#include "pack/refuse.h"

const char program_version[] = PACKAGE_VERSION;

static const struct command *const commands[] = {
	&command_check,
	&command_copies,
	&command_compare,
	&command_units,
	&command_text,
	&command_explain,
	&command_rules,
	&command_packs,
	&command_payers,
	&command_assertion,
	&command_eval,
};

enum { COMMANDS = sizeof(commands) / sizeof(commands[0]) };

int
complain(const struct err *err)
{
	fprintf(stderr, "rehablint: %s\n", err->text);
	return err->status == E_INPUT ? EXIT_UNREAD : EXIT_USAGE;
}

bool
format_is(const struct call *call, const char *name)
{
	return strcmp(call->asked.format, name) == 0;
}

static void
print_help(FILE *to)
{
	fputs("usage: rehablint COMMAND [OPTION]... [ARGUMENT]...\n\n"
	    "Audits therapy notes before a payer's reviewer does.\n\n", to);
	for (size_t i = 0; i < COMMANDS; i++)
		fprintf(to, "  %-10s %s\n", commands[i]->name,
		    commands[i]->about);
	fputs("\n'rehablint COMMAND --help' explains a command.\n"
	    "Exit status: 0 nothing found, 1 findings, 2 usage or "
	    "configuration,\n3 some input could not be read.\n", to);
}

static void
print_command_help(const struct command *c)
{
	printf("usage: rehablint %s [OPTION]... %s\n\n%s.\n", c->name, c->args,
	    c->about);
	if (c->help != NULL)
		printf("%s", c->help);
	putchar('\n');
	options_help(stdout, c->options);
	if (c->formats == NULL)
		return;
	printf("\nFormats:");
	for (size_t i = 0; c->formats[i] != NULL; i++)
		printf(" %s%s", c->formats[i], i == 0 ? " (default)" : "");
	putchar('\n');
}

static const struct command *
command_named(const char *name)
{
	for (size_t i = 0; i < COMMANDS; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

static int
no_such_command(const char *name)
{
	const char *names[COMMANDS];
	struct quoted said = refuse_quote(str_of(name));

	for (size_t i = 0; i < COMMANDS; i++)
		names[i] = commands[i]->name;
	const char *meant = nearest_word(str_of(name), names, COMMANDS);
	if (meant != NULL)
		fprintf(stderr, "rehablint: unknown command '%s'; did you mean "
		    "'%s'?\n", said.text, meant);
	else
		fprintf(stderr, "rehablint: unknown command '%s'; "
		    "'rehablint --help' lists them\n", said.text);
	return EXIT_USAGE;
}

static bool
has_format(const struct command *c, const char *format)
{
	for (size_t i = 0; c->formats != NULL && c->formats[i] != NULL; i++)
		if (strcmp(c->formats[i], format) == 0)
			return true;
	return false;
}

static size_t
count_formats(const struct command *c)
{
	size_t n = 0;

	while (c->formats != NULL && c->formats[n] != NULL)
		n++;
	return n;
}

/* A configuration's format is for the commands that have it. */
static bool
settle_format(const struct command *c, const char *said,
    struct asked *config, struct err *err)
{
	if (said != NULL && !has_format(c, said))
		return refuse_word(err, (struct origin){.file = c->name},
		    "format", str_of(said), c->formats, count_formats(c));
	if (said != NULL)
		return true;
	for (size_t i = 0; config->format != NULL && i < COMMANDS; i++) {
		if (!has_format(commands[i], config->format))
			continue;
		if (!has_format(c, config->format))
			config->format = NULL;
		return true;
	}
	if (config->format != NULL)
		return refuse_word(err, (struct origin){.file = config->config},
		    "format", str_of(config->format), command_check.formats,
		    count_formats(&command_check));
	return true;
}

static bool
check_count(const struct call *call, struct err *err)
{
	const struct command *c = call->command;
	const struct origin at = {.file = c->name};

	if (call->args.len < (size_t)c->least)
		return refuse(err, at, "too few arguments; usage: rehablint %s "
		    "[OPTION]... %s", c->name, c->args);
	if (c->most != ANY_NUMBER && call->args.len > (size_t)c->most)
		return refuse(err, at, "too many arguments; usage: rehablint "
		    "%s [OPTION]... %s", c->name, c->args);
	return true;
}

/* Options, then the configuration under them. */
static bool
prepare(struct call *call, int argc, char **argv, struct err *err)
{
	const struct command *c = call->command;
	struct asked said = {0};
	struct asked config = {0};

	if (options_read(call->arena, argc, argv, c->options, &said,
	    &call->args, err) != OK)
		return false;
	call->asked = said;
	if (said.help)
		return true;
	config.config = said.config ? said.config :
	    config_find(call->arena, NULL);
	if (config.config != NULL &&
	    !config_read(call->arena, config.config, &config, err))
		return false;
	if (!settle_format(c, said.format, &config, err))
		return false;
	config_overlay(call->arena, &config, &said);
	if (config.format == NULL && c->formats != NULL)
		config.format = c->formats[0];
	call->asked = config;
	return check_count(call, err);
}

static void
drop(void *output)
{
	output_drop(output);
}

static int
run_to_output(struct call *call, struct err *err)
{
	struct output *output = arena_alloc(call->arena, sizeof(*output));

	arena_defer(call->arena, drop, output);
	if (output_open(output, call->asked.output, err) != OK)
		return complain(err);
	call->out = output->to;
	rights_give_up(call);
	int status = call->command->run(call);
	/* What a refused configuration has not written replaces nothing. */
	if (status == EXIT_USAGE || call->nothing) {
		output_drop(output);
		return status;
	}
	if (output_close(output, err) != OK)
		return complain(err);
	return status;
}

static int
run_command(const struct command *c, int argc, char **argv)
{
	struct arena *arena = arena_new(LIMIT_NOTE_ARENA);
	struct call call = {.arena = arena, .command = c};
	struct err err = {0};
	int status = EXIT_USAGE;

	if (arena == NULL || ARENA_FAILED(arena)) {
		fputs("rehablint: out of memory\n", stderr);
		arena_free(arena);
		return EXIT_USAGE;
	}
	if (!prepare(&call, argc, argv, &err))
		status = complain(&err);
	else if (call.asked.help)
		print_command_help(c), status = EXIT_CLEAN;
	else
		status = run_to_output(&call, &err);
	arena_disarm(arena);
	arena_free(arena);
	return status;
}

int
main(int argc, char **argv)
{
	setlocale(LC_ALL, "C");
	if (argc < 2) {
		print_help(stderr);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help(stdout);
		return EXIT_CLEAN;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("rehablint %s\n", program_version);
		if (argc > 2 && strcmp(argv[2], "--verbose") == 0)
			printf("rights are given up by: %s\n",
			    rights_means());
		return EXIT_CLEAN;
	}
	const struct command *c = command_named(argv[1]);
	if (c == NULL)
		return no_such_command(argv[1]);
	return run_command(c, argc - 1, argv + 1);
}
