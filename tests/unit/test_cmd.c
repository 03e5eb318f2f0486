/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/limits.h"
#include "cmd/config.h"
#include "cmd/options.h"
#include "cmd/output.h"
#include "cmd/progress.h"
#include "report/report.h"

struct fixture {
	struct arena *arena;
	struct err err;
	char folder[64];
};

static int
set_up(void **state)
{
	struct fixture *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return -1;
	f->arena = arena_new(LIMIT_NOTE_ARENA);
	strcpy(f->folder, "/tmp/rehablint-cmd-XXXXXX");
	if (f->arena == NULL || mkdtemp(f->folder) == NULL)
		return -1;
	*state = f;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *f = *state;
	char command[96];

	snprintf(command, sizeof(command), "rm -rf '%s'", f->folder);
	int status = system(command);
	arena_free(f->arena);
	free(f);
	return status;
}

static const char *
path(struct fixture *f, const char *name)
{
	return arena_printf(f->arena, "%s/%s", f->folder, name).ptr;
}

static void
write_file(const char *name, const char *text)
{
	FILE *to = fopen(name, "w");

	assert_non_null(to);
	assert_true(fputs(text, to) >= 0);
	assert_int_equal(fclose(to), 0);
}

static const char *
read_whole(struct fixture *f, const char *name)
{
	char *text = arena_alloc(f->arena, 65536);
	FILE *from = fopen(name, "r");

	assert_non_null(from);
	assert_true(fread(text, 1, 65535, from) < 65535);
	fclose(from);
	return text;
}

enum { MOST_WORDS = 16 };

/* Reads words, parted by blanks, as a command line. */
static enum status
parse(struct fixture *f, unsigned allowed, const char *line,
    struct asked *out, struct texts *operands)
{
	char *argv[MOST_WORDS] = {arena_copy(f->arena, "check", 5)};
	char *copy = arena_copy(f->arena, line, strlen(line));
	int argc = 1;

	for (char *w = strtok(copy, " "); w != NULL; w = strtok(NULL, " "))
		argv[argc++] = w;
	assert_true(argc < MOST_WORDS);
	*out = (struct asked){0};
	return options_read(f->arena, argc, argv, allowed, out, operands,
	    &f->err);
}

static const unsigned some = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(ONLY) |
    TAKES(THREADS) | TAKES(REDACT) | TAKES(VERBOSE);

static void
test_options_are_read(void **state)
{
	struct fixture *f = *state;
	struct texts operands = {0};
	struct asked asked;

	assert_int_equal(parse(f, some, "a.txt -f json --only time -j3 - "
	    "--only=elements/goal --redact -v -- -b", &asked, &operands), OK);
	assert_string_equal(asked.format, "json");
	assert_int_equal(asked.only.len, 2);
	assert_string_equal(asked.only.at[1], "elements/goal");
	assert_int_equal(asked.threads, 3);
	assert_true(asked.redact && asked.verbose);
	assert_false(asked.quiet);
	assert_null(asked.output);
	assert_int_equal(operands.len, 3);
	assert_string_equal(operands.at[0], "a.txt");
	assert_string_equal(operands.at[1], "-");
	assert_string_equal(operands.at[2], "-b");
}

