/* SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "report/redact.h"
#include "report/report.h"
#include "report/screen.h"

/* Rules and formats use no word of this note, so that whatever of it turns up
 * in a redacted report was leaked. */
#define NOTE_TEXT \
	"Northfield Physiotherapy\n" \
	"Pt: Quillfeather, Zebulon\tDOB 02/19/1961\n" \
	"DOS 03/04/2026  in 14:05\n" \
	"Subj: R\xC3\xA9""aumur grumbled about stairs.\n" \
	"\tWobbleboard balancing 3x10 green band; next visit lunges\n" \
	"97110 x 4, 38 min tmd, nbr QX777\n" \
	"Signed Thorvald Bramblewood, MSPTX\n"

static char awkward_path[] = "ward 3/Quillfeather #1%.txt";

static struct rule_meta rules[] = {
	{.id = "bill/units", .level = LEVEL_ERROR, .title = "Too many billed",
	    .message = "{units} were billed for {exercise}",
	    .fix = "Bill fewer.",
	    .why = "It is refused.", .source = "Manual s. 1",
	    .authority = "cms-manual", .scope = "note", .index = 0},
	{.id = "elements/goal", .level = LEVEL_WARNING, .title = "No aim",
	    .message = "no aim is stated", .fix = "State one.", .index = 1},
	{.id = "input/empty", .level = LEVEL_ERROR, .title = "Empty",
	    .message = "the input is empty", .index = 2},
};
static const char *searched[] = {"assessment", "plan"};
static struct tier tiers[] = {{"low", 0}, {"review", 30}, {"high", 60}};
static struct note_type daily = {.id = "daily"};
static struct code te = {.code = "97110"};
static struct pack pack;

/* One hand-made file. */
struct fixture {
	struct arena *arena;
	struct document document;
	struct note note;
	struct facts facts;
	struct report report;
};

static struct span
find(struct str text, const char *what)
{
	const char *p = memmem(text.ptr, text.len, what, strlen(what));

	assert_non_null(p);
	size_t start = (size_t)(p - text.ptr);
	return (struct span){start, start + strlen(what)};
}

static struct str
view(struct fixture *x, const char *what)
{
	return str_slice(x->note.text, find(x->note.text, what));
}

static void
fill_facts(struct fixture *x)
{
	struct arena *a = x->arena;
	struct facts *f = &x->facts;
	struct str text = x->note.text;
	struct exercise e = {.name = view(x, "balancing"),
	    .at = find(text, "Wobbleboard balancing 3x10 green band"),
	    .assertion = AFFIRMED, .dosage = {.sets = 3, .reps = 10,
	    .hold_seconds = NONE, .minutes = NONE, .side = SIDE_LEFT,
	    .resistance = view(x, "green band"), .counted = true}};

	*f = (struct facts){.therapy = true, .type = &daily,
	    .discipline = STR("PT"),
	    .patient = view(x, "Quillfeather, Zebulon"),
	    .author = view(x, "Thorvald Bramblewood"),
	    .credential = view(x, "MSPTX"), .birth_date = date_of(1961, 2, 19),
	    .date_of_service = date_of(2026, 3, 4), .time_in = 14 * 60 + 5,
	    .time_out = NO_TIME, .timed_minutes = 38, .total_minutes = NONE,
	    .dosage = DOSAGE_ALL};
	vec_push(a, &f->exercises, e);
	e.assertion = PLANNED;
	vec_push(a, &f->exercises, e);
	vec_push(a, &f->services, (struct service){.code = &te,
	    .number = STR("97110"), .units = 4, .minutes = NONE,
	    .modifiers = {STR("GP")}, .n_modifiers = 1});
	vec_push(a, &f->services, (struct service){
	    .number = view(x, "QX777"), .units = NONE, .minutes = 5});
	f->present[EL_EXERCISE] = f->present[EL_DOSAGE] = true;
	vec_push(a, &f->evidence[EL_EXERCISE].at, e.at);
}

/* A note with two findings, one placed and one not. */
static void
build(struct fixture *x, const char *file, const char *text)
{
	x->arena = arena_new(LIMIT_NOTE_ARENA);
	struct arena *a = x->arena;
	assert_false(ARENA_FAILED(a));
	x->document = (struct document){.file = file, .encoding = "UTF-8",
	    .text = str_of(text)};
	document_index_lines(a, &x->document);
	x->note = (struct note){.document = &x->document,
	    .text = x->document.text};
	x->report = (struct report){.document = &x->document};
}

static void
add_finding(struct fixture *x, struct result *r, struct rule_meta *rule,
    const char *evidence, const char *message)
{
	struct finding f = {.rule = rule, .level = rule->level,
	    .message = str_of(message), .placed = evidence != NULL,
	    .fingerprint = 0xABC + rule->index};

	if (evidence != NULL)
		f.at = find(x->note.text, evidence);
	vec_push(x->arena, &r->findings, f);
}

static int
set_up(void **state)
{
	struct fixture *x = calloc(1, sizeof(*x));

	build(x, awkward_path, NOTE_TEXT);
	fill_facts(x);
	struct result r = {.note = &x->note, .facts = &x->facts,
	    .risk = {.score = 37, .tier = "review"}};
	add_finding(x, &r, &rules[0], "97110 x 4",
	    "4 units were billed for balancing");
	vec_push(x->arena, &r.findings.at[0].more,
	    find(x->note.text, "38 min"));
	add_finding(x, &r, &rules[1], NULL, "no aim is stated");
	vec_push(x->arena, &r.risk.points, (struct points){"bill/units", 40});
	vec_push(x->arena, &r.risk.points, (struct points){"cap", -3});
	vec_push(x->arena, &x->report.results, r);
	*state = x;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *x = *state;

	arena_free(x->arena);
	free(x);
	return 0;
}

