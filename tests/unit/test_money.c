/* SPDX-License-Identifier: Apache-2.0 */
/* Amounts: the arithmetic of the fee schedule,
 * and what findings put at risk. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "audit/money.h"
#include "rules/stake.h"
#include "rules/fees.h"

struct kit {
	struct pack *pack;
	struct options options;
	struct engine *engine;
	struct worker *worker;
	struct report *report;
};

static struct kit kit;

static int
set_up(void **state)
{
	const char *patterns = getenv("REHABLINT_PATTERNS");
	struct err err = {0};

	(void)state;
	kit.options = (struct options){.threads = 1};
	if (pack_load(patterns ? patterns : "patterns", NULL, 0, &kit.pack,
	    &err) == OK)
		return 0;
	fprintf(stderr, "%s\n", err.text);
	return -1;
}

static int
tear_down(void **state)
{
	(void)state;
	pack_free(kit.pack);
	return 0;
}

static int
close_engine(void **state)
{
	(void)state;
	report_free(kit.report);
	worker_free(kit.worker);
	engine_free(kit.engine);
	kit.report = NULL;
	kit.worker = NULL;
	kit.engine = NULL;
	kit.options = (struct options){.threads = 1};
	return 0;
}

static const struct result *
audit(const char *note)
{
	struct err err = {0};

	if (engine_new(kit.pack, prebuilt_open("patterns.tab", false),
	    &kit.options, &kit.engine, &err) != OK)
		fail_msg("%s", err.text);
	kit.worker = worker_new(kit.engine);
	assert_non_null(kit.worker);
	assert_int_equal(audit_bytes(kit.worker, "note.txt", str_of(note),
	    &kit.report, &err), OK);
	return &kit.report->results.at[0];
}

static const struct finding *
finding_of(const struct result *r, const char *rule)
{
	for (size_t i = 0; i < r->findings.len; i++)
		if (strcmp(r->findings.at[i].rule->id, rule) == 0)
			return &r->findings.at[i];
	fail_msg("no finding of %s", rule);
	return NULL;
}

static const struct fee *
fee(const char *code, date_t on)
{
	const struct fee *f = pack_fee(kit.pack,
	    pack_code(kit.pack, str_of(code)), on);

	assert_non_null(f);
	return f;
}

static struct fee_terms
terms(date_t on)
{
	return (struct fee_terms){
		.factor = pack_conversion(kit.pack, on)->factor,
		.work = DECIMAL, .practice = DECIMAL, .malpractice = DECIMAL,
		.reduced = 50, .assistant = 85, .share = 100,
	};
}

static long
unit(const char *code, date_t on)
{
	struct fee_terms t = terms(on);

	return fee_unit(&t, fee(code, on), false, false);
}

/* National amounts outside a facility, as CMS published them: relative values
 * of July 2024 by the conversion factors of both halves of that year, and
 * 97110 in 2025. */
static void
national_amounts_are_those_published(void **state)
{
	(void)state;
	static const struct {
		const char *code;
		long before;
		long after;
	} rows[] = {
		{"97110", 2881, 2929}, {"97140", 2652, 2696},
		{"97112", 3307, 3362}, {"97530", 3602, 3662},
		{"97116", 2881, 2929}, {"97535", 3209, 3262},
		{"97150", 1768, 1798}, {"97035", 1375, 1398},
		{"G0283", 1146, 1165}, {"97161", 9856, 10020},
		{"97163", 9856, 10020},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(unit(rows[i].code, date_of(2024, 3, 8)),
		    rows[i].before);
		assert_int_equal(unit(rows[i].code, date_of(2024, 3, 9)),
		    rows[i].after);
	}
	assert_int_equal(unit("97110", date_of(2025, 6, 1)), 2879);
}

/* First unit 29.29, later ones (0.45 + 0.21 + 0.01) x 33.2875 = 22.30. */
static void
further_units_lose_half_their_practice_expense(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);
	struct fee_terms t = terms(day);
	struct fee_line lines[] = {{fee("97110", day), 3, false}};

	assert_int_equal(fee_day(&t, lines, 1), 2929 + 2 * 2230);
	t.reduced = 100;
	assert_int_equal(fee_day(&t, lines, 1), 3 * 2929);
}