static void
test_options_are_refused(void **state)
{
	static const struct {
		const char *line;
		const char *message;
	} rows[] = {
		{"--fromat json", "command line: unknown option '--fromat'; "
		    "did you mean '--format'?"},
		{"--xyzzy", "command line: unknown option '--xyzzy'"},
		{"--fromat=json", "command line: unknown option '--fromat'; "
		    "did you mean '--format'?"},
		{"-x", "command line: unknown option '-x'"},
		{"-vx", "command line: unknown option '-x'"},
		{"--quiet", "command line: unknown option '--quiet'"},
		{"--format", "command line: option '--format' wants a NAME"},
		{"-o", "command line: option '--output' wants a FILE"},
		{"--redact=yes",
		    "command line: option '--redact' takes no value"},
		{"-j 0", "command line: --threads is '0'; expected a number "
		    "from 1 to 256"},
		{"-j 257", "command line: --threads is '257'; expected a "
		    "number from 1 to 256"},
		{"-j two", "command line: --threads is 'two'; expected a "
		    "number from 1 to 256"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct texts operands = {0};
		struct asked asked;

		assert_int_equal(parse(f, some, rows[i].line, &asked,
		    &operands), E_CONFIG);
		assert_string_equal(f->err.text, rows[i].message);
	}
}

static void
test_help_lists_what_is_allowed(void **state)
{
	struct fixture *f = *state;
	const char *name = path(f, "help");
	FILE *to = fopen(name, "w");

	assert_non_null(to);
	options_help(to, TAKES(FORMAT) | TAKES(REDACT));
	fclose(to);
	const char *text = read_whole(f, name);
	assert_non_null(strstr(text, "  -f, --format NAME      how "));
	assert_non_null(strstr(text, "      --redact           keep "));
	assert_null(strstr(text, "--output"));
}

static void
test_config_is_found_upward(void **state)
{
	struct fixture *f = *state;
	const char *deep = path(f, "a");
	const char *config = path(f, ".rehablint.yaml");

	assert_int_equal(mkdir(deep, 0700), 0);
	assert_null(config_find(f->arena, deep));
	write_file(config, "");
	assert_string_equal(config_find(f->arena, deep), config);
	assert_string_equal(config_find(f->arena, f->folder), config);
	assert_null(config_find(f->arena, path(f, "nowhere")));
}

static void
test_config_is_read(void **state)
{
	struct fixture *f = *state;
	const char *config = path(f, "config.yaml");
	struct asked asked = {.format = "text"};

	write_file(config, "payer: commercial-cpt\nlevel: error\n"
	    "packs: [clinic.yaml, /etc/other.yaml]\ndisable: elements/plan\n"
	    "redact: yes\nthreads: 4\nfingerprint_key: a secret\n");
	assert_true(config_read(f->arena, config, &asked, &f->err));
	assert_string_equal(asked.payer, "commercial-cpt");
	assert_string_equal(asked.level, "error");
	assert_string_equal(asked.packs.at[0], path(f, "clinic.yaml"));
	assert_string_equal(asked.packs.at[1], "/etc/other.yaml");
	assert_string_equal(asked.disable.at[0], "elements/plan");
	assert_string_equal(asked.fingerprint_key, "a secret");
	assert_string_equal(asked.format, "text");
	assert_int_equal(asked.threads, 4);
	assert_true(asked.redact);
	write_file(config, "\n");
	assert_true(config_read(f->arena, config, &asked, &f->err));
}

static void
test_config_errors_name_the_place(void **state)
{
	static const struct {
		const char *text;
		const char *message;	/* behind the file's name */
	} rows[] = {
		{"payer: a\npayr: b\n", ":2:1: "},
		{"level: loud\n", ":1:8: "},
		{"threads: 1000\n", ":1:10: "},
		{"redact: perhaps\n", ":1:9: "},
		{"- a\n", ":1:1: a configuration is a mapping, as "
		    "'payer: NAME'"},
	};
	struct fixture *f = *state;
	const char *config = path(f, "config.yaml");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct asked asked = {0};
		struct str start = arena_printf(f->arena, "%s%s", config,
		    rows[i].message);

		write_file(config, rows[i].text);
		assert_false(config_read(f->arena, config, &asked, &f->err));
		assert_int_equal(f->err.status, E_CONFIG);
		if (!str_starts(str_of(f->err.text), start))
			fail_msg("%s", f->err.text);
	}
	assert_false(config_read(f->arena, path(f, "none"),
	    &(struct asked){0}, &f->err));
	assert_int_equal(f->err.status, E_IO);
}

static void
test_command_line_overlays_config(void **state)
{
	struct fixture *f = *state;
	struct asked config = {.payer = "a", .level = "note", .threads = 2};
	struct asked said = {.payer = "b", .redact = true};

	vec_push(f->arena, &config.disable, "x");
	vec_push(f->arena, &config.only, "x");
	vec_push(f->arena, &said.disable, "y");
	vec_push(f->arena, &said.only, "y");
	config_overlay(f->arena, &config, &said);
	assert_string_equal(config.payer, "b");
	assert_string_equal(config.level, "note");
	assert_int_equal(config.threads, 2);
	assert_true(config.redact);
	assert_int_equal(config.disable.len, 2);
	assert_int_equal(config.only.len, 1);
	assert_string_equal(config.only.at[0], "y");
}