static int
set_up_pack(void **state)
{
	(void)state;
	rules[1].searched.at = searched;
	rules[1].searched.len = 2;
	pack.rules.at = rules;
	pack.rules.len = sizeof(rules) / sizeof(rules[0]);
	pack.tiers.at = tiers;
	pack.tiers.len = sizeof(tiers) / sizeof(tiers[0]);
	return 0;
}

static struct writing
plain(void)
{
	return (struct writing){.pack = &pack, .version = "1.2",
	    .level = LEVEL_WARNING, .width = 80};
}

/* What a format makes of `n` reports; to be freed. */
static char *
write_all(const char *format, struct writing how,
    const struct report *const *reports, size_t n)
{
	char *text = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&text, &len);
	struct writer *w = NULL;
	struct err err = {0};

	assert_int_equal(writer_begin(format, to, &how, &w, &err), OK);
	for (size_t i = 0; i < n; i++)
		assert_int_equal(writer_file(w, reports[i], &err), OK);
	assert_int_equal(writer_end(w, NULL, &err), OK);
	writer_free(w);
	fclose(to);
	return text;
}

static char *
write_one(const char *format, struct writing how, const struct fixture *x)
{
	const struct report *r = &x->report;

	return write_all(format, how, &r, 1);
}

static json_t *
read_json(const char *text)
{
	json_error_t error;
	json_t *value = json_loads(text, JSON_REJECT_DUPLICATES, &error);

	if (value == NULL)
		fail_msg("%s at %d: %s", error.text, error.position, text);
	return value;
}

/* The value at a path like "findings|0|rule", as JSON text. */
static void
assert_at(const json_t *value, const char *path, const char *expected)
{
	char copy[128];
	char *rest = copy;

	snprintf(copy, sizeof(copy), "%s", path);
	for (char *key; (key = strsep(&rest, "|")) != NULL;)
		value = json_is_array(value) ?
		    json_array_get(value, (size_t)atoi(key)) :
		    json_object_get(value, key);
	if (value == NULL)
		fail_msg("nothing at %s", path);
	char *text = json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY);
	if (strcmp(text, expected) != 0)
		fail_msg("%s is %s, not %s", path, text, expected);
	free(text);
}

static void
assert_keys(const json_t *object, const char *expected)
{
	char keys[512] = "";
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)object, key, value) {
		strcat(keys, keys[0] != '\0' ? " " : "");
		strcat(keys, key);
	}
	assert_string_equal(keys, expected);
}

static void
formats_are_found_by_name(void **state)
{
	size_t n = 0;

	(void)state;
	for (; report_format_at(n) != NULL; n++)
		assert_ptr_equal(report_format_named(report_format_at(n)->name),
		    report_format_at(n));
	assert_int_equal(n, 4);
	assert_null(report_format_named("html5"));
}

static void
an_unknown_format_is_refused(void **state)
{
	struct writing how = plain();
	struct writer *w = NULL;
	struct err err;

	(void)state;
	assert_int_equal(writer_begin("yml", stdout, &how, &w, &err), E_CONFIG);
	assert_string_equal(err.text, "there is no report format named yml");
	assert_null(w);
}

static void
a_note_states_its_facts(void **state)
{
	char *text = write_one("ndjson", plain(), *state);
	json_t *o = read_json(text);

	assert_non_null(strchr(text, '\n'));
	assert_string_equal(strchr(text, '\n'), "\n");
	assert_keys(o, "kind file part note facts present risk findings");
	assert_at(o, "file", "\"ward 3/Quillfeather #1%.txt\"");
	assert_at(o, "part", "null");
	assert_keys(json_object_get(o, "facts"),
	    "note_type discipline patient author credential date_of_service "
	    "time_in time_out timed_minutes total_minutes services exercises "
	    "elements");
	assert_at(o, "facts|note_type", "\"daily\"");
	assert_at(o, "facts|patient", "\"Quillfeather, Zebulon\"");
	assert_at(o, "facts|date_of_service", "\"2026-03-04\"");
	assert_at(o, "facts|time_in", "\"14:05\"");
	assert_at(o, "facts|time_out", "null");
	assert_at(o, "facts|timed_minutes", "38");
	assert_at(o, "facts|total_minutes", "null");
	assert_at(o, "facts|services",
	    "[{\"code\":\"97110\",\"units\":4,\"minutes\":null,"
	    "\"modifiers\":[\"GP\"]},{\"code\":\"QX777\",\"units\":null,"
	    "\"minutes\":5,\"modifiers\":[]}]");
	assert_at(o, "facts|elements|dosage", "\"all\"");
	assert_at(o, "facts|elements|exercise", "true");
	assert_at(o, "facts|elements|goal", "false");
	assert_int_equal(json_object_size(json_object_get(
	    json_object_get(o, "facts"), "elements")), ELEMENTS);
	json_decref(o);
	free(text);
}

static void
only_performed_exercises_are_listed(void **state)
{
	char *text = write_one("ndjson", plain(), *state);
	json_t *o = read_json(text);

	assert_at(o, "facts|exercises",
	    "[{\"name\":\"balancing\","
	    "\"text\":\"Wobbleboard balancing 3x10 green band\","
	    "\"sets\":3,\"reps\":10,\"resistance\":\"green band\","
	    "\"hold_seconds\":null,\"minutes\":null,\"side\":\"left\"}]");
	json_decref(o);
	free(text);
}

