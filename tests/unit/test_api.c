/* SPDX-License-Identifier: Apache-2.0 */
/* The public library, with a pack of its own, and without memory. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "rehablint.h"
#include "../alloc_fail.h"

static const char PACK[] =
    "kind: concepts\n"
    "name: small\n"
    "concepts:\n"
    "  - id: small/therapy\n"
    "    fact: therapy\n"
    "    terms: [physical therapy]\n"
    "  - id: small/pain\n"
    "    patterns: ['\\bpain\\s+(?<value>\\d+)/10']\n"
    "  - id: small/site\n"
    "    terms: [hip, knee]\n";

static const char RULES[] =
    "kind: rules\n"
    "name: small\n"
    "rules:\n"
    "  - id: small/pain-site\n"
    "    level: warning\n"
    "    scope: note\n"
    "    title: Pain without a site\n"
    "    message: Pain is rated and no site is named.\n"
    "    why: A rating says little without its place.\n"
    "    fix: Name the site.\n"
    "    source: own criteria\n"
    "    authority: industry\n"
    "    confidence: recalled\n"
    "    points: 7\n"
    "    when: small/pain\n"
    "    require: [small/site]\n";

static const char TYPES[] =
    "kind: note-types\n"
    "name: small\n"
    "note-types: [{id: daily, required: []}]\n";

static const char PAYERS[] =
    "kind: payers\n"
    "name: small\n"
    "payers: [{id: medicare, title: Medicare, counting: total-time}]\n";

static const char COLUMNS[] =
    "kind: columns\n"
    "name: small\n"
    "columns: [{means: note, names: [note]}]\n";

static const char BAD[] = "Physical therapy\nPain 3/10 today.\n";
static const char GOOD[] = "Physical therapy\nKnee pain 3/10 today.\n";

/* A table of both. */
static const char TABLE[] = "id,note\n1,\"Physical therapy\nPain 3/10 "
    "today.\"\n2,\"Physical therapy\nKnee pain 3/10 today.\"\n";

/* The bad one, compressed by gzip. */
static const char PACKED[] = "\x1F\x8B\x08\0\0\0\0\0\x02\xFF\x0B\xC8\xA8"
    "\x2C\xCE\x4C\x4E\xCC\x51\x28\xC9\x48\x2D\x4A\x2C\xA8\xE4\x0A\x48"
    "\xCC\xCC\x53\x30\xD6\x37\x34\x50\x28\xC9\x4F\x49\xAC\xD4\xE3\x02"
    "\0\x03\x02\x7F\xFB\x22\0\0";

static char folder[64];

static void
write_file(const char *name, const char *text)
{
	char path[128];
	FILE *out;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	out = fopen(path, "w");
	assert_non_null(out);
	fputs(text, out);
	assert_int_equal(0, fclose(out));
}

static int
set_up(void **state)
{
	(void)state;
	strcpy(folder, "test-api-XXXXXX");
	if (mkdtemp(folder) == NULL)
		return -1;
	write_file("concepts.yaml", PACK);
	write_file("rules.yaml", RULES);
	write_file("types.yaml", TYPES);
	write_file("payers.yaml", PAYERS);
	write_file("columns.yaml", COLUMNS);
	return 0;
}

static int
tear_down(void **state)
{
	static const char *const names[] = {"concepts.yaml", "rules.yaml",
	    "types.yaml", "payers.yaml", "columns.yaml", "broken.yaml"};
	char path[128];

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	return rmdir(folder);
}

static struct rl_auditor *
make_auditor(void)
{
	struct rl_auditor *auditor = NULL;
	struct rl_error error;

	assert_int_equal(RL_OK, rl_auditor_new(folder, NULL, &auditor,
	    &error));
	return auditor;
}

static void
a_rule_of_a_pack_finds_what_it_says(void **state)
{
	struct rl_auditor *auditor = make_auditor();
	struct rl_audit *audit;
	size_t line, column;

	(void)state;
	assert_int_equal(RL_OK, rl_audit_text(auditor, "n.txt", BAD,
	    strlen(BAD), &audit, NULL));
	assert_int_equal(1, rl_audit_notes(audit));
	assert_int_equal(1, rl_audit_findings(audit, 0));
	const struct rl_finding *f = rl_audit_finding(audit, 0, 0);
	assert_string_equal("small/pain-site", rl_finding_rule(f));
	assert_int_equal(RL_WARNING, rl_finding_level(f));
	assert_string_equal("Pain is rated and no site is named.",
	    rl_finding_message(f));
	assert_string_equal("Name the site.", rl_finding_fix(f));
	rl_finding_position(f, &line, &column);
	assert_int_equal(2, line);
	assert_int_equal(1, column);
	assert_int_equal(7, rl_audit_score(audit, 0));
	assert_non_null(strstr(rl_audit_json(audit, 0),
	    "\"rule\":\"small/pain-site\""));
	assert_ptr_equal(rl_audit_json(audit, 0), rl_audit_json(audit, 0));
	rl_audit_free(audit);
	rl_auditor_free(auditor);
}

