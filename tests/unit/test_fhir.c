/* SPDX-License-Identifier: Apache-2.0 */
/* Notes in FHIR resources. */
#include "reading.h"

#include "ingest/fhir.h"

#define RESOURCE(type, members) "{\"resourceType\":\"" type "\"," members "}"
#define TEXT_B64 "\"data\":\"UzogIHNvcmU=\""	/* "S:  sore" */
#define ATTACHED(members) "\"content\":[{\"attachment\":{" members "}}]"
#define LOINC(code) "{\"coding\":[{\"system\":\"http://loinc.org\"," \
	"\"code\":\"" code "\",\"display\":\"A note\"}]}"
#define NOTE(members) RESOURCE("DocumentReference", members "," \
	ATTACHED(TEXT_B64))
#define BUNDLE(entries) RESOURCE("Bundle", "\"entry\":[" entries "]")
#define ENTRY(resource) "{\"resource\":" resource "}"

static void
attachments_are_read_by_what_they_are(void **state)
{
	const struct document *d = read_z(RESOURCE("DocumentReference",
	    ATTACHED("\"contentType\":\"application/pdf\"," TEXT_B64)));

	(void)state;
	assert_text(d, "S:  sore");
	assert_string_equal(d->loci.at[0].xpath, "/content/0/attachment");
	/* Of several the plainest. */
	assert_text(read_z(RESOURCE("DocumentReference", "\"content\":["
	    "{\"attachment\":{\"contentType\":\"application/pdf\","
	    "\"data\":\"JVBERi0=\"}},{\"attachment\":{\"contentType\":"
	    "\"text/html\",\"data\":\"PHA+YTwvcD48cD5iPC9wPg==\"}}]")),
	    "a\nb");
	assert_text(read_z(RESOURCE("DiagnosticReport", "\"presentedForm\":"
	    "[{\"data\":\"e1xydGYxIGFccGFyIGJ9\"}]")), "a\nb");
}

static void
a_clinical_document_may_be_attached(void **state)
{
	/* <section><title>T</title><text>x</text></section> */
	const struct document *d = read_z(RESOURCE("DocumentReference",
	    "\"date\":\"2026-03-04\"," ATTACHED("\"data\":\"PHNlY3Rpb24+PHRpdG"
	    "xlPlQ8L3RpdGxlPjx0ZXh0Png8L3RleHQ+PC9zZWN0aW9uPg==\"")));

	(void)state;
	assert_text(d, "T\nx");
	assert_int_equal(d->sections.len, 1);
	assert_string_equal(d->loci.at[0].xpath, "/section/title[1]");
	assert_str(stated(d, "service-date", 0), "2026-03-04");
}

static void
reports_may_have_no_more_than_a_conclusion(void **state)
{
	const struct document *d = read_z(RESOURCE("DiagnosticReport",
	    "\"conclusion\":\"Sore.\\nSLR 3x10\""));

	(void)state;
	assert_text(d, "Sore.\nSLR 3x10");
	assert_string_equal(d->loci.at[0].xpath, "/conclusion");
	assert_text(read_z(RESOURCE("DiagnosticReport", "\"text\":{\"div\":"
	    "\"<div><p>a</p>b</div>\"}")), "a\nb");
	assert_text(read_z(RESOURCE("DiagnosticReport", "\"text\":{\"div\":"
	    "\"<div><pre>a\\r\\nb</pre></div>\"}")), "a\nb");
}

static void
utf_16_and_marks_are_read(void **state)
{
	static const char text[] = RESOURCE("DiagnosticReport",
	    "\"conclusion\":\"Sore.\"");
	char wide[2 * sizeof(text)] = {'\xFE', '\xFF'};

	(void)state;
	for (size_t i = 0; i < sizeof(text) - 1; i++)
		wide[2 * i + 3] = text[i];
	assert_text(read_str((struct str){wide, 2 * sizeof(text)}), "Sore.");
	assert_text(read_str((struct str){wide + 2, 2 * sizeof(text) - 2}),
	    "Sore.");
	assert_text(read_z("\xEF\xBB\xBF" RESOURCE("DiagnosticReport",
	    "\"conclusion\":\"Sore.\"")), "Sore.");
}