static void
a_finding_shows_its_evidence(void **state)
{
	struct fixture *x = *state;
	char *text = write_one("ndjson", plain(), x);
	json_t *o = read_json(text);
	struct span at = find(x->note.text, "97110 x 4");
	char expected[256];

	snprintf(expected, sizeof(expected), "{\"line\":6,\"column\":1,"
	    "\"start\":%zu,\"end\":%zu,\"text\":\"97110 x 4\"}", at.start,
	    at.end);
	assert_at(o, "findings|0|evidence|0", expected);
	assert_at(o, "findings|0|evidence|1|text", "\"38 min\"");
	assert_at(o, "findings|0|message",
	    "\"4 units were billed for balancing\"");
	assert_at(o, "findings|0|fingerprint", "\"0000000000000abc\"");
	assert_at(o, "findings|1|evidence", "[]");
	assert_at(o, "findings|1|searched", "[\"assessment\",\"plan\"]");
	assert_at(o, "findings|1|source", "null");
	assert_keys(json_array_get(json_object_get(o, "findings"), 0),
	    "rule level title message fix source authority evidence searched "
	    "fingerprint units_at_risk dollars_at_risk");
	assert_at(o, "risk", "{\"score\":37,\"tier\":\"review\",\"points\":["
	    "{\"rule\":\"bill/units\",\"points\":40},"
	    "{\"rule\":\"cap\",\"points\":-3}],"
	    "\"units_at_risk\":0,\"dollars_at_risk\":0.0,\"basis\":null}");
	assert_keys(json_object_get(o, "present"), "exercise");
	assert_at(o, "present|exercise|0|column", "2");
	json_decref(o);
	free(text);
}

static void
evidence_beyond_the_text_is_cut(void **state)
{
	struct fixture *x = *state;
	struct finding *f = &x->report.results.at[0].findings.at[0];

	f->at = (struct span){x->note.text.len - 6, SIZE_MAX};
	char *text = write_one("ndjson", plain(), x);
	json_t *o = read_json(text);
	assert_at(o, "findings|0|evidence|0|text", "\"MSPTX\\n\"");
	json_decref(o);
	free(text);
}

static void
evidence_never_splits_a_character(void **state)
{
	struct fixture *x = *state;
	struct finding *f = &x->report.results.at[0].findings.at[0];
	struct span at = find(x->note.text, "\xC3\xA9");

	f->at = (struct span){at.start + 1, at.start + 1};
	char *text = write_one("ndjson", plain(), x);
	json_t *o = read_json(text);
	assert_at(o, "findings|0|evidence|0|text", "\"\xC3\xA9\"");
	json_decref(o);
	free(text);
}

/* An input that could not be read: no note, no facts. */
static struct report
unreadable(struct fixture *x)
{
	struct report r = {.document = &x->document};
	struct result none = {.risk = {.score = 0}};

	x->document.lines.len = 0;
	x->document.text = (struct str){0};
	x->document.unreadable = true;
	add_finding(x, &none, &rules[2], NULL, "the input is empty");
	vec_push(x->arena, &r.results, none);
	return r;
}

static void
an_unreadable_input_has_no_facts(void **state)
{
	struct report r = unreadable(*state);
	const struct report *all[] = {&r};
	char *text = write_all("ndjson", plain(), all, 1);
	json_t *o = read_json(text);

	assert_at(o, "facts", "null");
	assert_at(o, "present", "{}");
	assert_at(o, "risk|tier", "null");
	assert_at(o, "findings|0|rule", "\"input/empty\"");
	json_decref(o);
	free(text);
}

static void
a_report_of_nothing_is_valid(void **state)
{
	(void)state;
	char *text = write_all("json", plain(), NULL, 0);
	json_t *o = read_json(text);

	assert_keys(o, "rehablint schema notes summary");
	assert_at(o, "rehablint", "\"1.2\"");
	assert_at(o, "schema", "1");
	assert_at(o, "notes", "[]");
	assert_at(o, "summary|notes", "0");
	json_decref(o);
	free(text);
	text = write_all("sarif", plain(), NULL, 0);
	o = read_json(text);
	assert_at(o, "runs|0|results", "[]");
	assert_at(o, "runs|0|artifacts", "[]");
	json_decref(o);
	free(text);
}

static void
a_summary_counts(void **state)
{
	struct fixture *x = *state;
	struct document empty = {.file = "e"};
	struct report bad = {.document = &empty};
	struct result none = {.risk = {.score = 0}};

	add_finding(x, &none, &rules[2], NULL, "the input is empty");
	vec_push(x->arena, &bad.results, none);
	const struct report *all[] = {&x->report, &bad, &x->report};
	char *text = write_all("json", plain(), all, 3);
	json_t *o = read_json(text);
	assert_int_equal(json_array_size(json_object_get(o, "notes")), 3);
	assert_at(o, "summary", "{\"files\":3,\"documents\":3,\"notes\":2,"
	    "\"unreadable\":1,\"read_in_part\":0,\"set_aside\":{},"
	    "\"not_therapy\":0,\"without_findings\":0,"
	    "\"not_judged\":{},"
	    "\"findings\":{\"error\":3,\"warning\":2,\"note\":0},"
	    "\"rules\":{\"bill/units\":2,\"elements/goal\":2,"
	    "\"input/empty\":1},"
	    "\"tiers\":{\"low\":0,\"review\":2,\"high\":0},"
	    "\"units_at_risk\":0,\"dollars_at_risk\":0.0,\"basis\":null}");
	json_decref(o);
	free(text);
}

/* Of one that could not be read at all, a limit does not say so. */
static void
what_was_read_in_part_is_counted(void **state)
{
	static const char *const rules_of_reading[] = {"input/limit",
	    "input/truncated"};
	struct fixture *x = *state;
	struct trouble replaced = {.rule = "input/encoding"};

	vec_push(x->arena, &x->document.troubles, replaced);
	const struct report *all[] = {&x->report, &x->report};
	for (size_t i = 0; i < 2; i++) {
		char *text = write_all("json", plain(), all, 2);
		json_t *o = read_json(text);
		assert_at(o, "summary|read_in_part", "0");
		json_decref(o);
		free(text);
		x->document.troubles.at[0].rule = rules_of_reading[i];
		text = write_all("json", plain(), all, 2);
		o = read_json(text);
		assert_at(o, "summary|read_in_part", "2");
		assert_at(o, "summary|notes", "2");
		json_decref(o);
		free(text);
		text = write_all("sarif", plain(), all, 2);
		o = read_json(text);
		assert_at(o, "runs|0|invocations",
		    "[{\"executionSuccessful\":false}]");
		json_decref(o);
		free(text);
		x->document.troubles.at[0].rule = "input/encoding";
	}
	x->document.troubles.at[0].rule = "input/limit";
	struct report r = unreadable(x);
	all[0] = &r;
	char *text = write_all("json", plain(), all, 1);
	json_t *o = read_json(text);
	assert_at(o, "summary|unreadable", "1");
	assert_at(o, "summary|read_in_part", "0");
	json_decref(o);
	free(text);
}