/* 97112 has the higher practice expense: 0.50 against 0.42. */
static void
highest_practice_expense_stays_whole(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);
	struct fee_terms t = terms(day);
	struct fee_line lines[] = {{fee("97110", day), 1, false},
	    {fee("97112", day), 1, false}};

	assert_int_equal(fee_day(&t, lines, 2), 2230 + 3362);
}

/* 97129 has indicator 0: always whole, and it makes no other line whole. */
static void
codes_without_the_indicator_stay_whole(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);
	struct fee_terms t = terms(day);
	struct fee_line lines[] = {{fee("97129", day), 1, false},
	    {fee("97110", day), 1, false}};

	assert_int_equal(fee_day(&t, lines, 2), unit("97129", day) + 2929);
}

static void
assistant_is_paid_less(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);
	struct fee_terms t = terms(day);

	/* 0.88 x 33.2875 x 0.85 = 24.899 */
	assert_int_equal(fee_unit(&t, fee("97110", day), false, true), 2490);
}

static void
locality_weighs_each_part(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);
	struct fee_terms t = terms(day);

	t.work = 10500;
	t.practice = 12000;
	t.malpractice = 20000;
	/* (0.45 x 1.05 + 0.42 x 1.2 + 0.01 x 2) x 33.2875 = 33.1709... */
	assert_int_equal(fee_unit(&t, fee("97110", day), false, false), 3317);
}

static void
what_is_not_paid_has_no_amount(void **state)
{
	(void)state;
	date_t day = date_of(2024, 6, 3);

	assert_int_equal(unit("97010", day), 0);
	assert_true(fee_is_known(fee("97010", day)));
	assert_false(fee_is_known(fee("97039", day)));
	assert_false(fee_is_known(fee("97545", day)));
	assert_false(fee_is_known(NULL));
}

#define HEAD "PHYSICAL THERAPY DAILY NOTE\nDate of service: 06/03/2024\n"     \
	"Patient: Invented Person\n\n"                                        \
	"S: Pt reports less knee pain walking to work.\n"                     \
	"O: SLR 3x10 2 lb, heel slides 3x10.\n"
#define TAIL "A: Knee flexion improved to 110 from 95.\nP: Add step-ups.\n"

/* 38 minutes carry 3 units; 4 are billed. */
static void
excess_is_what_minutes_do_not_carry(void **state)
{
	(void)state;
	const struct result *r = audit(HEAD
	    "97110 x 4 units, 38 min\nTimed minutes: 38\nTotal minutes: 45\n"
	    TAIL "Jane Roe, PT, DPT\n");
	const struct finding *f = finding_of(r, "time/units-exceed-minutes");

	assert_int_equal(f->stake.units, 1);
	assert_int_equal(f->stake.cents, 2230);
}

/* Every unit once: all of the note is at risk through the signature, whatever
 * other findings add. */
static void
note_counts_a_unit_once(void **state)
{
	(void)state;
	const struct result *r = audit(HEAD
	    "97110 x 4 units, 38 min\nTimed minutes: 38\nTotal minutes: 45\n"
	    TAIL);
	const struct finding *f = finding_of(r, "elements/signature");

	assert_int_equal(f->stake.units, 4);
	assert_int_equal(f->stake.cents, 2929 + 3 * 2230);
	assert_int_equal(finding_of(r, "time/units-exceed-minutes")->
	    stake.units, 1);
	assert_int_equal(r->risk.stake.units, 4);
	assert_int_equal(r->risk.stake.cents, 2929 + 3 * 2230);
}

static void
basis_is_told(void **state)
{
	(void)state;
	char basis[STAKE_BASIS], text[STAKE_TEXT];
	const struct result *r = audit(HEAD
	    "97110 x 4 units, 38 min\nTimed minutes: 38\nTotal minutes: 45\n"
	    TAIL);

	stake_basis(&r->risk.stake, basis);
	assert_string_equal(basis, "Medicare fee schedule, relative values of "
	    "2024, conversion factor 33.2875 of 2024, national amounts, "
	    "multiple procedures reduced");
	stake_text(&r->risk.stake, text);
	assert_string_equal(text, "4 units, $96.19");
}