static void
a_mended_note_is_clean(void **state)
{
	struct rl_auditor *auditor = make_auditor();
	struct rl_audit *audit;

	(void)state;
	assert_int_equal(RL_OK, rl_audit_text(auditor, "n.txt", GOOD,
	    strlen(GOOD), &audit, NULL));
	assert_int_equal(0, rl_audit_findings(audit, 0));
	assert_int_equal(0, rl_audit_score(audit, 0));
	rl_audit_free(audit);
	rl_auditor_free(auditor);
}

static void
a_broken_pack_is_named_with_its_place(void **state)
{
	struct rl_auditor *auditor = NULL;
	struct rl_error error;
	char expected[256];

	(void)state;
	write_file("broken.yaml", "kind: concepts\nname: b\nconcepts:\n"
	    "  - id: b/c\n    patterns: ['(']\n");
	assert_int_equal(RL_ERROR_CONFIG, rl_auditor_new(folder, NULL,
	    &auditor, &error));
	assert_null(auditor);
	snprintf(expected, sizeof(expected), "%s/broken.yaml:5:16: pattern of "
	    "b/c: missing closing parenthesis (at byte 1)", folder);
	assert_string_equal(expected, error.text);
	write_file("broken.yaml", "kind: macros\nname: b\ndefine: {}\n");
}

static void
an_unknown_payer_is_refused(void **state)
{
	struct rl_options options = {.payer = "nobody"};
	struct rl_auditor *auditor = NULL;
	struct rl_error error;

	(void)state;
	assert_int_equal(RL_ERROR_CONFIG, rl_auditor_new(folder, &options,
	    &auditor, &error));
	assert_string_equal("unknown payer 'nobody'", error.text);
}

static void
a_key_changes_fingerprints(void **state)
{
	struct rl_options options = {.fingerprint_key = "clinic"};
	struct rl_auditor *plain = make_auditor(), *keyed = NULL;
	struct rl_audit *a, *b;

	(void)state;
	assert_int_equal(RL_OK, rl_auditor_new(folder, &options, &keyed,
	    NULL));
	assert_int_equal(RL_OK, rl_audit_text(plain, "n", BAD, strlen(BAD),
	    &a, NULL));
	assert_int_equal(RL_OK, rl_audit_text(keyed, "n", BAD, strlen(BAD),
	    &b, NULL));
	assert_string_not_equal(rl_audit_json(a, 0), rl_audit_json(b, 0));
	rl_audit_free(a);
	rl_audit_free(b);
	rl_auditor_free(plain);
	rl_auditor_free(keyed);
}

static void
making_an_auditor_survives_every_failing_allocation(void **state)
{
	size_t nth = 0;
	bool failed;

	(void)state;
	do {
		struct rl_auditor *auditor = NULL;
		alloc_fail_at(++nth);
		enum rl_status status = rl_auditor_new(folder, NULL, &auditor,
		    NULL);
		failed = alloc_fail_stop();
		assert_int_equal(status == RL_OK, auditor != NULL);
		if (!failed)
			assert_int_equal(RL_OK, status);
		rl_auditor_free(auditor);
	} while (failed);
	assert_true(nth > 10);
}

static void
survive(const char *bytes, size_t len)
{
	struct rl_auditor *auditor = make_auditor();
	size_t nth = 0;
	bool failed;

	do {
		struct rl_audit *audit = NULL;
		alloc_fail_at(++nth);
		enum rl_status status = rl_audit_text(auditor, "n", bytes,
		    len, &audit, NULL);
		failed = alloc_fail_stop();
		assert_int_equal(status, failed ? RL_ERROR_MEMORY : RL_OK);
		rl_audit_free(audit);
	} while (failed);
	assert_true(nth > 5);
	rl_auditor_free(auditor);
}

/* Two notes of a Bundle that share a patient. */
#define REPORT "{\"resource\":{\"resourceType\":\"DiagnosticReport\"," \
	"\"subject\":{\"reference\":\"Patient/p\"},\"conclusion\":\"x\"}}"
#define BUNDLE "{\"resourceType\":\"Bundle\",\"entry\":[" REPORT ",\n" REPORT \
	",{\"resource\":{\"resourceType\":\"Patient\",\"id\":\"p\"}}]}"