static void
documents_of_one_file_are_told_from_files(void **state)
{
	struct fixture *x = *state;
	struct document other = {.file = "b.zip", .member = "INDEX.HTM"};
	struct report first = x->report, second = x->report;
	const struct report aside = {.document = &other, .file = 2,
	    .aside = aside_reason(1)};
	const struct report again = {.document = &other, .file = 2,
	    .aside = aside_reason(0)};

	first.file = 1;
	second.file = 2;
	const struct report *all[] = {&first, &second, &aside, &again, &aside};
	char *text = write_all("json", plain(), all, 5);
	json_t *o = read_json(text);
	assert_int_equal(json_array_size(json_object_get(o, "notes")), 2);
	assert_at(o, "summary|files", "2");
	assert_at(o, "summary|documents", "5");
	assert_at(o, "summary|notes", "2");
	assert_at(o, "summary|unreadable", "0");
	assert_at(o, "summary|set_aside", "{\"labels, settings and "
	    "READMEs\":1,\"hidden files and what systems leave behind\":2}");
	json_decref(o);
	free(text);
	text = write_all("terminal", plain(), all, 5);
	assert_non_null(strstr(text, "input         2 files with 5 documents: "
	    "2 read, 0 not read, 3 set aside\n"));
	assert_non_null(strstr(text, "set aside     1  labels, settings and "
	    "READMEs\n              2  hidden files and what systems leave "
	    "behind\n"));
	free(text);
}

/* The note of the fixture, as if it were a cell of a table in an archive; the
 * evidence of its finding stands in row 9. */
static void
put_into_a_table(struct fixture *x)
{
	x->document.member = "smith/notes.csv";
	x->document.row = 7;
	x->document.column = 3;
	x->document.column_name = "NOTE_TEXT";
	vec_push(x->arena, &x->document.loci, (struct locus){.line = 40,
	    .line_column = 5});
	vec_push(x->arena, &x->document.loci, (struct locus){.line = 52,
	    .line_column = 2, .row = 9, .xpath = "/table/td[2]",
	    .text = find(x->document.text, "97110").start});
}

static void
evidence_says_where_in_its_file_the_document_lies(void **state)
{
	struct fixture *x = *state;
	const struct report *all[] = {&x->report};

	put_into_a_table(x);
	char *text = write_all("json", plain(), all, 1);
	json_t *o = read_json(text);
	assert_at(o, "notes|0|member", "\"smith/notes.csv\"");
	assert_at(o, "notes|0|row", "7");
	assert_at(o, "notes|0|findings|0|evidence|0|member",
	    "\"smith/notes.csv\"");
	assert_at(o, "notes|0|findings|0|evidence|0|row", "9");
	assert_at(o, "notes|0|findings|0|evidence|0|line", "52");
	assert_at(o, "notes|0|findings|0|evidence|0|column", "3");
	assert_at(o, "notes|0|findings|0|evidence|0|xpath",
	    "\"/table/td[2]\"");
	json_decref(o);
	free(text);
	text = write_all("terminal", plain(), all, 1);
	assert_non_null(strstr(text, "  smith/notes.csv  row 7, NOTE_TEXT  "));
	free(text);
}

static void
sarif_says_where_in_its_file_the_document_lies(void **state)
{
	struct fixture *x = *state;
	const struct report *all[] = {&x->report};

	put_into_a_table(x);
	char *text = write_all("sarif", plain(), all, 1);
	json_t *o = read_json(text);
	assert_at(o, "runs|0|results|0|locations|0|logicalLocations",
	    "[{\"fullyQualifiedName\":\"smith/notes.csv\","
	    "\"kind\":\"archive member\"},"
	    "{\"fullyQualifiedName\":\"row 9, column 3, NOTE_TEXT\","
	    "\"kind\":\"table cell\"},"
	    "{\"fullyQualifiedName\":\"/table/td[2]\","
	    "\"kind\":\"element\"}]");
	assert_at(o, "runs|0|results|0|locations|0|physicalLocation|region|"
	    "startLine", "52");
	assert_null(strstr(text, "byteOffset"));
	/* The finding about the note as a whole. */
	assert_at(o, "runs|0|results|1|locations|0|logicalLocations|1",
	    "{\"fullyQualifiedName\":\"row 7, column 3, NOTE_TEXT\","
	    "\"kind\":\"table cell\"}");
	json_decref(o);
	free(text);
}

static void
a_document_within_a_file_is_redacted_like_a_file(void **state)
{
	static const char *const formats[] = {"terminal", "ndjson", "sarif"};
	struct fixture *x = *state;
	const struct report *all[] = {&x->report};
	struct writing how = plain();

	put_into_a_table(x);
	how.redact = true;
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++) {
		char *text = write_all(formats[i], how, all, 1);
		assert_null(strstr(text, "smith"));
		free(text);
	}
}