/* The identifier that is good everywhere before that of the server. */
static void
notes_are_known_by_their_identifier(void **state)
{
	(void)state;
	assert_str(stated(read_z(RESOURCE("DiagnosticReport",
	    "\"conclusion\":\"x\",\"id\":\"s1\"")), "note-id", 0), "s1");
	assert_str(stated(read_z(RESOURCE("DiagnosticReport",
	    "\"conclusion\":\"x\",\"id\":\"s1\",\"identifier\":[{\"value\":"
	    "\"N-7\"}]")), "note-id", 0), "N-7");
	assert_str(stated(read_z(RESOURCE("DocumentReference",
	    "\"text\":{\"div\":\"<div>x</div>\"},\"identifier\":[{\"value\":"
	    "\"N-7\"}],\"masterIdentifier\":{\"value\":\"M-1\"}")),
	    "note-id", 0), "M-1");
}

#define SECTION(title, code, div, more) "{\"title\":\"" title "\",\"code\":" \
	LOINC(code) ",\"text\":{\"div\":\"<div>" div "</div>\"}" more "}"

static void
compositions_have_sections(void **state)
{
	const struct document *d = read_z(RESOURCE("Composition",
	    "\"section\":["
	    SECTION("S", "61150-9", "<p>Sore.</p>", ",\"section\":["
	    SECTION("Pain", "1-1", "3/10", "") "]") ","
	    SECTION("Plan", "18776-5", "<ul><li>a</li><li>b &amp; c</li></ul>",
	    "") "]"));

	(void)state;
	assert_text(d, "S\nSore.\n\nPain\n3/10\n\nPlan\na\nb & c");
	assert_int_equal(d->sections.len, 3);
	assert_string_equal(d->sections.at[0].kind, "loinc:61150-9");
	assert_str(str_slice(d->text, d->sections.at[1].title), "Pain");
	assert_string_equal(document_locus(d, 2)->xpath,
	    "/section/0/text/div");
	assert_string_equal(document_locus(d, 10)->xpath,
	    "/section/0/section/0/title");
}

#define PERSON(type, id, members) ENTRY(RESOURCE(type, "\"id\":\"" id "\"," \
	members))
#define REFERS(name, to) "\"" name "\":{\"reference\":\"" to "\"}"

static void
what_is_referred_to_is_stated(void **state)
{
	const struct document *d = read_z(BUNDLE(
	    PERSON("Patient", "p", "\"name\":[{\"family\":\"Lund\",\"given\":"
	    "[\"Ada\",\"R\"]}],\"birthDate\":\"1950-06-07\",\"identifier\":["
	    "{\"system\":\"http://hl7.org/fhir/sid/us-ssn\",\"value\":\"9\"},"
	    "{\"value\":\"M-7\"}]") ","
	    ENTRY(NOTE("\"type\":" LOINC("11508-9") ",\"docStatus\":\"final\","
	    REFERS("subject", "Patient/p") ",\"author\":[{\"reference\":"
	    "\"Device/d\",\"display\":\"EHR\"},{\"reference\":"
	    "\"http://x/PractitionerRole/r/_history/2\"}],"
	    REFERS("authenticator", "Practitioner/k")
	    ",\"context\":{\"encounter\":[{\"reference\":\"Encounter/e\"}]}"))
	    "," PERSON("PractitionerRole", "r", REFERS("practitioner",
	    "Practitioner/l") ",\"code\":[{\"coding\":[{\"system\":"
	    "\"http://nucc.org/provider-taxonomy\",\"code\":\"225200000X\"}]}]")
	    "," PERSON("Practitioner", "l", "\"name\":[{\"text\":\"Bo Ray\"}]")
	    "," PERSON("Practitioner", "k", "\"name\":[{\"family\":\"Kim\","
	    "\"given\":[\"Al\"],\"suffix\":[\"PT\",\"DPT\"]}]")
	    "," PERSON("Encounter", "e", "\"period\":{\"start\":"
	    "\"2026-03-04T09:05:00-05:00\",\"end\":"
	    "\"2026-03-04T09:50:00-05:00\"}")));

	(void)state;
	assert_text(d, "S:  sore");
	assert_str(stated(d, "patient", 0), "Ada R Lund");
	assert_str(stated(d, "patient-id", 0), "M-7");
	assert_str(stated(d, "birth-date", 0), "1950-06-07");
	assert_str(stated(d, "note-type", 0), "loinc:11508-9");
	assert_str(stated(d, "note-type", 1), "A note");
	assert_str(stated(d, "service-date", 0), "2026-03-04");
	assert_str(stated(d, "time-in", 0), "09:05");
	assert_str(stated(d, "time-out", 0), "09:50");
	assert_str(stated(d, "signature", 0), "Al Kim");
	assert_str(stated(d, "credential", 0), "PT");
	assert_str(stated(d, "credential", 1), "DPT");
	assert_str(stated(d, "author", 0), "Bo Ray");
	assert_str(stated(d, "author", 1), "");
	assert_str(stated(d, "credential", 2), "nucc:225200000X");
}