static void
locality_and_factor_are_configured(void **state)
{
	(void)state;
	char basis[STAKE_BASIS];

	kit.options.place = (struct locality){.name = "Somewhere",
	    .work = 10500, .practice = 12000, .malpractice = 20000,
	    .factor = 335675};
	const struct result *r = audit(HEAD
	    "97110 x 1 unit, 15 min\nTimed minutes: 15\nTotal minutes: 45\n"
	    TAIL);
	/* (0.4725 + 0.504 + 0.02) x 33.5675 = 33.4500... */
	assert_int_equal(r->risk.stake.cents, 3345);
	stake_basis(&r->risk.stake, basis);
	assert_string_equal(basis, "Medicare fee schedule, relative values of "
	    "2024, conversion factor 33.5675 as configured, Somewhere, "
	    "multiple procedures reduced");
}

static void
nothing_billed_is_not_known(void **state)
{
	(void)state;
	char text[STAKE_TEXT];
	const struct result *r = audit(HEAD TAIL);

	assert_int_equal(r->risk.stake.units, NONE);
	assert_int_equal(r->risk.stake.cents, NONE);
	stake_text(&r->risk.stake, text);
	assert_string_equal(text, "");
}

static void
fixed_rate_has_units_and_no_dollars(void **state)
{
	(void)state;
	char text[STAKE_TEXT];

	kit.options.payer = pack_payer(kit.pack, STR("case-rate"));
	const struct result *r = audit(HEAD
	    "97110 x 2 units, 30 min\nTimed minutes: 30\nTotal minutes: 45\n"
	    TAIL);
	assert_int_equal(r->risk.stake.units, 2);
	assert_int_equal(r->risk.stake.cents, NONE);
	stake_text(&r->risk.stake, text);
	assert_string_equal(text, "2 units");
}

static void
sums_keep_what_they_rest_on(void **state)
{
	(void)state;
	struct stake sum = {0};
	const struct stake none = {.units = NONE, .cents = NONE};
	const struct stake a = {.units = 2, .cents = 5159, .values_from = 2024,
	    .values_to = 2024, .factor_from = 2024, .factor_to = 2024,
	    .factor = 332875, .share = 100, .reduced = true};
	struct stake b = a, fixed = {.units = 1, .cents = NONE};
	char text[STAKE_TEXT], basis[STAKE_BASIS];

	b.cents = 123456789;
	b.factor_from = b.factor_to = 2025;
	b.factor = 323465;
	stake_add(&sum, &none);
	assert_int_equal(sum.units, 0);
	stake_add(&sum, &a);
	stake_add(&sum, &b);
	stake_add(&sum, &fixed);
	stake_text(&sum, text);
	assert_string_equal(text, "5 units, $1,234,619.48");
	stake_basis(&sum, basis);
	assert_string_equal(basis, "Medicare fee schedule, relative values of "
	    "2024, conversion factors of 2024 to 2025, national amounts, "
	    "multiple procedures reduced, without codes that have no amount");
}

/* A note made by hand: 97110 x 3 and 97140 x 2, both timed, and 97161. */
struct bill {
	struct service services[3];
	struct facts facts;
	struct rule_meta rule;
	struct finding finding;
	struct result result;
	struct arena *arena;
};

static void
bill_begin(struct bill *b, const char *rule, enum at_risk at_risk,
    const struct detail *details)
{
	static const char *const codes[] = {"97110", "97140", "97161"};
	static const int units[] = {3, 2, NONE};

	*b = (struct bill){.rule = {.id = rule, .at_risk = at_risk},
	    .arena = arena_new((size_t)1 << 20)};
	assert_non_null(b->arena);
	for (size_t i = 0; i < 3; i++)
		b->services[i] = (struct service){.number = str_of(codes[i]),
		    .code = pack_code(kit.pack, str_of(codes[i])),
		    .units = units[i], .minutes = NONE,
		    .at = {10 * i, 10 * i + 5}};
	b->facts.date_of_service = date_of(2024, 6, 3);
	b->facts.services.at = b->services;
	b->facts.services.len = 3;
	b->finding = (struct finding){.rule = &b->rule, .level = LEVEL_ERROR,
	    .details = details};
	b->result = (struct result){.facts = &b->facts,
	    .payer = pack_payer(kit.pack, STR("medicare"))};
	b->result.findings.at = &b->finding;
	b->result.findings.len = 1;
}