static void
the_caller_gets_the_counts(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();
	const struct tally *t = NULL;
	struct writer *w = NULL;
	FILE *to = fopen("/dev/null", "w");

	assert_int_equal(writer_begin("ndjson", to, &how, &w, NULL), OK);
	assert_int_equal(writer_file(w, &x->report, NULL), OK);
	assert_int_equal(writer_end(w, &t, NULL), OK);
	assert_int_equal(t->notes, 1);
	assert_int_equal(t->levels[LEVEL_ERROR], 1);
	assert_int_equal(t->rules[1], 1);
	assert_int_equal(t->tiers[1], 1);
	writer_free(w);
	fclose(to);
}

static void
a_full_disk_is_an_error(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();

	for (size_t i = 0; report_format_at(i) != NULL; i++) {
		FILE *to = fopen("/dev/full", "w");
		struct writer *w = NULL;
		struct err err = {0};
		if (to == NULL)
			skip();
		setvbuf(to, NULL, _IOFBF, 1 << 16);
		assert_int_equal(writer_begin(report_format_at(i)->name, to,
		    &how, &w, &err), OK);
		assert_int_equal(writer_file(w, &x->report, &err), OK);
		assert_int_equal(writer_end(w, NULL, &err), E_IO);
		assert_string_equal(err.text, "the report cannot be written: "
		    "No space left on device");
		writer_free(w);
		fclose(to);
	}
}

/* Allocations of the JSON library left until one fails; 0: none does. */
static size_t allocations_left;

static void *
failing_malloc(size_t size)
{
	if (allocations_left != 0 && --allocations_left == 0)
		return NULL;
	return malloc(size);
}

/* Whichever value of the JSON cannot be made, the writer says so. */
static void
running_out_of_memory_is_an_error(void **state)
{
	static const char *const names[] = {"ndjson", "json", "sarif"};
	struct fixture *x = *state;
	struct writing how = plain();
	size_t failures = 0;

	json_set_alloc_funcs(failing_malloc, free);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		for (size_t nth = 1; ; nth++) {
			FILE *to = fopen("/dev/null", "w");
			struct writer *w = NULL;
			struct err err = {0};
			allocations_left = nth;
			enum status s = writer_begin(names[i], to, &how, &w,
			    &err);
			if (s == OK)
				s = writer_file(w, &x->report, &err);
			if (s == OK)
				s = writer_end(w, NULL, &err);
			bool failed = allocations_left == 0;
			allocations_left = 0;
			writer_free(w);
			fclose(to);
			if (!failed)
				break;
			failures++;
			assert_int_equal(s, E_MEMORY);
			assert_string_equal(err.text,
			    "out of memory while writing the report");
		}
	json_set_alloc_funcs(malloc, free);
	assert_true(failures > 100);
}

static void
a_file_name_need_not_be_utf8(void **state)
{
	struct fixture *x = *state;

	x->document.file = "caf\xE9.txt";
	char *text = write_one("ndjson", plain(), x);
	json_t *o = read_json(text);
	assert_at(o, "file", "\"caf\xEF\xBF\xBD.txt\"");
	json_decref(o);
	free(text);
	text = write_one("sarif", plain(), x);
	assert_non_null(strstr(text, "\"caf%E9.txt\""));
	free(text);
}

static void
sarif_has_rules_and_places(void **state)
{
	struct fixture *x = *state;
	char *text = write_one("sarif", plain(), x);
	json_t *o = read_json(text);
	char expected[512];
	struct span at = find(x->note.text, "97110 x 4");

	assert_at(o, "version", "\"2.1.0\"");
	assert_at(o, "runs|0|columnKind", "\"unicodeCodePoints\"");
	assert_at(o, "runs|0|tool|driver|version", "\"1.2\"");
	assert_at(o, "runs|0|tool|driver|rules|0", "{\"id\":\"bill/units\","
	    "\"shortDescription\":{\"text\":\"Too many billed\"},"
	    "\"fullDescription\":{\"text\":\"It is refused.\"},"
	    "\"help\":{\"text\":\"Bill fewer.\\n\\nIt is refused.\"},"
	    "\"defaultConfiguration\":{\"enabled\":true,\"level\":\"error\"},"
	    "\"properties\":{\"authority\":\"cms-manual\","
	    "\"source\":\"Manual s. 1\",\"scope\":\"note\"}}");
	assert_at(o, "runs|0|results|0|ruleId", "\"bill/units\"");
	assert_at(o, "runs|0|results|1|ruleIndex", "1");
	snprintf(expected, sizeof(expected), "{\"artifactLocation\":{\"uri\":"
	    "\"ward%%203/Quillfeather%%20%%231%%25.txt\",\"index\":0},"
	    "\"region\":{\"startLine\":6,\"startColumn\":1,\"endLine\":6,"
	    "\"endColumn\":10,\"byteOffset\":%zu,\"byteLength\":9,"
	    "\"snippet\":{\"text\":\"97110 x 4\"}}}", at.start);
	assert_at(o, "runs|0|results|0|locations|0|physicalLocation", expected);
	assert_at(o, "runs|0|results|0|relatedLocations|0|physicalLocation|"
	    "region|startColumn", "12");
	assert_at(o, "runs|0|results|1|locations|0|physicalLocation",
	    "{\"artifactLocation\":{\"uri\":"
	    "\"ward%203/Quillfeather%20%231%25.txt\",\"index\":0}}");
	assert_at(o, "runs|0|results|1|partialFingerprints",
	    "{\"rehablint/v1\":\"0000000000000abd\"}");
	assert_at(o, "runs|0|artifacts", "[{\"location\":{\"uri\":"
	    "\"ward%203/Quillfeather%20%231%25.txt\"}}]");
	assert_at(o, "runs|0|invocations", "[{\"executionSuccessful\":true}]");
	json_decref(o);
	free(text);
}

