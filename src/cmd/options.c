/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/options.h"

#include <getopt.h>
#include <stddef.h>

#include "base/nearest.h"
#include "pack/refuse.h"

enum kind { SET_FLAG, SET_TEXT, ADD_TEXT, SET_THREADS };

struct row {
	const char *name;
	char letter;		/* 0: none */
	enum kind kind;
	size_t offset;		/* of the member of struct asked */
	const char *value;	/* what --help calls the value */
	const char *help;
};

#define AT(member) offsetof(struct asked, member)

static const struct row rows[OPTIONS] = {
	[OPT_FORMAT] = {"format", 'f', SET_TEXT, AT(format), "NAME",
	    "how the result is written"},
	[OPT_OUTPUT] = {"output", 'o', SET_TEXT, AT(output), "FILE",
	    "write the result to FILE, whole or not at all"},
	[OPT_PAYER] = {"payer", 0, SET_TEXT, AT(payer), "NAME",
	    "whose rules apply (see 'rehablint payers')"},
	[OPT_PACK] = {"pack", 0, ADD_TEXT, AT(packs), "FILE",
	    "load a pack of your own as well; may be repeated"},
	[OPT_CONFIG] = {"config", 0, SET_TEXT, AT(config), "FILE",
	    "use FILE, not the .rehablint.yaml found upward from here"},
	[OPT_LEVEL] = {"level", 0, SET_TEXT, AT(level), "LEVEL",
	    "exit with 1 from this level on: note, warning (default), error"},
	[OPT_ONLY] = {"only", 0, ADD_TEXT, AT(only), "RULE",
	    "judge by this rule or category only; may be repeated"},
	[OPT_DISABLE] = {"disable", 0, ADD_TEXT, AT(disable), "RULE",
	    "leave out this rule or category; may be repeated"},
	[OPT_SCOPE] = {"scope", 0, SET_TEXT, AT(scope), "SCOPE",
	    "how far to judge: note, chart, caseload (default)"},
	[OPT_TEMPLATE] = {"template", 0, ADD_TEXT, AT(templates), "FILE",
	    "text in FILE is the clinic's, not copied; may be repeated"},
	[OPT_REDACT] = {"redact", 0, SET_FLAG, AT(redact), NULL,
	    "keep names, numbers and quoted text out of the result"},
	[OPT_THREADS] = {"threads", 'j', SET_THREADS, AT(threads), "N",
	    "work on N notes at a time (default: one a processor)"},
	[OPT_MAP] = {"map", 0, SET_TEXT, AT(map), "COLUMNS",
	    "which column of a table is what: note=NOTE_TEXT,patient=MRN"},
	[OPT_MIN] = {"min", 0, SET_TEXT, AT(min), "FILE",
	    "exit with 1 when a measure is below its threshold in FILE"},
	[OPT_CLAIMS] = {"claims", 0, SET_TEXT, AT(claims), "FILE",
	    "hold notes against the charges in FILE, a table"},
	[OPT_CLAIMS_MAP] = {"claims-map", 0, SET_TEXT, AT(claims_map), "MAP",
	    "what its columns mean: patient=Client,service-date=Visit"},
	[OPT_SETTING] = {"setting", 0, SET_TEXT, AT(setting), "NAME",
	    "who bills: practitioner (default), outpatient-hospital"},
	[OPT_EDITION] = {"edition", 0, SET_TEXT, AT(edition), "TEXT",
	    "which version, first day or year a table is of"},
	[OPT_QUIET] = {"quiet", 'q', SET_FLAG, AT(quiet), NULL,
	    "say nothing but errors on standard error"},
	[OPT_VERBOSE] = {"verbose", 'v', SET_FLAG, AT(verbose), NULL,
	    "say more"},
	[OPT_HELP] = {"help", 'h', SET_FLAG, AT(help), NULL,
	    "explain the command"},
};

/* getopt's own letters and its place for the values of long options. */
enum { LONG_FIRST = 256, MOST_LETTERS = 2 * OPTIONS + 2 };

static const struct origin command_line = {.file = "command line"};

static bool
allows(unsigned allowed, size_t id)
{
	return (allowed & (1u << id)) != 0;
}

