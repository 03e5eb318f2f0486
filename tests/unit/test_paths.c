/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The executable's own place decides, so the test lays out a folder, copies
 * itself into it and asks the copy.  PKGDATADIR is "configured" here, below
 * the folder the copy runs in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cmd/paths.h"

static char home[PATH_MAX];	/* where each test begins, and returns to */
static char root[PATH_MAX];	/* the folder of this test, links resolved */

static void
copy_file(const char *from, const char *to)
{
	char bytes[65536];
	ssize_t n;
	int in = open(from, O_RDONLY), out = open(to, O_WRONLY | O_CREAT, 0700);

	assert_true(in >= 0 && out >= 0);
	while ((n = read(in, bytes, sizeof(bytes))) > 0)
		assert_int_equal(write(out, bytes, (size_t)n), n);
	assert_int_equal(n, 0);
	close(in);
	assert_int_equal(close(out), 0);
}

static void
make_folders(const char *path)
{
	char part[PATH_MAX];

	for (const char *p = path; (p = strchr(p, '/')) != NULL; p++) {
		snprintf(part, sizeof(part), "%.*s", (int)(p - path), path);
		mkdir(part, 0700);
	}
	assert_int_equal(mkdir(path, 0700), 0);
}

static int
enter_folder(void **state)
{
	const char *tmp = getenv("TMPDIR");
	char made[256];

	(void)state;
	unsetenv("REHABLINT_PATTERNS");
	snprintf(made, sizeof(made), "%.200s/rl-paths-XXXXXX",
	    tmp && tmp[0] ? tmp : "/tmp");
	if (getcwd(home, sizeof(home)) == NULL || mkdtemp(made) == NULL ||
	    realpath(made, root) == NULL)
		return -1;
	return chdir(root) || mkdir("bin", 0700);
}

static int
leave_folder(void **state)
{
	char command[PATH_MAX + 16];

	(void)state;
	snprintf(command, sizeof(command), "rm -rf '%s'", root);
	return chdir(home) || system(command);
}

/* What `program`, a copy of this one, finds; without the root if below it. */
static const char *
found_by(const char *program)
{
	static char line[PATH_MAX];
	FILE *out = popen(program, "r");

	assert_non_null(out);
	assert_non_null(fgets(line, sizeof(line), out));
	assert_int_equal(pclose(out), 0);
	line[strcspn(line, "\n")] = '\0';
	size_t len = strlen(root);
	if (strncmp(line, root, len) == 0 && line[len] == '/')
		return line + len + 1;
	return line;
}

static void
places_come_in_order(void **state)
{
	static const char *const places[] = {
		"configured/patterns",
		"bin/patterns",
		"patterns",
		"share/rehablint/patterns",
	};

	(void)state;
	copy_file("/proc/self/exe", "bin/rehablint");
	assert_string_equal(found_by("bin/rehablint find"), "nowhere");
	/* Each is preferred to all that came to be before it. */
	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		make_folders(places[i]);
		assert_string_equal(found_by("bin/rehablint find"), places[i]);
	}
}

static void
a_file_is_no_folder(void **state)
{
	(void)state;
	copy_file("/proc/self/exe", "bin/rehablint");
	copy_file("/dev/null", "patterns");
	assert_string_equal(found_by("bin/rehablint find"), "nowhere");
}

static void
a_link_is_followed_to_the_real_executable(void **state)
{
	(void)state;
	copy_file("/proc/self/exe", "bin/rehablint");
	make_folders("patterns");
	make_folders("elsewhere/bin");
	assert_int_equal(symlink("../../bin/rehablint", "elsewhere/bin/rl"), 0);
	assert_string_equal(found_by("elsewhere/bin/rl find"), "patterns");
}

static void
the_environment_is_believed_unseen(void **state)
{
	char out[PATH_MAX];

	(void)state;
	make_folders("configured/patterns");
	setenv("REHABLINT_PATTERNS", "/no/such/folder", 1);
	assert_true(paths_find_patterns(out, sizeof(out)));
	assert_string_equal(out, "/no/such/folder");
	setenv("REHABLINT_PATTERNS", "", 1);
	assert_true(paths_find_patterns(out, sizeof(out)));
	assert_non_null(strstr(out, "/configured/patterns"));
}

/* The path just found fits into its length and the NUL, and no less. */
static void
expect_exact_fit(const char *path)
{
	char out[PATH_MAX] = "before";
	size_t len = strlen(path);

	assert_false(paths_find_patterns(out, len));
	assert_string_equal(out, "");
	assert_true(paths_find_patterns(out, len + 1));
	assert_string_equal(out, path);
	assert_false(paths_find_patterns(out, 0));
	assert_string_equal(out, path);
}

static void
a_path_that_does_not_fit_is_none(void **state)
{
	char found[PATH_MAX];

	(void)state;
	make_folders("configured/patterns");
	assert_true(paths_find_patterns(found, sizeof(found)));
	expect_exact_fit(found);
	setenv("REHABLINT_PATTERNS", "/srv/packs", 1);
	expect_exact_fit("/srv/packs");
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(places_come_in_order,
		    enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(a_file_is_no_folder,
		    enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
		    a_link_is_followed_to_the_real_executable,
		    enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
		    the_environment_is_believed_unseen,
		    enter_folder, leave_folder),
		cmocka_unit_test_setup_teardown(
		    a_path_that_does_not_fit_is_none,
		    enter_folder, leave_folder),
	};

	if (argc == 2 && strcmp(argv[1], "find") == 0) {
		char out[PATH_MAX];
		puts(paths_find_patterns(out, sizeof(out)) ? out : "nowhere");
		return 0;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