static void
sarif_lists_nothing_twice(void **state)
{
	struct fixture *x = *state;
	struct finding *f = &x->report.results.at[0].findings.at[0];
	const struct report *all[] = {&x->report, &x->report};

	vec_push(x->arena, &f->more, f->at);
	vec_push(x->arena, &f->more, f->more.at[0]);
	char *text = write_all("sarif", plain(), all, 2);
	json_t *o = read_json(text);
	const json_t *run = json_array_get(json_object_get(o, "runs"), 0);
	const json_t *results = json_object_get(run, "results");
	assert_int_equal(json_array_size(results), 4);
	assert_int_equal(json_array_size(json_object_get(run, "artifacts")), 1);
	assert_int_equal(json_array_size(json_object_get(
	    json_array_get(results, 0), "relatedLocations")), 1);
	json_decref(o);
	free(text);
}

static void
sarif_points_at_the_note_among_several(void **state)
{
	struct fixture *x = *state;

	x->note.part = 2;
	x->note.base = find(x->document.text, "DOS").start;
	x->note.text = str_slice(x->document.text,
	    (struct span){x->note.base, x->document.text.len});
	x->report.results.at[0].findings.at[0].placed = false;
	x->report.results.at[0].findings.at[0].more.len = 0;
	char *text = write_one("sarif", plain(), x);
	json_t *o = read_json(text);
	assert_at(o, "runs|0|results|0|locations|0|physicalLocation|region",
	    "{\"startLine\":3}");
	json_decref(o);
	free(text);
}

static void
an_absolute_path_is_a_file_uri(void **state)
{
	struct fixture *x = *state;

	x->document.file = "/a b/c:d.txt";
	char *text = write_one("sarif", plain(), x);
	assert_non_null(strstr(text, "\"file:///a%20b/c%3Ad.txt\""));
	free(text);
}

static void
a_person_reads_one_note(void **state)
{
	struct fixture *x = *state;

	x->document.file = "a.txt";
	char *text = write_one("terminal", plain(), x);
	assert_string_equal(text,
	    "a.txt  2026-03-04  Quillfeather, Zebulon"
	    "                    ━━━━────── 37 review\n"
	    "\n"
	    "  error    bill/units: 4 units were billed for balancing\n"
	    "       6 │ 97110 x 4, 38 min tmd, nbr QX777\n"
	    "         │ ^^^^^^^^^  ^^^^^^\n"
	    "           fix: Bill fewer.\n"
	    "\n"
	    "  warning  elements/goal: no aim is stated\n"
	    "           not found in: assessment, plan\n"
	    "           fix: State one.\n"
	    "\n"
	    "Mend 2 things before signing\n");
	free(text);
}

static void
the_level_decides_what_to_mend(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();

	how.quiet = true;
	how.level = LEVEL_ERROR;
	char *text = write_one("terminal", how, x);
	assert_string_equal(text, "Mend 1 thing before signing\n");
	free(text);
	x->report.results.at[0].findings.len = 0;
	text = write_one("terminal", how, x);
	assert_string_equal(text, "Sign\n");
	free(text);
	vec_push(x->arena, &x->document.troubles,
	    (struct trouble){.rule = "input/limit"});
	text = write_one("terminal", how, x);
	assert_string_equal(text, "Judged in part: the note could not be read "
	    "to its end\n");
	free(text);
	x->document.troubles.len = 0;
	x->facts.therapy = false;
	text = write_one("terminal", how, x);
	assert_string_equal(text, "Not judged: this is not a therapy note\n");
	free(text);
	struct report r = unreadable(x);
	const struct report *all[] = {&r};
	text = write_all("terminal", how, all, 1);
	assert_string_equal(text, "Not judged: the note could not be read\n");
	free(text);
}

static void
a_note_without_findings_shows_on_request(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();

	x->document.file = "a.txt";
	x->report.results.at[0].findings.len = 0;
	char *text = write_one("terminal", how, x);
	assert_string_equal(text, "Sign\n");
	free(text);
	how.verbose = true;
	text = write_one("terminal", how, x);
	assert_string_equal(text, "a.txt  2026-03-04  Quillfeather, Zebulon"
	    "                    ━━━━────── 37 review\nSign\n");
	free(text);
}

static void
the_worst_note_comes_first(void **state)
{
	struct fixture *x = *state;
	struct document documents[3] = {x->document, x->document, x->document};
	struct result results[3];
	struct report reports[3];
	static const int scores[] = {10, 90, 50};
	static const char *const names[] = {"one", "two", "three"};

	for (int i = 0; i < 3; i++) {
		documents[i].file = names[i];
		results[i] = x->report.results.at[0];
		results[i].risk.score = scores[i];
		reports[i] = (struct report){.document = &documents[i]};
		reports[i].results.at = &results[i];
		reports[i].results.len = 1;
	}
	const struct report *all[] = {&reports[0], &reports[1], &reports[2]};
	char *text = write_all("terminal", plain(), all, 3);
	const char *one = strstr(text, "one  2026");
	const char *two = strstr(text, "two  2026");
	const char *three = strstr(text, "three  2026");
	assert_true(two != NULL && two < three && three < one);
	assert_non_null(strstr(text,
	    "notes         3, of them 0 without findings\n"
	    "findings      3 errors, 3 warnings, 0 notes of advice\n"
	    "risk          0 low, 3 review, 0 high\n"
	    "most often    3  bill/units\n"
	    "              3  elements/goal\n"));
	free(text);
}

static void
a_thousand_notes_are_shown_and_the_rest_counted(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();
	const struct report **all = calloc(1003, sizeof(*all));

	x->document.file = "a.txt";
	for (size_t i = 0; i < 1003; i++)
		all[i] = &x->report;
	char *text = write_all("terminal", how, all, 1003);
	size_t shown = 0;
	for (const char *p = text; (p = strstr(p, "a.txt  ")) != NULL; p++)
		shown++;
	assert_int_equal(shown, 1000);
	assert_non_null(strstr(text, "not shown     3 more notes with "
	    "findings, of lower risk\n"));
	free(text);
	free(all);
}

