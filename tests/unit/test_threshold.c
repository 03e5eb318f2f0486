/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coding/kx-missing: what passes the yearly threshold, what comes near it, and
 * what is at risk then.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "audit/caseload.h"
#include "rules/threshold.h"
#include "tests/engine_kit.h"

enum { MOST = 32, ROOM = 4096, DOLLAR = 100 };

/* Visits made by hand: KX on all lines, on some, on none, or no modifiers. */
enum lines { KX, SOME_KX, BARE, UNPRINTED };

struct row {
	const char *day;	/* MM-DD of 2025, or a whole date */
	const char *discipline;
	int dollars;
	int stated;		/* dollars, or 0 */
	enum lines lines;
};

static date_t
day_of(const char *text)
{
	int year = 2025, month, day;

	if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3) {
		year = 2025;
		sscanf(text, "%d-%d", &month, &day);
	}
	return date_of(year, month, day);
}

static struct therapy_use
use_of(const struct row *r)
{
	bool ot = strcmp(r->discipline, "OT") == 0;

	return (struct therapy_use){.payer = pack_payer(kit.pack,
	    STR("medicare")), .discipline = str_of(r->discipline),
	    .pool = ot ? POOL_OT : POOL_PT_SLP, .date = day_of(r->day),
	    .stated = r->stated == 0 ? NONE : r->stated * DOLLAR,
	    .day = {.units = 1, .cents = r->dollars * DOLLAR, .share = 100,
	    .values_from = 2025, .values_to = 2025},
	    .lacking = {.units = 1, .cents = r->dollars * DOLLAR},
	    .printed = r->lines != UNPRINTED,
	    .kx = r->lines == KX || r->lines == SOME_KX,
	    .bare = r->lines != KX};
}

/* What is found over visits, as "rule: message"; empty when nothing is. */
static const char *
found(const struct row *rows, size_t n)
{
	static char out[1024];
	struct therapy_use all[MOST];
	struct findings findings = {0};
	struct arena *a = arena_new((size_t)1 << 24);

	assert_true(n <= MOST && a != NULL && !ARENA_FAILED(a));
	struct judging j = {.arena = a, .pack = kit.pack, .out = &findings};
	for (size_t i = 0; i < n; i++)
		all[i] = use_of(&rows[i]);
	threshold_rules_run(&j, all, n);
	out[0] = '\0';
	for (size_t i = 0; i < findings.len; i++)
		snprintf(out + strlen(out), sizeof(out) - strlen(out),
		    "%s%s: %.*s", i > 0 ? "\n" : "", findings.at[i].rule->id,
		    STR_ARG(findings.at[i].message));
	arena_disarm(a);
	arena_free(a);
	return out;
}

#define FOUND(...) found((const struct row[]){__VA_ARGS__}, \
    sizeof((const struct row[]){__VA_ARGS__}) / sizeof(struct row))

static void
past_the_threshold_every_line_has_kx(void **state)
{
	(void)state;
	const char *text = FOUND({"03-03", "PT", 1200, 0, BARE},
	    {"03-05", "PT", 1211, 0, BARE}, {"03-07", "PT", 50, 0, BARE});

	assert_non_null(strstr(text, "coding/kx-missing: PT and SLP services "
	    "of 2025 come to $2,411.00 (Medicare fee schedule"));
	assert_non_null(strstr(text, "past the threshold of $2,410.00; without "
	    "KX: lines of 2 visits from 2025-03-05 on."));
	assert_string_equal("", FOUND({"03-03", "PT", 1200, 0, BARE},
	    {"03-05", "PT", 1211, 0, KX}, {"03-07", "PT", 50, 0, KX}));
}

static void
up_to_the_threshold_nothing_is_owed(void **state)
{
	(void)state;
	assert_string_equal("", FOUND({"03-03", "PT", 1200, 0, BARE},
	    {"03-05", "PT", 1210, 0, BARE}));
}

static void
one_line_without_kx_is_enough_later_on(void **state)
{
	(void)state;
	const char *text = FOUND({"03-03", "PT", 2411, 0, SOME_KX},
	    {"03-05", "PT", 50, 0, KX}, {"03-07", "PT", 50, 0, SOME_KX});

	assert_non_null(strstr(text, "lines of 1 visit from 2025-03-07 on."));
}

/* The day of passing is as exact as the locality's amounts. */
static void
who_begins_with_the_next_visit_is_let_be(void **state)
{
	(void)state;
	assert_string_equal("", FOUND({"03-03", "PT", 2411, 0, BARE},
	    {"03-05", "PT", 50, 0, KX}));
	assert_non_null(strstr(FOUND({"03-03", "PT", 2411, 0, BARE}),
	    "lines of 1 visit from 2025-03-03 on."));
}