/* What is not there is named where it is referred to. */
static void
names_stand_in_for_resources(void **state)
{
	const struct document *d = read_z(NOTE("\"subject\":{\"display\":"
	    "\"Ada Lund\"},\"author\":[{\"display\":\"Al Kim, PT\"}],"
	    "\"date\":\"2026-03-04T12:00:00Z\""));

	(void)state;
	assert_str(stated(d, "patient", 0), "Ada Lund");
	assert_str(stated(d, "author", 0), "Al Kim");
	assert_str(stated(d, "credential", 0), "PT");
	assert_str(stated(d, "service-date", 0), "2026-03-04");
	assert_str(stated(d, "time-in", 0), "");
	assert_str(stated(d, "signature", 0), "");
	d = read_z(NOTE(REFERS("subject", "#p") ",\"contained\":[{"
	    "\"resourceType\":\"Patient\",\"id\":\"p\",\"name\":"
	    "{\"text\":\"Bo Ray\"}}]"));
	assert_str(stated(d, "patient", 0), "Bo Ray");
}

static void
who_wrote_and_attested_comes_first(void **state)
{
	const struct document *d = read_z(RESOURCE("Composition",
	    "\"conclusion\":\"\",\"author\":[{\"display\":\"Bo Ray, PTA\"}],"
	    "\"attester\":[{\"mode\":\"legal\",\"party\":{\"display\":"
	    "\"Al Kim, PT\"}},{\"mode\":\"professional\",\"time\":"
	    "\"2026-03-05\",\"party\":{\"display\":\"Bo Ray, PTA\"}}],"
	    "\"text\":{\"div\":\"<div>x</div>\"}"));

	(void)state;
	assert_str(stated(d, "signature", 0), "Bo Ray");
	assert_str(stated(d, "signature", 1), "Al Kim");
	assert_str(stated(d, "signed-on", 0), "2026-03-05");
	d = read_z(NOTE("\"docStatus\":\"preliminary\",\"authenticator\":"
	    "{\"display\":\"Al Kim, PT\"}"));
	assert_str(stated(d, "signature", 0), "");
}

#define CPT(code) "{\"coding\":[{" \
	"\"system\":\"http://www.ama-assn.org/go/cpt\"" \
	",\"code\":\"" code "\"}]}"