static void
a_long_list_of_sections_is_wrapped(void **state)
{
	struct writing how = plain();

	how.width = 30;
	char *text = write_one("terminal", how, *state);
	assert_non_null(strstr(text, "           not found in:\n"
	    "           assessment, plan\n"));
	free(text);
}

static void
colour_comes_only_when_asked_for(void **state)
{
	struct writing how = plain();
	char *text = write_one("terminal", how, *state);

	assert_null(strchr(text, '\033'));
	free(text);
	how.colour = true;
	text = write_one("terminal", how, *state);
	assert_non_null(strstr(text, "  \033[1;31merror\033[0m  "));
	assert_non_null(strstr(text, "\033[1;31m^^^^^^^^^"));
	free(text);
	for (size_t i = 1; report_format_at(i) != NULL; i++) {
		text = write_one(report_format_at(i)->name, how, *state);
		assert_null(strchr(text, '\033'));
		free(text);
	}
}

static void
a_note_cannot_steer_the_terminal(void **state)
{
	struct fixture *x = *state;

	x->document.file = "a\033[2J\n.txt";
	x->facts.patient = STR("\xE2\x80\xAEnam\x07");
	x->report.results.at[0].findings.at[0].message = STR("\033]0;x\x9B");
	char *text = write_one("terminal", plain(), x);
	for (const char *p = text; *p != '\0'; p++)
		if (*p != '\n')
			assert_true((unsigned char)*p >= ' ');
	assert_null(strstr(text, "\xE2\x80\xAE"));
	assert_ptr_equal(strstr(text, "a\xEF\xBF\xBD[2J .txt"), text);
	free(text);
}

/* One excerpt of `line` with a mark under the first `what` in it. */
static char *
excerpt(const char *line, const char *what, unsigned width)
{
	char *out = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&out, &len);
	struct screen screen = {to, width, false};
	struct span mark = find(str_of(line), what);
	struct excerpt x = {.text = str_of(line), .line = {0, strlen(line)},
	    .number = 7, .marks = &mark, .n_marks = 1};

	screen_excerpt(&screen, STYLE_ERROR, &x);
	fclose(to);
	return out;
}

static void
marks_stand_under_what_they_mark(void **state)
{
	(void)state;
	char *text = excerpt("a\tknee", "knee", 80);
	assert_string_equal(text, "       7 │ a       knee\n"
	    "         │         ^^^^\n");
	free(text);
	text = excerpt("\xC3\xA9t\xC3\xA9 knee", "knee", 80);
	assert_string_equal(text, "       7 │ \xC3\xA9t\xC3\xA9 knee\n"
	    "         │     ^^^^\n");
	free(text);
	text = excerpt("\xE8\x86\x9D knee e\xCC\x81", "knee", 80);
	assert_string_equal(text,
	    "       7 │ \xE8\x86\x9D knee e\xCC\x81\n"
	    "         │    ^^^^\n");
	free(text);
	text = excerpt("\xE8\x86\x9D", "\xE8\x86\x9D", 80);
	assert_string_equal(text, "       7 │ \xE8\x86\x9D\n"
	    "         │ ^^\n");
	free(text);
}

static void
a_long_line_is_cut_around_the_mark(void **state)
{
	(void)state;
	char *text = excerpt("aaaaaaaaa bbbbbbbbb ccccccccc ddddddddd knee "
	    "eeeeeeeee fffffffff ggggggggg", "knee", 51);
	assert_string_equal(text,
	    "       7 │ …ddddddddd knee eeeeeeeee fffffffff ggg…\n"
	    "         │            ^^^^\n");
	free(text);
}

static void
a_line_of_a_megabyte_is_cut_as_well(void **state)
{
	size_t n = 1 << 20;
	char *line = malloc(n + 1);

	(void)state;
	memset(line, 'a', n);
	memcpy(line + n / 2, " knee ", 6);
	line[n] = '\0';
	char *text = excerpt(line, "knee", 80);
	char *break_at = strchr(text, '\n');
	*break_at = '\0';
	assert_int_equal(screen_columns(str_of(text)), 80);
	assert_non_null(strstr(text, " knee "));
	assert_int_equal(strcspn(break_at + 1, "^") - 2,
	    (size_t)(strstr(text, "knee") - text) - 4);
	free(text);
	free(line);
}

static void
words_are_wrapped(void **state)
{
	char *out = NULL;
	size_t len = 0;
	FILE *to = open_memstream(&out, &len);
	struct screen screen = {to, 12, false};

	(void)state;
	screen_wrap(&screen, STYLE_PLAIN,
	    STR("one two  three\nextraordinary four"), 2, 4);
	fclose(to);
	assert_string_equal(out, "one two\n    three\n    extraordinary\n"
	    "    four");
	free(out);
}

static void
a_redacted_file_keeps_its_extension_only(void **state)
{
	char a[REDACTED_FILE], b[REDACTED_FILE], c[REDACTED_FILE];

	(void)state;
	redact_file("x/Quillfeather.txt", NULL, a);
	redact_file("x/Quillfeather.txt", NULL, b);
	redact_file("x/Quillfeather.txt", "key", c);
	assert_string_equal(a, b);
	assert_string_not_equal(a, c);
	assert_memory_equal(a, "file-", 5);
	assert_string_equal(a + 17, ".txt");
	redact_file("note.bram", NULL, a);
	assert_int_equal(strlen(a), 17);
	redact_file("dir.txt/bram", NULL, a);
	assert_int_equal(strlen(a), 17);
	redact_file("-", NULL, a);
	assert_string_equal(a, "-");
}

static void
a_mask_keeps_the_class_of_characters(void **state)
{
	char out[64];

	(void)state;
	size_t n = redact_text(STR("SLR 3x10, \xC3\xA9t\xC3\xA9\t2#"), out);
	assert_int_equal(n, 16);
	assert_memory_equal(out, "xxx 0x00, xxx\t0#", 16);
}

