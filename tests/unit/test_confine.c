/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What a process can do no longer, and what it still can.  Each is tried in a
 * child, since what is given up is given up for good.
 */
#include "reading.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/confine.h"
#include "ingest/helper.h"
#include "tests/unit/own_folder.h"

enum { WAS_BARRED = 40, WAS_ALLOWED, WENT_WRONG, CANNOT_CONFINE };

static const char page[] = "%PDF-1.4\n"
    "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
    "2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n"
    "3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] "
    "/Resources <</Font <</F <</Type /Font /Subtype /Type1 "
    "/BaseFont /Helvetica>>>>>> /Contents 4 0 R>> endobj\n"
    "4 0 obj <</Length 60>> stream\nBT /F 12 Tf 9 90 Td (S: sore) Tj "
    "0 -20 Td (O: ok) Tj ET   \nendstream endobj\n"
    "trailer <</Root 1 0 R>>\n%%EOF\n";

static int
told(long result, int error)
{
	if (result >= 0)
		return WAS_ALLOWED;
	return errno == error ? WAS_BARRED : WENT_WRONG;
}

/* How a child ended that tried something with the rights kept. */
static int
end_of(enum rights kept, int (*try)(void))
{
	int status = 0;
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0)
		_exit(confine(kept) == CONFINED ? try() : CANNOT_CONFINE);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == CANNOT_CONFINE)
		skip();		/* this build, or this machine */
	return WEXITSTATUS(status);
}

static int
try_socket(void)
{
	return told(socket(AF_INET, SOCK_STREAM, 0), EPERM);
}

static int
try_local_socket(void)
{
	return told(socket(AF_UNIX, SOCK_STREAM, 0), EPERM);
}

static bool
on_valgrind(void)
{
	const char *preload = getenv("LD_PRELOAD");

	return preload != NULL && strstr(preload, "vgpreload") != NULL;
}

/* valgrind itself ends when it may not start a program. */
static int
try_exec(void)
{
	if (on_valgrind())
		return WAS_BARRED;
	char *const arguments[] = {(char *)"true", NULL};
	char *const environment[] = {NULL};

	execve("/bin/true", arguments, environment);
	return told(-1, EPERM);
}

/* An exec that succeeds ends with the status of what was started. */
static int
try_false(void)
{
	char *const arguments[] = {(char *)"false", NULL};
	char *const environment[] = {NULL};

	execve("/bin/false", arguments, environment);
	return told(-1, EPERM);
}

static int
try_fork(void)
{
	pid_t child = fork();

	if (child == 0)
		_exit(0);
	return told(child, EPERM);
}

static int
try_ptrace(void)
{
	return told(ptrace(PTRACE_TRACEME, 0, NULL, NULL), EPERM);
}

static int
try_kill(void)
{
	return told(kill(getppid(), 0), EPERM);
}

static int
try_writing(void)
{
	return told(open("confined.txt", O_WRONLY | O_CREAT, 0600), EPERM);
}

static int
try_overwriting(void)
{
	return told(open("/dev/null", O_RDWR), EPERM);
}

static int
try_reading(void)
{
	char byte;
	int fd = open("/bin/sh", O_RDONLY);

	return fd >= 0 && read(fd, &byte, 1) == 1 ? WAS_ALLOWED : WENT_WRONG;
}

/* As --output does it: the file is open before, and renamed behind. */
static int
try_output(void)
{
	return rename("draft.tmp", "final.tmp") == 0 &&
	    unlink("final.tmp") == 0 ? WAS_ALLOWED : WENT_WRONG;
}

static void *
count(void *number)
{
	++*(int *)number;
	return NULL;
}

static int
try_threads(void)
{
	pthread_t thread;
	int number = 0;

	if (pthread_create(&thread, NULL, count, &number) != 0)
		return WENT_WRONG;
	pthread_join(thread, NULL);
	return number == 1 ? WAS_ALLOWED : WENT_WRONG;
}