/* How many files are in the folder. */
static int
count_files(struct fixture *f)
{
	const char *list = path(f, "../rehablint-cmd-list");
	char command[256];
	int n = 0;

	snprintf(command, sizeof(command), "ls -A '%s' | wc -l > '%s'",
	    f->folder, list);
	assert_int_equal(system(command), 0);
	n = atoi(read_whole(f, list));
	unlink(list);
	return n;
}

static void
test_output_is_whole_or_not_at_all(void **state)
{
	struct fixture *f = *state;
	const char *name = path(f, "out");
	struct output o;
	struct stat st;

	assert_int_equal(output_open(&o, name, &f->err), OK);
	fputs("first", o.to);
	fflush(o.to);
	assert_int_not_equal(access(name, F_OK), 0);
	assert_int_equal(stat(o.draft, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(output_close(&o, &f->err), OK);
	assert_string_equal(read_whole(f, name), "first");

	assert_int_equal(output_open(&o, name, &f->err), OK);
	fputs("second", o.to);
	output_drop(&o);
	assert_string_equal(read_whole(f, name), "first");

	assert_int_equal(chmod(name, 0640), 0);
	assert_int_equal(output_open(&o, name, &f->err), OK);
	fputs("third", o.to);
	assert_int_equal(output_close(&o, &f->err), OK);
	assert_string_equal(read_whole(f, name), "third");
	assert_int_equal(stat(name, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	assert_int_equal(count_files(f), 1);
}

static void
test_output_follows_links(void **state)
{
	struct fixture *f = *state;
	const char *link = path(f, "link");
	struct output o;
	struct stat st;

	write_file(path(f, "real"), "old");
	assert_int_equal(symlink("real", link), 0);
	assert_int_equal(output_open(&o, link, &f->err), OK);
	fputs("new", o.to);
	assert_int_equal(output_close(&o, &f->err), OK);
	assert_string_equal(read_whole(f, path(f, "real")), "new");
	assert_int_equal(lstat(link, &st), 0);
	assert_true(S_ISLNK(st.st_mode));
}

static void
test_output_that_cannot_be_written(void **state)
{
	struct fixture *f = *state;
	struct output o;
	struct str wanted = arena_printf(f->arena, "%s: is a folder; expected "
	    "the name of a file", f->folder);

	assert_int_equal(output_open(&o, f->folder, &f->err), E_IO);
	assert_string_equal(f->err.text, wanted.ptr);
	assert_int_equal(output_open(&o, path(f, "no/where"), &f->err), E_IO);
	assert_non_null(strstr(f->err.text, "no/where: cannot be written: "));
	assert_int_equal(output_open(&o, "/dev/full", &f->err), OK);
	fputs("lost", o.to);
	assert_int_equal(output_close(&o, &f->err), E_IO);
	assert_string_equal(f->err.text,
	    "/dev/full: cannot be written: No space left on device");
}

static void
test_progress_line(void **state)
{
	char line[160];

	(void)state;
	progress_line(500, 1000, 10, line, sizeof(line));
	assert_string_equal(line, "[############............] 500/1000 files, "
	    "50 a second, 0:10 left");
	progress_line(1000, 1000, 100, line, sizeof(line));
	assert_string_equal(line, "[########################] 1000/1000 "
	    "files, 10 a second, 0:00 left");
	progress_line(7, 0, 0, line, sizeof(line));
	assert_string_equal(line, "7 files, 0 a second");
	progress_line(9, 8, 3, line, sizeof(line));
	assert_string_equal(line, "9 files, 3 a second");
}

/* Runs the program, as the build names it; its exit status. */
static int
run_program(struct fixture *f, const char *args, const char **out)
{
	const char *program = getenv("REHABLINT");
	const char *to = path(f, "stdout");

	if (program == NULL)
		skip();
	struct str command = arena_printf(f->arena,
	    "cd '%s' && '%s' %s > '%s' 2>&1 < /dev/null", f->folder, program,
	    args, to);
	int status = system(command.ptr);
	assert_true(WIFEXITED(status));
	*out = read_whole(f, to);
	return WEXITSTATUS(status);
}

static void
test_program_usage(void **state)
{
	static const struct {
		const char *args;
		int status;
		const char *says;
	} rows[] = {
		{"--version", 0, "rehablint "},
		{"--help", 0, "usage: rehablint COMMAND"},
		{"", 2, "usage: rehablint COMMAND"},
		{"unist 1", 2, "rehablint: unknown command 'unist'; did you "
		    "mean 'units'?\n"},
		{"frobnicate", 2, "rehablint: unknown command 'frobnicate'; "
		    "'rehablint --help' lists them\n"},
		{"units --help", 0, "usage: rehablint units [OPTION]... "
		    "CODE=MINUTES...\n"},
		{"units", 2, "rehablint: units: too few arguments; usage: "
		    "rehablint units [OPTION]... CODE=MINUTES...\n"},
		{"text a b", 2, "rehablint: text: too many arguments; usage: "
		    "rehablint text [OPTION]... FILE\n"},
		{"check -f jsn x", 2, "rehablint: check: unknown format "
		    "'jsn'; did you mean 'json'?\n"},
		{"check --level eror x", 2, "rehablint: --level: unknown "
		    "level 'eror'; did you mean 'error'?\n"},
		{"check --scope chat x", 2, "rehablint: --scope: unknown "
		    "scope 'chat'; did you mean 'chart'?\n"},
		{"check --only element x", 2, "rehablint: --only: unknown "
		    "rule 'element'; did you mean 'elements'?\n"},
		{"check --payer medicar x", 2, "rehablint: --payer: unknown "
		    "payer 'medicar'; did you mean 'medicare'?\n"},
		{"explain elements/pln", 2, "rehablint: explain: unknown rule "
		    "'elements/pln'; did you mean 'elements/plan'?\n"},
		{"check missing.txt", 3, ""},
		{"units 97110=33 97140=7", 0, "97110 2\n97140 1\ntotal 3\n# "},
		{"units 97112=20 97110=20", 0, "97112 2\n97110 1\ntotal 3\n"
		    "or\n97112 1\n97110 2\ntotal 3\n# "},
		{"units 97110=1441", 2, "rehablint: units: '97110=1441': the "
		    "minutes are a number from 0 to 1440\n"},
	};
	struct fixture *f = *state;
	const char *out;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int status = run_program(f, rows[i].args, &out);

		if (status != rows[i].status ||
		    !str_starts(str_of(out), str_of(rows[i].says)))
			fail_msg("rehablint %s: %d\n%s", rows[i].args, status,
			    out);
	}
}

static void
test_program_knows_every_report(void **state)
{
	struct fixture *f = *state;
	const char *help;

	assert_int_equal(run_program(f, "check --help", &help), 0);
	help = strstr(help, "\nFormats: ");
	assert_non_null(help);
	for (size_t i = 0; report_format_at(i) != NULL; i++)
		assert_non_null(strstr(help, report_format_at(i)->name));
}

static void
test_program_answers_each_assertion(void **state)
{
	struct fixture *f = *state;
	const char *out;

	write_file(path(f, "a.tsv"),
	    "numbness\tShe denies numbness in the foot.\n"
	    "heel  slides\tHeel\tslides were done 3x10.\n");
	assert_int_equal(run_program(f, "assertion a.tsv", &out), 0);
	assert_string_equal(out, "negated\naffirmed\n");
	write_file(path(f, "b.tsv"), "bridge\tNothing of it here.\n");
	assert_int_equal(run_program(f, "assertion b.tsv", &out), 3);
	assert_non_null(strstr(out,
	    "b.tsv:1:1: the phrase does not stand in the sentence\n"));
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_options_are_read),
		TEST(test_options_are_refused),
		TEST(test_help_lists_what_is_allowed),
		TEST(test_config_is_found_upward),
		TEST(test_config_is_read),
		TEST(test_config_errors_name_the_place),
		TEST(test_command_line_overlays_config),
		TEST(test_output_is_whole_or_not_at_all),
		TEST(test_output_follows_links),
		TEST(test_output_that_cannot_be_written),
		TEST(test_progress_line),
		TEST(test_program_usage),
		TEST(test_program_knows_every_report),
		TEST(test_program_answers_each_assertion),
	};

	return cmocka_run_group_tests_name("cmd", tests, NULL, NULL);
}