/* Units at risk of the finding. */
static int
bill_units(struct bill *b)
{
	if (ARENA_FAILED(b->arena))
		fail_msg("out of memory");
	money_at_risk(b->arena, kit.pack, &kit.options, &b->result);
	arena_disarm(b->arena);
	arena_free(b->arena);
	assert_int_equal(b->result.risk.stake.units, b->finding.stake.units);
	assert_int_equal(b->result.risk.stake.cents, b->finding.stake.cents);
	return b->finding.stake.units;
}

static void
rules_say_which_units(void **state)
{
	(void)state;
	struct bill b;

	bill_begin(&b, "a/b", RISK_ALL, NULL);
	assert_int_equal(bill_units(&b), 6);
	bill_begin(&b, "a/b", RISK_TIMED, NULL);
	assert_int_equal(bill_units(&b), 5);
	bill_begin(&b, "a/b", RISK_NONE, NULL);
	assert_int_equal(bill_units(&b), 0);
	bill_begin(&b, "a/b", RISK_ALL, NULL);
	b.finding.level = LEVEL_NOTE;
	assert_int_equal(bill_units(&b), 0);
}

static void
finding_is_about_the_code_it_names(void **state)
{
	(void)state;
	const struct detail one[] = {{"code", STR("97140")}, {NULL, {0}}};
	const struct detail two[] = {{"codes", STR("97110, 97161")},
	    {NULL, {0}}};
	const struct detail pair[] = {{"column1", STR("97161")},
	    {"column2", STR("97140")}, {NULL, {0}}};
	struct bill b;

	bill_begin(&b, "a/b", RISK_CODE, pair);
	assert_int_equal(bill_units(&b), 2);
	bill_begin(&b, "a/b", RISK_CODE, one);
	assert_int_equal(bill_units(&b), 2);
	bill_begin(&b, "a/b", RISK_CODE, two);
	assert_int_equal(bill_units(&b), 4);
}

static void
finding_is_about_the_charge_it_shows(void **state)
{
	(void)state;
	struct bill b;

	bill_begin(&b, "a/b", RISK_CODE, NULL);
	b.finding.placed = true;
	b.finding.at = (struct span){11, 12};
	assert_int_equal(bill_units(&b), 2);
}

/* codes.csv: 97110 requires an exercise. */
static void
missing_element_is_about_codes_that_require_it(void **state)
{
	(void)state;
	struct bill b;

	bill_begin(&b, "elements/exercise", RISK_CODE, NULL);
	assert_int_equal(bill_units(&b), 3);
}

static void
excess_beyond_its_code_is_taken_from_other_timed_ones(void **state)
{
	(void)state;
	const struct detail four[] = {{"billed", STR("5")},
	    {"supported", STR("1")}, {NULL, {0}}};
	const struct detail limit[] = {{"code", STR("97140")},
	    {"units", STR("2")}, {"maximum", STR("1")}, {NULL, {0}}};
	const struct detail less[] = {{"billed", STR("1")},
	    {"supported", STR("5")}, {NULL, {0}}};
	struct bill b;

	bill_begin(&b, "a/b", RISK_EXCESS, four);
	b.finding.placed = true;
	b.finding.at = (struct span){0, 5};
	assert_int_equal(bill_units(&b), 4);
	bill_begin(&b, "a/b", RISK_EXCESS, limit);
	assert_int_equal(bill_units(&b), 1);
	bill_begin(&b, "a/b", RISK_EXCESS, less);
	assert_int_equal(bill_units(&b), 0);
}

#define TEST(name) cmocka_unit_test_teardown(name, close_engine)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(national_amounts_are_those_published),
		TEST(further_units_lose_half_their_practice_expense),
		TEST(highest_practice_expense_stays_whole),
		TEST(codes_without_the_indicator_stay_whole),
		TEST(assistant_is_paid_less),
		TEST(locality_weighs_each_part),
		TEST(what_is_not_paid_has_no_amount),
		TEST(excess_is_what_minutes_do_not_carry),
		TEST(note_counts_a_unit_once),
		TEST(basis_is_told),
		TEST(locality_and_factor_are_configured),
		TEST(nothing_billed_is_not_known),
		TEST(fixed_rate_has_units_and_no_dollars),
		TEST(sums_keep_what_they_rest_on),
		TEST(rules_say_which_units),
		TEST(finding_is_about_the_code_it_names),
		TEST(finding_is_about_the_charge_it_shows),
		TEST(missing_element_is_about_codes_that_require_it),
		TEST(excess_beyond_its_code_is_taken_from_other_timed_ones),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
