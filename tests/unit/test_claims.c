/* SPDX-License-Identifier: Apache-2.0 */
/* Charges: reading a table, and which charges are of a note. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "audit/audit.h"
#include "facts/claims.h"

struct kit {
	struct pack *pack;
	struct arena *arena;
	char path[64];
	struct err err;
};

static struct pack *pack;

static int
load(void **state)
{
	const char *patterns = getenv("REHABLINT_PATTERNS");
	struct err err = {0};

	(void)state;
	if (pack_load(patterns ? patterns : "patterns", NULL, 0, &pack,
	    &err) == OK)
		return 0;
	fprintf(stderr, "%s\n", err.text);
	return -1;
}

static int
unload(void **state)
{
	(void)state;
	pack_free(pack);
	return 0;
}

static int
setup(void **state)
{
	struct kit *k = calloc(1, sizeof(*k));

	if (k == NULL)
		return -1;
	*state = k;
	strcpy(k->path, "/tmp/test_claims.XXXXXX");
	int file = mkstemp(k->path);
	if (file < 0)
		return -1;
	close(file);
	k->arena = arena_new((size_t)64 << 20);
	return k->arena == NULL || ARENA_FAILED(k->arena) ? -1 : 0;
}

static int
teardown(void **state)
{
	struct kit *k = *state;

	remove(k->path);
	arena_free(k->arena);
	free(k);
	return 0;
}

static enum status
try(struct kit *k, const char *text, const char *map, struct claims **out)
{
	FILE *file = fopen(k->path, "wb");

	assert_non_null(file);
	assert_true(fputs(text, file) >= 0);
	assert_int_equal(fclose(file), 0);
	return claims_read(k->arena, pack, k->path, map, out, &k->err);
}

static const struct claims *
read_text(struct kit *k, const char *text, const char *map)
{
	struct claims *claims = NULL;

	if (try(k, text, map, &claims) != OK)
		fail_msg("%s", k->err.text);
	return claims;
}

/* Reading fails, and the message behind the file's name is this. */
static void
fails(struct kit *k, const char *text, const char *map, enum status status,
    const char *message)
{
	struct claims *claims;

	assert_int_equal(try(k, text, map, &claims), status);
	const char *at = strstr(k->err.text, k->path);
	assert_string_equal(at == k->err.text ? at + strlen(k->path) :
	    k->err.text, message);
}

static void
usual_headers_are_known(void **state)
{
	const struct claims *c = read_text(*state,
	    "\xef\xbb\xbfMRN,Patient_Last_Name,\"Patient First Name\",DOS,"
	    "CPT Code,Units,Modifier 1,Modifier 2,Rendering Provider,"
	    "Claim Date\r\n"
	    "77,Nwosu,Chidi,03/04/2026 00:00,97110,2.00,gp,59,\"Roe, Jane\","
	    "2026-03-09\r\n"
	    "\r\n"
	    "78,Pell,Ann,2026-03-01,97140-GP-XU,1,,,,\r\n", NULL);

	assert_int_equal(c->charges.len, 2);
	assert_int_equal(c->refused, 0);
	/* By day. */
	const struct claim_line *b = &c->charges.at[0], *a = &c->charges.at[1];
	assert_int_equal(a->row, 2);
	assert_string_equal(a->patient.ptr, "Nwosu, Chidi");
	assert_string_equal(a->patient_id.ptr, "77");
	assert_string_equal(a->author.ptr, "Roe, Jane");
	assert_int_equal(a->date, date_of(2026, 3, 4));
	assert_int_equal(a->submitted, date_of(2026, 3, 9));
	assert_string_equal(a->service.code->code, "97110");
	assert_int_equal(a->service.units, 2);
	assert_int_equal(a->service.n_modifiers, 2);
	assert_true(str_eq(a->service.modifiers[0], STR("GP")));
	assert_true(str_eq(a->service.modifiers[1], STR("59")));
	assert_int_equal(b->row, 4);
	assert_int_equal(b->service.n_modifiers, 2);
	assert_true(str_eq(b->service.modifiers[1], STR("XU")));
	assert_int_equal(b->submitted, NO_DATE);
}