static void
pt_and_slp_are_one_sum_and_ot_another(void **state)
{
	(void)state;
	assert_non_null(strstr(FOUND({"03-03", "PT", 1300, 0, BARE},
	    {"03-05", "SLP", 1300, 0, BARE}), "PT and SLP services"));
	assert_string_equal("", FOUND({"03-03", "PT", 1300, 0, BARE},
	    {"03-05", "OT", 1300, 0, BARE}));
	assert_non_null(strstr(FOUND({"03-03", "OT", 2500, 0, BARE}),
	    "OT services of 2025 come to $2,500.00"));
}

static void
every_year_begins_anew(void **state)
{
	(void)state;
	assert_string_equal("", FOUND({"2024-12-20", "PT", 2000, 0, BARE},
	    {"2025-01-03", "PT", 2000, 0, BARE}));
	assert_non_null(strstr(FOUND({"2024-12-20", "PT", 2331, 0, BARE},
	    {"2025-01-03", "PT", 2000, 0, BARE}),
	    "of 2024 come to $2,331.00"));
}

static void
of_a_year_without_a_threshold_nothing_is_said(void **state)
{
	(void)state;
	assert_string_equal("", FOUND({"2017-03-03", "PT", 9000, 0, BARE}));
}

static void
what_the_note_states_is_the_sum(void **state)
{
	(void)state;
	assert_non_null(strstr(FOUND({"03-03", "PT", 50, 1900, BARE},
	    {"03-05", "PT", 600, 0, BARE}), "come to $2,500.00 (as the note of "
	    "2025-03-03 states, since then Medicare fee schedule"));
	/* Amounts by the fee schedule may be too much for a locality. */
	assert_string_equal("", FOUND({"03-03", "PT", 2350, 0, BARE},
	    {"03-05", "PT", 90, 2390, BARE}));
	/* A header that is carried along states nothing new. */
	assert_non_null(strstr(FOUND({"03-03", "PT", 50, 1900, BARE},
	    {"03-05", "PT", 300, 1900, BARE}, {"03-07", "PT", 300, 1900, BARE}),
	    "come to $2,500.00"));
}

static void
a_day_told_twice_counts_once(void **state)
{
	(void)state;
	assert_string_equal("", FOUND({"03-03", "PT", 1300, 0, BARE},
	    {"03-03", "PT", 1300, 0, BARE}));
}

static void
without_modifiers_it_is_said_once_that_nobody_can_tell(void **state)
{
	(void)state;
	assert_string_equal("input/not-judged: Not judged for lack of input: "
	    "whether lines carry KX; PT and SLP services of 2025 come to "
	    "$2,500.00, past the threshold of $2,410.00, and no line from then "
	    "on prints a modifier.",
	    FOUND({"03-03", "PT", 2500, 0, UNPRINTED},
	    {"03-05", "PT", 50, 0, UNPRINTED}));
	assert_string_equal("", FOUND({"03-03", "PT", 2400, 0, UNPRINTED}));
}

/* A chart of notes. */

struct course {
	const char *payer;
	const char *charges;
	int visits;
};

static void
tell(const struct course *c, int visit, char out[ROOM])
{
	int day = 2 * visit;

	snprintf(out, ROOM, "Physical Therapy Daily Note\n"
	    "Patient: Marla Quist\nMRN: 55-0091\nPayer: %s\n"
	    "Date of service: %02d/%02d/2025\n"
	    "S: Visit %d. Cannot go down stairs without holding the rail.\n"
	    "Treatment: SLR R 3x10, 3 lb. R patellar glides grade III.\n"
	    "Charges: %s\nTimed code minutes: 75. Total treatment time: 75 "
	    "min.\nSigned: Dana Whitlock, PT, DPT %02d/%02d/2025\n", c->payer,
	    1 + day / 28, 1 + day % 28, visit, c->charges, 1 + day / 28,
	    1 + day % 28);
}

static struct caseload *
judge_course(const struct course *c)
{
	struct caseload *out;
	struct report *r;
	struct err err = {0};
	char text[ROOM], name[16];

	assert_int_equal(caseload_new(kit.engine, SCOPE_CHART, &out, &err), OK);
	for (int i = 0; i < c->visits; i++) {
		tell(c, i, text);
		snprintf(name, sizeof(name), "%02d.txt", i);
		assert_int_equal(audit_bytes(kit.worker, name, str_of(text),
		    &r, &err), OK);
		assert_int_equal(caseload_take(out, r, &err), OK);
		report_free(r);
	}
	assert_int_equal(caseload_judge(out, &err), OK);
	assert_int_equal(caseload_charts(out)->len, 1);
	return out;
}