static void
auditing_survives_every_failing_allocation(void **state)
{
	(void)state;
	survive(BAD, strlen(BAD));
	survive(TABLE, strlen(TABLE));
	survive(PACKED, sizeof(PACKED));
	survive(BUNDLE, strlen(BUNDLE));
}

static void
all_documents_of_a_file_are_audited(void **state)
{
	struct rl_auditor *auditor = make_auditor();
	struct rl_audit *audit;
	size_t line, column;

	(void)state;
	assert_int_equal(RL_OK, rl_audit_text(auditor, "n.csv", TABLE,
	    strlen(TABLE), &audit, NULL));
	assert_int_equal(2, rl_audit_notes(audit));
	assert_int_equal(1, rl_audit_findings(audit, 0));
	assert_int_equal(0, rl_audit_findings(audit, 1));
	rl_finding_position(rl_audit_finding(audit, 0, 0), &line, &column);
	assert_int_equal(3, line);
	assert_non_null(strstr(rl_audit_json(audit, 1), "\"row\":3"));
	rl_audit_free(audit);
	assert_int_equal(RL_OK, rl_audit_text(auditor, "n.gz", PACKED,
	    sizeof(PACKED), &audit, NULL));
	assert_int_equal(1, rl_audit_notes(audit));
	assert_int_equal(1, rl_audit_findings(audit, 0));
	rl_audit_free(audit);
	rl_auditor_free(auditor);
}

static void
a_caseload_takes_notes_and_then_audits(void **state)
{
	struct rl_auditor *auditor = make_auditor();
	struct rl_caseload *caseload = NULL;
	struct rl_audit *audit;
	struct rl_error error;

	(void)state;
	assert_int_equal(RL_OK, rl_caseload_new(auditor, &caseload, NULL));
	assert_int_equal(RL_OK, rl_caseload_take(caseload, "a.csv", TABLE,
	    strlen(TABLE), NULL));
	assert_int_equal(RL_OK, rl_caseload_audit(caseload, "n.txt", BAD,
	    strlen(BAD), &audit, NULL));
	assert_int_equal(1, rl_audit_notes(audit));
	assert_int_equal(1, rl_audit_findings(audit, 0));
	assert_non_null(strstr(rl_audit_json(audit, 0), "small/pain-site"));
	rl_audit_free(audit);
	assert_int_equal(RL_ERROR_CONFIG, rl_caseload_take(caseload, "b",
	    GOOD, strlen(GOOD), &error));
	assert_string_equal("notes are taken before the first is audited; "
	    "audit this one, too", error.text);
	rl_caseload_free(caseload);
	rl_caseload_free(NULL);
	rl_auditor_free(auditor);
}

/* Take and audit; the status of the first failure. */
static enum rl_status
compare_two(const struct rl_auditor *auditor)
{
	struct rl_caseload *caseload = NULL;
	struct rl_audit *audit = NULL;
	enum rl_status status = rl_caseload_new(auditor, &caseload, NULL);

	if (status == RL_OK)
		status = rl_caseload_take(caseload, "a", TABLE,
		    strlen(TABLE), NULL);
	if (status == RL_OK)
		status = rl_caseload_audit(caseload, "b", BAD, strlen(BAD),
		    &audit, NULL);
	rl_audit_free(audit);
	rl_caseload_free(caseload);
	return status;
}

static void
a_caseload_survives_every_failing_allocation(void **state)
{
	struct rl_auditor *auditor = make_auditor();
	size_t nth = 0;
	bool failed;

	(void)state;
	do {
		alloc_fail_at(++nth);
		enum rl_status status = compare_two(auditor);
		failed = alloc_fail_stop();
		assert_int_equal(status, failed ? RL_ERROR_MEMORY : RL_OK);
	} while (failed);
	assert_true(nth > 10);
	rl_auditor_free(auditor);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_of_a_pack_finds_what_it_says),
		cmocka_unit_test(a_mended_note_is_clean),
		cmocka_unit_test(all_documents_of_a_file_are_audited),
		cmocka_unit_test(a_broken_pack_is_named_with_its_place),
		cmocka_unit_test(an_unknown_payer_is_refused),
		cmocka_unit_test(a_key_changes_fingerprints),
		cmocka_unit_test(
		    making_an_auditor_survives_every_failing_allocation),
		cmocka_unit_test(auditing_survives_every_failing_allocation),
		cmocka_unit_test(a_caseload_takes_notes_and_then_audits),
		cmocka_unit_test(a_caseload_survives_every_failing_allocation),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