static void
charges_are_of_the_day(void **state)
{
	const struct document *d = read_z(BUNDLE(ENTRY(NOTE(
	    "\"date\":\"2026-03-04\"")) ","
	    ENTRY(RESOURCE("ChargeItem", "\"code\":" CPT("97110")
	    ",\"quantity\":{\"value\":2},\"occurrencePeriod\":{\"start\":"
	    "\"2026-03-04T09:00:00Z\",\"end\":\"2026-03-04T09:30:00Z\"}")) ","
	    ENTRY(RESOURCE("ChargeItem", "\"code\":" CPT("97161")
	    ",\"occurrenceDateTime\":\"2026-01-04\"")) ","
	    ENTRY(RESOURCE("ChargeItem", "\"status\":\"cancelled\",\"code\":"
	    CPT("97140"))) ","
	    ENTRY(RESOURCE("Claim", "\"item\":[{\"productOrService\":"
	    CPT("97530") "}]"))));

	(void)state;
	assert_int_equal(d->charges.len, 1);
	assert_str(d->charges.at[0].code, "97110");
	assert_int_equal(d->charges.at[0].units, 2);
	assert_int_equal(d->charges.at[0].minutes, 30);
	d = read_z(BUNDLE(ENTRY(NOTE("\"date\":\"2026-03-04\"")) ","
	    ENTRY(RESOURCE("Claim", "\"insurer\":{\"display\":\"Plan A\"},"
	    "\"item\":[{\"productOrService\":" CPT("97110") ",\"modifier\":[{"
	    "\"coding\":[{\"code\":\"GP\"}]},{\"coding\":[{\"code\":\"KX\"}]}],"
	    "\"quantity\":{\"value\":3},\"servicedDate\":\"2026-03-04\"},"
	    "{\"productOrService\":" CPT("97140") ",\"servicedDate\":"
	    "\"2026-03-06\"}]"))));
	assert_int_equal(d->charges.len, 1);
	assert_int_equal(d->charges.at[0].units, 3);
	assert_int_equal(d->charges.at[0].n_modifiers, 2);
	assert_str(d->charges.at[0].modifiers[1], "KX");
	assert_str(stated(d, "payer", 0), "Plan A");
}

static void
what_cannot_be_read_is_refused(void **state)
{
	(void)state;
	assert_unreadable(read_z(RESOURCE("DocumentReference", ATTACHED(
	    "\"url\":\"https://x/Binary/1\""))), "input/unreadable",
	    "is a FHIR resource whose text lies elsewhere, and nothing is "
	    "fetched; export it with its attachments, or in a Bundle with its "
	    "Binary");
	assert_unreadable(read_z(RESOURCE("Composition", "\"section\":[]")),
	    "input/empty", "is a FHIR resource without text");
	assert_unreadable(read_z(RESOURCE("Patient", "\"id\":\"1\"")),
	    "input/unreadable", "is FHIR without a note: none of its "
	    "resources is a DocumentReference, DiagnosticReport or "
	    "Composition");
	assert_unreadable(read_z(RESOURCE("DocumentReference", ATTACHED(
	    "\"data\":\"iVBORw0KGgo=\""))), "input/unreadable", "is a FHIR "
	    "resource whose attachment looks like a PNG image, which is not "
	    "read as a note");
	assert_unreadable(read_z("{\"resourceType\":\"Bundle\",\"entry\":[}"),
	    "input/unreadable", "is JSON that cannot be read: its syntax is "
	    "broken, at 1:35");
	const struct document *d = read_z(RESOURCE("DocumentReference",
	    ATTACHED("\"data\":\"UzogIHNvcmU=!\"")));
	assert_text(d, "S:  sore");
	assert_only_trouble(d, "input/encoding", "the attachment is not whole "
	    "as base64");
	/* Bytes that are FHIR again: {"resourceType":"X"} */
	assert_unreadable(read_z(RESOURCE("DocumentReference", ATTACHED(
	    "\"data\":\"eyJyZXNvdXJjZVR5cGUiOiJYIn0=\""))),
	    "input/unreadable", "is a FHIR resource whose attachment is FHIR "
	    "again");
}

/* The path of a value, of any form that resources have it in. */
static void
paths_pass_through_arrays(void **state)
{
	const json_t *root, *found[4];
	struct str why;

	(void)state;
	assert_false(ARENA_FAILED(arena));
	assert_int_equal(json_parse(arena, STR("{\"a\":[{\"b\":\"x\"},{\"b\":"
	    "[\"y\",\"z\"]},{\"c\":1}]}"), 1, &root, &why), JSON_READ);
	assert_int_equal(json_all(root, "a.b", found, 4), 3);
	assert_str(json_text(found[2]), "z");
	assert_int_equal(json_all(root, "a.b", found, 2), 2);
	assert_str(json_text_at(root, "a.b"), "x");
	assert_str(json_text_at(root, "a.c"), "");
	assert_null(json_at(root, "a.b.d"));
	assert_null(json_at(root, "d"));
	assert_null(json_at(NULL, "d"));
	arena_disarm(arena);
}