static void
what_is_never_needed_is_barred(void **state)
{
	int (*const barred[])(void) = {try_socket, try_local_socket, try_exec,
	    try_fork, try_ptrace, try_kill, try_writing, try_overwriting};

	(void)state;
	for (size_t i = 0; i < sizeof(barred) / sizeof(*barred); i++)
		assert_int_equal(end_of(RIGHTS_TO_READ, barred[i]),
		    WAS_BARRED);
}

static void
what_is_needed_is_left(void **state)
{
	(void)state;
	write_file("draft.tmp", "");
	assert_int_equal(end_of(RIGHTS_TO_READ, try_reading), WAS_ALLOWED);
	assert_int_equal(end_of(RIGHTS_TO_READ, try_threads), WAS_ALLOWED);
	assert_int_equal(end_of(RIGHTS_TO_READ, try_output), WAS_ALLOWED);
	assert_int_equal(unlink("draft.tmp"), -1);
}

static void
a_launcher_may_start_programs_and_no_more(void **state)
{
	(void)state;
	assert_int_equal(end_of(RIGHTS_TO_START, try_false), 1);
	assert_int_equal(end_of(RIGHTS_TO_START, try_fork), WAS_ALLOWED);
	assert_int_equal(end_of(RIGHTS_TO_START, try_socket), WAS_BARRED);
	assert_int_equal(end_of(RIGHTS_TO_START, try_writing), WAS_BARRED);
}

/* Read the page with or without a launcher begun before. */
static int
read_page(struct launcher *l)
{
	struct str out;

	if (confine(RIGHTS_TO_READ) != CONFINED)
		return CANNOT_CONFINE;
	enum helper_end end = helper_pdf(arena, l, STR(page), &out);
	if (l != NULL)
		launcher_stop(l);
	if (l == NULL)
		return end == HELPER_BARRED ? WAS_BARRED : WENT_WRONG;
	return end == HELPER_DONE && str_starts(str_trim(out),
	    STR("S: sore\n")) ? WAS_ALLOWED : WENT_WRONG;
}

static int
end_of_reading(bool launched)
{
	struct launcher l;
	int status = 0;
	pid_t child = fork();

	if (child == 0)
		_exit(launched && !launcher_start(&l) ? WENT_WRONG :
		    read_page(launched ? &l : NULL));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == CANNOT_CONFINE)
		skip();
	return WEXITSTATUS(status);
}

static void
a_launcher_begun_before_still_reads_pdf(void **state)
{
	(void)state;
	if (access("/usr/bin/pdftotext", X_OK) != 0)
		skip();
	assert_int_equal(end_of_reading(true), WAS_ALLOWED);
}

static void
one_cannot_be_begun_behind(void **state)
{
	(void)state;
	assert_int_equal(end_of_reading(false), WAS_BARRED);
}

static void
a_launcher_is_for_what_may_hold_pdf(void **state)
{
	const char *plain[] = {"plain.txt", "none.txt"};
	const char *pdf[] = {"plain.txt", "page.txt"};
	const char *table[] = {"table.txt"};
	const char *here[] = {"."};
	const char *in[] = {"-"};

	(void)state;
	write_file("plain.txt", "S: sore\nO: ok\n");
	write_file("page.txt", page);
	write_file("table.txt", "id,note\n1,JVBERi0xLjQK\n");
	assert_false(helper_may_be_needed(plain, 2));
	assert_false(helper_may_be_needed(NULL, 0));
	assert_true(helper_may_be_needed(pdf, 2));
	assert_true(helper_may_be_needed(table, 1));
	assert_true(helper_may_be_needed(here, 1));
	assert_true(helper_may_be_needed(in, 1));
	unlink("plain.txt");
	unlink("table.txt");
	unlink("page.txt");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_never_needed_is_barred),
		TEST(what_is_needed_is_left),
		TEST(a_launcher_may_start_programs_and_no_more),
		TEST(a_launcher_begun_before_still_reads_pdf),
		TEST(one_cannot_be_begun_behind),
		TEST(a_launcher_is_for_what_may_hold_pdf),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