static const struct finding *
finding_of(const struct caseload *c, const char *rule)
{
	const struct findings *all = &caseload_charts(c)->at[0]->findings;

	for (size_t i = 0; i < all->len; i++)
		if (strcmp(all->at[i].rule->id, rule) == 0)
			return &all->at[i];
	return NULL;
}

/* A visit of 97110 x 3 and 97140 x 2 is allowed 28.79 + 2 x 21.83 (further
 * units) + 2 x 20.22 = 112.89 by the values and the factor of the packs: the
 * 22nd visit passes 2,410. */
static void
a_chart_adds_up_what_is_allowed(void **state)
{
	(void)state;
	const struct course bare = {"Medicare Part B",
	    "97110 GP 3 units, 45 min; 97140 GP 2 units, 30 min", 24};
	struct caseload *c = judge_course(&bare);
	const struct finding *f = finding_of(c, "coding/kx-missing");

	assert_non_null(f);
	assert_int_equal(f->level, LEVEL_ERROR);
	assert_non_null(memmem(f->message.ptr, f->message.len,
	    "come to $2,483.58", 17));
	assert_int_equal(f->related.len, 3);
	assert_int_equal(f->stake.units, 15);
	assert_int_equal(f->stake.cents, 3 * 11289);
	caseload_free(c);

	const struct course few = {bare.payer, bare.charges, 21};
	c = judge_course(&few);
	assert_null(finding_of(c, "coding/kx-missing"));
	caseload_free(c);
}

static void
only_who_knows_kx_wants_it(void **state)
{
	(void)state;
	const struct course commercial = {"Aetna",
	    "97110 GP 3 units, 45 min; 97140 GP 2 units, 30 min", 24};
	struct caseload *c = judge_course(&commercial);

	assert_null(finding_of(c, "coding/kx-missing"));
	caseload_free(c);
}

static void
a_chart_without_modifiers_is_not_judged(void **state)
{
	(void)state;
	const struct course plain = {"Medicare Part B",
	    "97110 3 units, 45 min; 97140 2 units, 30 min", 24};
	struct caseload *c = judge_course(&plain);

	assert_null(finding_of(c, "coding/kx-missing"));
	assert_non_null(finding_of(c, "input/not-judged"));
	caseload_free(c);
}

static void
what_the_chart_puts_at_risk_is_its_notes_and_more(void **state)
{
	(void)state;
	const struct course bare = {"Medicare Part B",
	    "97110 GP 3 units, 45 min; 97140 GP 2 units, 30 min", 24};
	struct arena *a = arena_new((size_t)64 << 20);
	struct caseload *c = judge_course(&bare);
	long cents = 0;
	size_t n;

	assert_true(a != NULL && !ARENA_FAILED(a));
	const struct report *const *all = caseload_reports(c, &n);
	for (size_t i = 0; i < n; i++)
		cents += caseload_amend(c, a, all[i])->results.at[0].risk
		    .stake.cents;
	const struct chart *chart = caseload_charts(c)->at[0];
	assert_int_equal(chart->risk.stake.cents, cents + chart->beyond.cents);
	arena_disarm(a);
	arena_free(a);
	caseload_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(past_the_threshold_every_line_has_kx),
		cmocka_unit_test(up_to_the_threshold_nothing_is_owed),
		cmocka_unit_test(one_line_without_kx_is_enough_later_on),
		cmocka_unit_test(who_begins_with_the_next_visit_is_let_be),
		cmocka_unit_test(pt_and_slp_are_one_sum_and_ot_another),
		cmocka_unit_test(every_year_begins_anew),
		cmocka_unit_test(of_a_year_without_a_threshold_nothing_is_said),
		cmocka_unit_test(what_the_note_states_is_the_sum),
		cmocka_unit_test(a_day_told_twice_counts_once),
		cmocka_unit_test(
		    without_modifiers_it_is_said_once_that_nobody_can_tell),
		cmocka_unit_test(a_chart_adds_up_what_is_allowed),
		cmocka_unit_test(only_who_knows_kx_wants_it),
		cmocka_unit_test(a_chart_without_modifiers_is_not_judged),
		cmocka_unit_test(
		    what_the_chart_puts_at_risk_is_its_notes_and_more),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