/* A text of `n` times `piece` behind `head`. */
static struct str
repeated(const char *head, const char *piece, size_t n)
{
	size_t before = strlen(head), each = strlen(piece);
	char *text = arena_alloc(arena, before + n * each);

	memcpy(text, head, before);
	for (size_t i = 0; i < n; i++)
		memcpy(text + before + i * each, piece, each);
	return (struct str){text, before + n * each};
}

static void
limits_are_kept(void **state)
{
	const json_t *root;
	struct str why;

	(void)state;
	assert_false(ARENA_FAILED(arena));
	assert_int_equal(json_parse(arena, repeated("", "[",
	    LIMIT_JSON_DEPTH + 1), 1, &root, &why), JSON_LARGE);
	assert_str(why, "nests its values too deep");
	assert_int_equal(json_parse(arena, repeated("", "{\"a\":", 100000), 1,
	    &root, &why), JSON_LARGE);
	assert_int_equal(json_parse(arena, repeated("[0", ",0",
	    LIMIT_JSON_VALUES), 1, &root, &why), JSON_LARGE);
	assert_str(why, "has too many values");
	assert_int_equal(json_parse(arena, STR("{\"a\":"), 7, &root, &why),
	    JSON_OPEN);
	assert_str(why, "its values are not closed, at 7:5");
	assert_int_equal(json_parse(arena, STR("{\"a\":\"\xFF\"}"), 1, &root,
	    &why), JSON_BAD);
	assert_str(why, "bytes that are no UTF-8 stand in it; export it as "
	    "UTF-8, at 1:6");
	/* Sections inside sections. */
	struct str deep = repeated("{\"resourceType\":\"Composition\",\"text\":"
	    "{\"div\":\"<div>x</div>\"},\"section\":[", "{\"title\":\"t\","
	    "\"section\":[", LIMIT_FHIR_SECTIONS + 1);
	struct str ends = repeated("", "]}", LIMIT_FHIR_SECTIONS + 2);
	struct str all = arena_printf(arena, "%.*s%.*s", STR_ARG(deep),
	    STR_ARG(ends));
	arena_disarm(arena);
	const struct document *d = read_str(all);
	assert_int_equal(d->sections.len, LIMIT_FHIR_SECTIONS);
	assert_only_trouble(d, "input/limit", "sections nest too deep, and "
	    "those inside were not read");
}

/* Wherever memory ends, nothing is left behind. */
static void
memory_may_end_anywhere(void **state)
{
	static const char document[] = BUNDLE(ENTRY(NOTE(
	    REFERS("subject", "Patient/p"))) ","
	    PERSON("Patient", "p", "\"name\":[{\"text\":\"Ada Lund\"}]"));
	enum status status = E_MEMORY;

	(void)state;
	for (size_t room = 0; status == E_MEMORY; room += 1000) {
		struct arena *a = arena_new(room);
		struct document *d;
		struct err err;
		assert_non_null(a);
		status = ingest_bytes(a, "doc", str_of(document), &d, &err);
		arena_free(a);
	}
	assert_int_equal(status, OK);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(attachments_are_read_by_what_they_are),
		TEST(a_clinical_document_may_be_attached),
		TEST(reports_may_have_no_more_than_a_conclusion),
		TEST(utf_16_and_marks_are_read),
		TEST(notes_are_known_by_their_identifier),
		TEST(compositions_have_sections),
		TEST(what_is_referred_to_is_stated),
		TEST(names_stand_in_for_resources),
		TEST(who_wrote_and_attested_comes_first),
		TEST(charges_are_of_the_day),
		TEST(what_cannot_be_read_is_refused),
		TEST(paths_pass_through_arrays),
		TEST(limits_are_kept),
		TEST(memory_may_end_anywhere),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