static void
map_goes_before_names(void **state)
{
	const struct claims *c = read_text(*state,
	    "Patient;Client;Visit;Billed\nwrong;Ann Pell;2026-03-01;97110\n",
	    "patient=Client, service-date = visit,code=BILLED");

	assert_string_equal(c->charges.at[0].patient.ptr, "Ann Pell");
	assert_int_equal(c->charges.at[0].service.units, NONE);
}

static void
rows_that_are_no_charges_are_told(void **state)
{
	struct kit *k = *state;
	const struct claims *c = read_text(k, "patient\tdos\tcpt\tunits\n"
	    "Ann Pell\t2026-02-30\t97110\t1\n"
	    "Ann Pell\t2026-03-01\tvisit\t1\n"
	    "Ann Pell\t2026-03-01\t97110\t1.5\n"
	    "\t2026-03-01\t97110\t1\n"
	    "Ann Pell\t2026-03-01\t97110\t1\n", NULL);
	static const char *const said[] = {
		":2: the date of service is no date",
		":3: the code is none; expected one such as 97110",
		":4: the units are no whole number from 0 to 9999",
		":5: there is no patient",
	};

	assert_int_equal(c->charges.len, 1);
	assert_int_equal(c->refused, 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(c->complaints.at[i].ptr +
		    strlen(k->path), said[i]);
}

static void
tables_that_cannot_be_joined_are_refused(void **state)
{
	fails(*state, "", NULL, E_INPUT,
	    ": the file is empty; expected a table of charges with a header");
	fails(*state, "patient,dos\n", NULL, E_INPUT,
	    ": no column is known as the code; name it with --claims-map");
	fails(*state, "patient,cpt\n", NULL, E_INPUT, ": no column is known as "
	    "the service-date; name it with --claims-map");
	fails(*state, "cpt,dos\n", NULL, E_INPUT,
	    ": no column is known as the patient; name it with --claims-map");
	fails(*state, "cpt,dos,patient\n", "code=Proc", E_CONFIG,
	    ": there is no column 'Proc', which --claims-map names");
	fails(*state, "cpt,dos,patient\n", "cod=cpt", E_CONFIG,
	    "--claims-map has 'cod=cpt'; expected MEANING=COLUMN, where "
	    "MEANING is patient, given-name, family-name, patient-id, "
	    "service-date, author, code, units, modifiers or submitted");
}

static void
names_are_the_same_in_any_order(void **state)
{
	(void)state;
	static const struct {
		const char *a;
		const char *b;
		bool same;
	} rows[] = {
		{"Nwosu, Chidi A.", "Chidi Nwosu", true},
		{"NWOSU CHIDI", "Chidi Nwosu", true},
		{"Alder, R.", "R. Alder", true},
		{"Jane Roe, PT, DPT", "Roe, Jane", true},
		{"Ann O'Neil-Smith", "O'Neil-Smith, Ann", true},
		{"Ann Pell", "Ann Bell", false},
		{"Ann Pell", "Pell", false},
		{"Ann Pell", "", false},
		{"", "", false},
		{"A. B.", "A. B.", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_int_equal(claims_same_name(str_of(rows[i].a),
		    str_of(rows[i].b)), rows[i].same);
}

#define HEADER "patient,mrn,dos,provider,cpt,units,mod\n"

/* The rows that are of a note, as "2 4". */
static void
joins(struct kit *k, const char *table, const struct facts *note,
    const char *rows)
{
	struct facts f = *note;
	char got[64] = "";
	size_t len = 0;
	const struct claims *c = read_text(k, table, NULL);

	claims_join(c, k->arena, &f);
	assert_ptr_equal(f.claims, c);
	for (size_t i = 0; i < f.charges.len; i++)
		len += (size_t)snprintf(got + len, sizeof(got) - len, "%s%zu",
		    i > 0 ? " " : "", c->charges.at[f.charges.at[i]].row);
	assert_string_equal(got, rows);
}

static struct facts
note(void)
{
	return (struct facts){.patient = STR("Ann Pell"),
	    .author = STR("Jane Roe"), .discipline = STR("PT"),
	    .date_of_service = date_of(2026, 3, 4)};
}

static void
patient_day_and_author_decide(void **state)
{
	struct facts f = note();

	joins(*state, HEADER
	    "\"Pell, Ann\",,2026-03-04,\"Roe, Jane\",97110,1,\n"
	    "\"Pell, Ann\",,2026-03-05,\"Roe, Jane\",97110,1,\n"
	    "\"Bell, Ann\",,2026-03-04,\"Roe, Jane\",97110,1,\n"
	    "\"Pell, Ann\",,2026-03-04,\"Doe, Max\",97110,1,\n"
	    "\"Pell, Ann\",,2026-03-04,,97140,1,\n", &f, "2 6");
}

static void
number_goes_before_name(void **state)
{
	struct facts f = note();

	f.patient_id = STR("lr-7");
	joins(*state, HEADER
	    "\"Pell, Annabel\",LR-7,2026-03-04,,97110,1,\n"
	    "\"Pell, Ann\",LR-8,2026-03-04,,97110,1,\n"
	    "\"Pell, Ann\",,2026-03-04,,97140,1,\n", &f, "2 4");
}

/* An assistant's note, billed under the therapist. */
static void
charges_of_one_other_provider_are_taken(void **state)
{
	struct facts f = note();

	joins(*state, HEADER
	    "Ann Pell,,2026-03-04,Max Doe,97110,1,GP\n"
	    "Ann Pell,,2026-03-04,Max Doe,97140,1,GP\n"
	    "Ann Pell,,2026-03-04,Ida May,97530,1,GO\n", &f, "2 3");
	joins(*state, HEADER
	    "Ann Pell,,2026-03-04,Max Doe,97110,1,GP\n"
	    "Ann Pell,,2026-03-04,Ida May,97140,1,GP\n", &f, "");
}

static void
charges_take_minutes_and_place_of_the_note(void **state)
{
	struct kit *k = *state;
	struct facts f = note();
	const struct claims *c = read_text(k, HEADER
	    "Ann Pell,,2026-03-04,,97110,3,GP\n"
	    "Ann Pell,,2026-03-04,,97140,1,GP\n", NULL);

	vec_push(k->arena, &f.services, (struct service){
	    .number = STR("97110"), .units = 2, .minutes = 25, .at = {10, 15}});
	claims_join(c, k->arena, &f);
	assert_int_equal(f.services.len, 2);
	assert_int_equal(f.services.at[0].units, 3);
	assert_int_equal(f.services.at[0].minutes, 25);
	assert_int_equal(f.services.at[0].at.start, 10);
	assert_int_equal(f.services.at[1].minutes, NONE);
	assert_int_equal(span_len(f.services.at[1].at), 0);
	assert_int_equal(f.noted.len, 1);
	assert_int_equal(f.noted.at[0].units, 2);
}

static void
note_without_charges_keeps_its_own(void **state)
{
	struct kit *k = *state;
	struct facts f = note();
	const struct claims *c = read_text(k, HEADER
	    "Ann Pell,,2026-03-09,,97110,3,GP\n", NULL);

	vec_push(k->arena, &f.services, (struct service){
	    .number = STR("97110"), .units = 2});
	claims_join(c, k->arena, &f);
	assert_int_equal(f.charges.len, 0);
	assert_int_equal(f.services.at[0].units, 2);
	assert_int_equal(f.noted.len, 0);
}

/* The findings claim/... of a note beside a table, a line each. */
static void
finds(struct kit *k, const struct payer *payer, const char *table,
    const char *billed, const char *expected)
{
	struct options options = {.threads = 1, .payer = payer,
	    .claims = read_text(k, table, NULL)};
	struct engine *engine;
	struct report *report;
	char got[1024] = "";
	size_t len = 0;
	struct str note = arena_printf(k->arena, "PT Daily Note\n"
	    "Patient: Ann Pell\nDate of service: 03/04/2026\n"
	    "Therapeutic exercise: SLR 3x10 2 lb\n%s\nJane Roe, PT\n", billed);

	assert_int_equal(engine_new(pack, prebuilt_open("patterns.tab", false),
	    &options, &engine, &k->err), OK);
	struct worker *worker = worker_new(engine);
	assert_non_null(worker);
	assert_int_equal(audit_bytes(worker, "note.txt", note, &report,
	    &k->err), OK);
	const struct findings *all = &report->results.at[0].findings;
	for (size_t i = 0; i < all->len; i++)
		if (str_starts(str_of(all->at[i].rule->id), STR("claim/")))
			len += (size_t)snprintf(got + len, sizeof(got) - len,
			    "%s: %.*s\n", all->at[i].rule->id,
			    STR_ARG(all->at[i].message));
	report_free(report);
	worker_free(worker);
	engine_free(engine);
	assert_string_equal(got, expected);
}

#define ROW "Ann Pell,,2026-03-04,Jane Roe,"

static void
contradictions_name_both_sides(void **state)
{
	finds(*state, NULL, HEADER ROW "97110,3,GP\n" ROW "97530,1,GP\n",
	    "97110 x 2 units GP, 25 min\n97140 x 1 unit GP, 10 min",
	    "claim/differs: The note bills 97110 x 2 GP, 97140 x 1 GP, no "
	    "97530; the claim has 97110 x 3 GP, no 97140, 97530 x 1 GP.\n");
	finds(*state, NULL, HEADER ROW "97110,2,GO KX\n",
	    "97110 x 2 units, 25 min", "");
}

static void
what_agrees_or_is_not_repeated_is_no_contradiction(void **state)
{
	finds(*state, NULL, HEADER ROW "97110,1,GP\n" ROW "97110,1,GP\n",
	    "97110 x 2 units, 25 min", "");
	finds(*state, NULL, HEADER ROW "97110,2,GP\n",
	    "Timed minutes 25", "");
}

static void
note_without_charge_is_told(void **state)
{
	finds(*state, NULL, HEADER "Max Doe,,2026-03-04,Jane Roe,97110,2,GP\n",
	    "97110 x 2 units, 25 min", "claim/no-charge: The claims file has "
	    "no charge of this patient, day and author.\n");
}

#define DATED "patient,dos,cpt,units,submitted\n"

static void
windows_are_the_payers(void **state)
{
	struct payer payer = *pack_payer(pack, STR("medicare"));
	static const char table[] = DATED
	    "Ann Pell,2026-03-04,97110,2,2026-03-10\n"
	    "Ann Pell,2026-03-04,97110,2,2026-06-02\n";
	static const char billed[] = "97110 x 2 units, 25 min";

	/* No profile that is shipped has a window, and what was sent again is
	 * billed once. */
	finds(*state, &payer, table, billed, "");
	payer.filing_days = 90;
	payer.resubmission_days = 85;
	finds(*state, &payer, table, billed, "claim/resubmitted: 97110 was "
	    "submitted again after 84 days; the payer wants 85 days "
	    "between.\n");
	payer.filing_days = 89;
	payer.resubmission_days = 84;
	finds(*state, &payer, table, billed, "claim/late: The claim was "
	    "submitted on 2026-06-02, 90 days after the service; the payer "
	    "takes claims for 89 days.\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(usual_headers_are_known),
		TEST(map_goes_before_names),
		TEST(rows_that_are_no_charges_are_told),
		TEST(tables_that_cannot_be_joined_are_refused),
		TEST(names_are_the_same_in_any_order),
		TEST(patient_day_and_author_decide),
		TEST(number_goes_before_name),
		TEST(charges_of_one_other_provider_are_taken),
		TEST(charges_take_minutes_and_place_of_the_note),
		TEST(note_without_charges_keeps_its_own),
		TEST(contradictions_name_both_sides),
		TEST(what_agrees_or_is_not_repeated_is_no_contradiction),
		TEST(note_without_charge_is_told),
		TEST(windows_are_the_payers),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