/* What getopt_long() wants to know, made from the rows that are allowed. */
static void
tell_getopt(unsigned allowed, struct option *names, char *letters)
{
	*letters++ = ':';
	for (size_t id = 0; id < OPTIONS; id++) {
		if (!allows(allowed, id))
			continue;
		bool value = rows[id].kind != SET_FLAG;
		*names++ = (struct option){rows[id].name,
		    value ? required_argument : no_argument, NULL,
		    LONG_FIRST + (int)id};
		if (rows[id].letter == 0)
			continue;
		*letters++ = rows[id].letter;
		if (value)
			*letters++ = ':';
	}
	*names = (struct option){0};
	*letters = '\0';
}

static size_t
row_of(int got)
{
	if (got >= LONG_FIRST)
		return (size_t)(got - LONG_FIRST);
	for (size_t id = 0; id < OPTIONS; id++)
		if (rows[id].letter == got)
			return id;
	return OPTIONS;
}

static bool
refuse_unknown(unsigned allowed, char *const *argv, struct err *err)
{
	const char *words[OPTIONS];
	size_t n = 0;

	/* A short option that is unknown, or the long one just passed. */
	if (optopt > 0 && optopt < LONG_FIRST)
		return refuse(err, command_line, "unknown option '-%c'",
		    optopt >= ' ' && optopt <= '~' ? optopt : '?');
	struct str word = str_of(argv[optind - 1]);
	if (optopt >= LONG_FIRST)
		return refuse(err, command_line, "option '--%s' takes no value",
		    rows[row_of(optopt)].name);
	for (size_t id = 0; id < OPTIONS; id++)
		if (allows(allowed, id))
			words[n++] = rows[id].name;
	if (str_starts(word, STR("--")))
		word = (struct str){word.ptr + 2, word.len - 2};
	for (size_t i = 0; i < word.len; i++)
		if (word.ptr[i] == '=')
			word.len = i;
	const char *meant = nearest_word(word, words, n);
	if (meant == NULL)
		return refuse(err, command_line, "unknown option '--%s'",
		    refuse_quote(word).text);
	return refuse(err, command_line,
	    "unknown option '--%s'; did you mean '--%s'?",
	    refuse_quote(word).text, meant);
}

static bool
set(struct arena *a, const struct row *row, const char *value,
    struct asked *out, struct err *err)
{
	char *member = (char *)out + row->offset;
	long number = 0;

	switch (row->kind) {
	case SET_FLAG:
		*(bool *)member = true;
		return true;
	case SET_TEXT:
		*(const char **)member = value;
		return true;
	case ADD_TEXT:
		vec_push(a, (struct texts *)member, value);
		return true;
	case SET_THREADS:
		break;
	}
	if (!str_number(str_of(value), MOST_THREADS, &number) || number == 0)
		return refuse(err, command_line,
		    "--%s is '%s'; expected a number from 1 to %d", row->name,
		    refuse_quote(str_of(value)).text, MOST_THREADS);
	*(int *)member = (int)number;
	return true;
}

enum status
options_read(struct arena *a, int argc, char **argv, unsigned allowed,
    struct asked *out, struct texts *operands, struct err *err)
{
	struct option names[OPTIONS + 1];
	char letters[MOST_LETTERS];
	int got;

	tell_getopt(allowed, names, letters);
	opterr = 0;
	optind = 0;		/* GNU and musl: begin anew */
	while ((got = getopt_long(argc, argv, letters, names, NULL)) != -1) {
		if (got == '?') {
			refuse_unknown(allowed, argv, err);
			return E_CONFIG;
		}
		if (got == ':') {
			refuse(err, command_line, "option '--%s' wants a %s",
			    rows[row_of(optopt)].name,
			    rows[row_of(optopt)].value);
			return E_CONFIG;
		}
		if (!set(a, &rows[row_of(got)], optarg, out, err))
			return E_CONFIG;
	}
	for (; optind < argc; optind++)
		vec_push(a, operands, argv[optind]);
	return OK;
}

void
options_help(FILE *out, unsigned allowed)
{
	for (size_t id = 0; id < OPTIONS; id++) {
		const struct row *row = &rows[id];
		char left[40];

		if (!allows(allowed, id))
			continue;
		snprintf(left, sizeof(left), "%c%c%s --%s%s%s",
		    row->letter ? '-' : ' ', row->letter ? row->letter : ' ',
		    row->letter ? "," : " ", row->name, row->value ? " " : "",
		    row->value ? row->value : "");
		fprintf(out, "  %-22s %s\n", left, row->help);
	}
}