static void
a_redacted_message_names_its_places(void **state)
{
	struct rule_meta untold = {.title = "Untold"};

	(void)state;
	char *text = redact_message(&rules[0]);
	assert_string_equal(text, "[units] were billed for [exercise]");
	free(text);
	text = redact_message(&untold);
	assert_string_equal(text, "Untold");
	free(text);
}

/* No word or number of more than three characters, but for the code that is in
 * the code table. */
static void
assert_nothing_leaked(const char *format, const char *output)
{
	struct str text = STR(NOTE_TEXT);

	for (size_t i = 0; i < text.len;) {
		size_t start = i;
		while (i < text.len && is_word(text.ptr[i]))
			i++;
		if (i - start > 3) {
			char *word = strndup(text.ptr + start, i - start);
			if (strcmp(word, "97110") != 0 &&
			    strcasestr(output, word) != NULL)
				fail_msg("%s leaks %s:\n%s", format, word,
				    output);
			free(word);
		}
		i += i == start;
	}
}

static void
redaction_leaks_no_word_of_the_note(void **state)
{
	struct fixture *x = *state;
	struct writing how = plain();
	struct finding *f = &x->report.results.at[0].findings.at[0];
	size_t len = x->note.text.len;

	how.redact = true;
	how.verbose = true;
	/* Evidence anywhere, of any length. */
	for (size_t start = 0; start < len; start += 7) {
		f->at = (struct span){start, start + 1 + start % 40};
		f->message = str_slice(x->note.text,
		    (struct span){start, len});
		for (size_t i = 0; report_format_at(i) != NULL; i++) {
			const char *name = report_format_at(i)->name;
			char *text = write_one(name, how, x);
			assert_nothing_leaked(name, text);
			assert_null(strstr(text, "02/19"));
			assert_null(strstr(text, "03-04"));
			assert_null(strstr(text, "14:05"));
			free(text);
		}
	}
}

static void
the_same_words_stand_in_an_open_report(void **state)
{
	/* Else the test above could not fail. */
	char *text = write_one("ndjson", plain(), *state);

	assert_non_null(strstr(text, "Quillfeather, Zebulon"));
	assert_non_null(strstr(text, "Bramblewood"));
	assert_non_null(strstr(text, "Wobbleboard"));
	assert_non_null(strstr(text, "MSPTX"));
	assert_non_null(strstr(text, "QX777"));
	free(text);
}

static void
a_redacted_note_says_null(void **state)
{
	struct writing how = plain();

	how.redact = true;
	char *text = write_one("ndjson", how, *state);
	json_t *o = read_json(text);
	assert_at(o, "facts|patient", "null");
	assert_at(o, "facts|date_of_service", "null");
	assert_at(o, "facts|time_in", "null");
	assert_at(o, "facts|timed_minutes", "38");
	assert_at(o, "facts|services|0|code", "\"97110\"");
	assert_at(o, "facts|services|1|code", "null");
	assert_at(o, "facts|exercises|0|name", "null");
	assert_at(o, "facts|exercises|0|reps", "10");
	assert_at(o, "findings|0|evidence|0|text", "null");
	assert_at(o, "findings|0|evidence|0|line", "6");
	assert_at(o, "findings|0|message",
	    "\"[units] were billed for [exercise]\"");
	json_decref(o);
	free(text);
	text = write_one("terminal", how, *state);
	assert_non_null(strstr(text, "       6 │ 00000 x 0, 00 xxx xxx, "));
	free(text);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats_are_found_by_name),
		cmocka_unit_test(an_unknown_format_is_refused),
		EACH(a_note_states_its_facts),
		EACH(only_performed_exercises_are_listed),
		EACH(a_finding_shows_its_evidence),
		EACH(evidence_beyond_the_text_is_cut),
		EACH(evidence_never_splits_a_character),
		EACH(an_unreadable_input_has_no_facts),
		EACH(what_was_read_in_part_is_counted),
		cmocka_unit_test(a_report_of_nothing_is_valid),
		EACH(a_summary_counts),
		EACH(documents_of_one_file_are_told_from_files),
		EACH(evidence_says_where_in_its_file_the_document_lies),
		EACH(sarif_says_where_in_its_file_the_document_lies),
		EACH(a_document_within_a_file_is_redacted_like_a_file),
		EACH(the_caller_gets_the_counts),
		EACH(a_full_disk_is_an_error),
		EACH(running_out_of_memory_is_an_error),
		EACH(a_file_name_need_not_be_utf8),
		EACH(sarif_has_rules_and_places),
		EACH(sarif_lists_nothing_twice),
		EACH(sarif_points_at_the_note_among_several),
		EACH(an_absolute_path_is_a_file_uri),
		EACH(a_person_reads_one_note),
		EACH(the_level_decides_what_to_mend),
		EACH(a_note_without_findings_shows_on_request),
		EACH(the_worst_note_comes_first),
		EACH(a_thousand_notes_are_shown_and_the_rest_counted),
		EACH(a_long_list_of_sections_is_wrapped),
		EACH(colour_comes_only_when_asked_for),
		EACH(a_note_cannot_steer_the_terminal),
		cmocka_unit_test(marks_stand_under_what_they_mark),
		cmocka_unit_test(a_long_line_is_cut_around_the_mark),
		cmocka_unit_test(a_line_of_a_megabyte_is_cut_as_well),
		cmocka_unit_test(words_are_wrapped),
		cmocka_unit_test(a_redacted_file_keeps_its_extension_only),
		cmocka_unit_test(a_mask_keeps_the_class_of_characters),
		cmocka_unit_test(a_redacted_message_names_its_places),
		EACH(redaction_leaks_no_word_of_the_note),
		EACH(the_same_words_stand_in_an_open_report),
		EACH(a_redacted_note_says_null),
	};

	return cmocka_run_group_tests(tests, set_up_pack, NULL);
}
