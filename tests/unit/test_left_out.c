/* SPDX-License-Identifier: Apache-2.0 */
/* What a note names and was not done: held, refused, planned, for home. */
#include "tests/unit/listing.h"

static void
what_was_not_done_today(void **state)
{
	static const struct listing all[] = {
		{"Ther ex: SLR 3x10\nPlan: add lunges 2x10 next visit",
		    {"straight leg raise|3x10"}},
		{"Ther ex: SLR 3x10\nHEP: bridges 2x10 daily",
		    {"straight leg raise|3x10"}},
		{"Ther ex\n- SLR 3x10\n- lunges 2x10 - held",
		    {"straight leg raise|3x10"}},
		{"Ther ex\n- SLR 3x10\nLunges 2x10 ............ HELD",
		    {"straight leg raise|3x10"}},
		{"Ther ex: SLR 3x10. The sleeper stretch was left out.",
		    {"straight leg raise|3x10"}},
		{"Ther ex per flow sheet x 30 min", {NULL}},
		{"LE strengthening and stretching 20 min", {NULL}},
	};

	check(*state, all, ROWS(all));
}

static void
what_was_left_out_is_not_listed(void **state)
{
	static const struct listing all[] = {
		{"TX: bridges 2x10, clams 3x8, squats 2x10 were abandoned, "
		    "heel slides 2x12",
		    {"bridge|2x10", "clamshell|3x8", "heel slide|2x12"}},
		{"TX: given sheets for bridges 2x10, clams 3x8", {NULL}},
		/* what has its dosage before the clause was done */
		{"TX: SLR 3x10; clams 2x10; putty squeeze, deferred today",
		    {"straight leg raise|3x10", "clamshell|2x10"}},
		{"TX: SLR 3x10, SAQ 2x15, clams 2x12, home only",
		    {"straight leg raise|3x10", "short arc quad|2x15"}},
		{"TX:\n[x] Bridges 2x10\n[ ] Clams 3x8\n[x] Squats 2x12",
		    {"bridge|2x10", "squat|2x12"}},
		{"S: \"I did my bridges 2x10 at home last night.\"\n"
		    "TX: clams 3x8", {"clamshell|3x8"}},
		{"TX:\n  a. bridges 2x10\n  b. clams 3x8\n"
		    "  c. kickboard: left out, shoulder sore",
		    {"bridge|2x10", "clamshell|3x8"}},
		{"TX: clams 2x10 / bridges 3x8 / hops nv if no swelling",
		    {"clamshell|2x10", "bridge|3x8"}},
		{"TX: bridges 3x10, clams nv, squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: bridges 3x10, held clams, squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: held clams, bridges 3x10, squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: skipped clams; bridges 3x10; squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: bridges 3x10, add clams 2x10 next visit, squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: bridges 3x10. clams held. squats 2x8",
		    {"bridge|3x10", "squat|2x8"}},
		{"TX: clams deferred d/t pain \xE2\x80\xA2 bridges 3x10 "
		    "\xE2\x80\xA2 squats 2x8", {"bridge|3x10", "squat|2x8"}},
		{"TX: bridges 3x10 - NuStep L4 8 min - clams NT - squats 2x8",
		    {"bridge|3x10", "NuStep|-x-", "squat|2x8"}},
		{"P: next visit add bridges 3x10, clams 2x10", {NULL}},
		{"Held: bridges 3x10, clams 2x10", {NULL}},
		{"TX: SLR 3x10 / bridges 2x12 // clams 3x5 home only",
		    {"straight leg raise|3x10", "bridge|2x12"}},
		{"TX: bridges 2x10, clams 3x8 (\xE2\x86\x92 red next wk)",
		    {"bridge|2x10", "clamshell|3x8"}},
		{"TX: wand flexion 2x10, rows 3x10: none done, arm too sore",
		    {NULL}},
		{"TX: clams 2x10. Home, on days between: heel raises 2x15",
		    {"clamshell|2x10"}},
		{"TX: clams 2x10. Twin brother Ash came along and did 20 hops.",
		    {"clamshell|2x10"}},
		{"HISTORY\nRan 3 x 10 km events, cleared up with heel drops "
		    "3x15, squats 3x10.\nTREATMENT TODAY\nclams 2x10",
		    {"clamshell|2x10"}},
		{"TX: clams 2x10; last week's list (wall slides 3x10, rows "
		    "3x12 blue, push-ups 2x10) was not repeated.",
		    {"clamshell|2x10"}},
		{"TX: clams 15 reps. Ankle weights refused today.",
		    {"clamshell|-x15"}},
	};

	check(*state, all, ROWS(all));
}

/* Writes a list: the items done, divided by sign, with one left out among them
 * at the place given. A line's end as sign sets it off from its label too. */
static void
write_list(char *text, size_t size, const char *sign, const char *const *done,
    size_t n_done, const char *left_out, size_t place)
{
	const char *lead = sign[0] == '\n' ? sign : " ";
	size_t n = (size_t)snprintf(text, size, "TX:");

	for (size_t i = 0; i <= n_done; i++) {
		const char *item = i == place ? left_out :
		    done[i - (i > place)];
		n += (size_t)snprintf(text + n, size - n, "%s%s",
		    i == 0 ? lead : sign, item);
	}
}

/* Whatever divides a list and wherever in it one item is said not to have been
 * done, the others were. */
static void
one_item_takes_no_other_with_it(void **state)
{
	static const char *const signs[] = {", ", "; ", " / ", " // ", " + ",
	    " - ", " > ", " \xE2\x80\xA2 ", " | ", ". ", "\n", "\n- "};
	static const char *const left_out[] = {"clams held", "clams deferred",
	    "clams declined d/t pain", "clams nv", "clams (HEP only)",
	    "clams on hold", "clams not today", "clams NT", "clams d/c'd",
	    "held clams", "declined clams", "clams 2x12 refused",
	    "add clams next visit", "add clams 2x12 next visit"};
	static const char *const done[] = {"bridges 3x10", "rows 2x15",
	    "squats 2x8"};
	struct listing l = {.listed = {"bridge|3x10", "band row|2x15",
	    "squat|2x8"}};
	char text[256];
	size_t wrong = 0;

	l.text = text;
	for (size_t i = 0; i < ROWS(signs) * ROWS(left_out); i++)
		for (size_t place = 0; place <= ROWS(done); place++) {
			write_list(text, sizeof(text),
			    signs[i / ROWS(left_out)], done, ROWS(done),
			    left_out[i % ROWS(left_out)], place);
			wrong += !holds(*state, &l);
		}
	if (wrong > 0)
		fail_msg("%zu lists are read wrongly", wrong);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_was_not_done_today),
		cmocka_unit_test(what_was_left_out_is_not_listed),
		cmocka_unit_test(one_item_takes_no_other_with_it),
	};

	return cmocka_run_group_tests(tests, lab_open, lab_close);
}
