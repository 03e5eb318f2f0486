/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/base64.h"
#include "ingest/hl7_time.h"

#define NS "xmlns=\"urn:hl7-org:v3\" xmlns:sdtc=\"urn:hl7-org:sdtc\""
#define BODY(sections) "<component><structuredBody>" sections \
	"</structuredBody></component>"
#define SECTION(inside) "<component><section>" inside "</section></component>"
#define TEXT(inside) SECTION("<title>T</title><text>" inside "</text>")
#define CDA(inside) "<?xml version=\"1.0\"?>\n<ClinicalDocument " NS ">" \
	inside "</ClinicalDocument>"

/* The text of a narrative block, behind the title of its section. */
static void
assert_narrative(const char *document, const char *wanted)
{
	const struct document *d = read_z(document);

	assert_false(d->unreadable);
	assert_true(str_starts(d->text, STR("T\n")));
	assert_str(str_slice(d->text, (struct span){2, d->text.len}), wanted);
}

#define NARRATIVE(inside, wanted) \
	assert_narrative(CDA(BODY(TEXT(inside))), wanted)

static void
sections_are_marked_with_title_and_code(void **state)
{
	const struct document *d = read_z(CDA(BODY(
	    SECTION("<code code='61150-9'/><title>S</title><text>Sore.</text>")
	    SECTION("<title> Plan  of\n care </title><text>Gait.</text>"
	    SECTION("<code code='18776-5'/><text>Twice a week.</text>")))));

	(void)state;
	assert_text(d, "S\nSore.\n\nPlan of care\nGait.\n\nTwice a week.");
	assert_int_equal(d->sections.len, 3);
	assert_string_equal(d->sections.at[0].kind, "loinc:61150-9");
	assert_str(str_slice(d->text, d->sections.at[0].title), "S");
	assert_null(d->sections.at[1].kind);
	assert_str(str_slice(d->text, d->sections.at[1].title),
	    "Plan of care");
	assert_string_equal(d->sections.at[2].kind, "loinc:18776-5");
	assert_int_equal(span_len(d->sections.at[2].title), 0);
	assert_int_equal(d->sections.at[2].text, 29);
}

static void
sections_without_text_are_not_marked(void **state)
{
	const struct document *d = read_z(CDA(BODY(
	    SECTION("<code code='1-1'/>") SECTION("<text/>")
	    SECTION("<text>x</text>"))));

	(void)state;
	assert_text(d, "x");
	assert_int_equal(d->sections.len, 1);
	assert_null(d->sections.at[0].kind);
}

static void
narrative_is_laid_out_as_lines(void **state)
{
	(void)state;
	NARRATIVE("<paragraph>One\n   two</paragraph><paragraph>three"
	    "</paragraph>", "One two\nthree");
	NARRATIVE("a<br/>b", "a\nb");
	NARRATIVE("H<sub>2</sub>O and cm<sup>2</sup>", "H2O and cm2");
	NARRATIVE("see<footnote>1 of 2</footnote>here", "see 1 of 2 here");
	NARRATIVE("<content>a</content> <linkHtml href='x'>b</linkHtml>"
	    "<renderMultiMedia referencedObject='m'><caption>c</caption>"
	    "</renderMultiMedia>", "a b\nc");
	NARRATIVE("<list><caption>Done</caption><item>SLR</item><item>"
	    "<paragraph>Bridge</paragraph></item><item/></list>after",
	    "Done\nSLR\nBridge\nafter");
	NARRATIVE("<list><item><caption>Set</caption>SLR</item></list>",
	    "Set\nSLR");
	NARRATIVE("a<content revised='delete'>b<content>c</content></content>"
	    "<content revised='insert'>d</content>", "ad");
	NARRATIVE("<![CDATA[a < b]]> &amp; c", "a < b & c");
	NARRATIVE("a<!-- no -->b<?p no?>c", "abc");
	NARRATIVE("a&#160;&#xA0;b", "a b");
}

static void
line_ends_count_where_text_stands_alone(void **state)
{
	(void)state;
	NARRATIVE("SLR 3x10\nBridge 2x15\n\nGait",
	    "SLR 3x10\nBridge 2x15\n\nGait");
	NARRATIVE("One\n      two", "One two");
	NARRATIVE("<paragraph>One\ntwo</paragraph>", "One two");
	assert_narrative(CDA(BODY(SECTION("<title>T</title>"
	    "<text xml:space='preserve'>a  b\n  c</text>"))), "a  b\n  c");
}

static void
tables_are_rows_of_cells(void **state)
{
	(void)state;
	NARRATIVE("<table><caption>C</caption><thead><tr><th/><th>L</th>"
	    "<th>R</th></tr></thead><tbody><tr><td>Flexion</td><td/><td>90</td>"
	    "</tr><tr><td>x</td><td/><td/></tr><tr><td/><td/></tr></tbody>"
	    "</table>z", "C\n| L | R\nFlexion |  | 90\nx\nz");
	/* What a cell spans beside its place stays empty. */
	NARRATIVE("<table><tr><td rowspan='2'>a</td><td>b</td></tr>"
	    "<tr><td>c</td></tr><tr><td colspan='2'>d</td><td>e</td></tr>"
	    "</table>", "a | b\n| c\nd |  | e");
	NARRATIVE("<table><tr><td>a<br/>b<list><item>c</item></list></td>"
	    "<td><paragraph>d</paragraph></td></tr></table>", "a; b; c | d");
	/* A cell alone in its row is layout. */
	NARRATIVE("<table><tr><td>a<br/>b</td></tr></table>", "a \nb");
	NARRATIVE("<table><tr><td>a<table><tr><td>b</td><td>c</td></tr></table>"
	    "</td><td>d</td></tr></table>", "a; b | c | d");
}

/* Lines that begin a paragraph, an item or a row, and others. */
static void
blocks_are_told_from_lines(void **state)
{
	const struct document *d = read_z(CDA(BODY(TEXT("<list><item>sore"
	    "</item><item>knee<br/>left</item></list><table><tr><td>a</td>"
	    "</tr><tr><td>b</td><td>c</td></tr></table>end"))));
	static const struct block_start wanted[] = {
		{0, false}, {2, false}, {7, false}, {17, true}, {19, true},
		{25, false},
	};

	(void)state;
	assert_text(d, "T\nsore\nknee\nleft\na\nb | c\nend");
	assert_int_equal(d->blocks.len, sizeof(wanted) / sizeof(*wanted));
	for (size_t i = 0; i < d->blocks.len; i++) {
		assert_int_equal(d->blocks.at[i].text, wanted[i].text);
		assert_int_equal(d->blocks.at[i].is_row, wanted[i].is_row);
	}
}

/* Every place in the text leads to a line, a column and a path. */
static void
text_knows_its_place(void **state)
{
	const struct document *d = read_z("<ClinicalDocument " NS ">\n"
	    BODY("\n <component><section><title>T</title>\n<text><list>\n"
	    "  <item>\xC2\xB5 one  two</item>\n  <item>a\n   b &lt; c</item>\n"
	    "</list></text></section></component>") "</ClinicalDocument>");
	static const struct {
		size_t text, line, column;
		const char *xpath;
	} wanted[] = {
		{0, 3, 29, "/ClinicalDocument/component[1]/structuredBody[1]"
		    "/component[1]/section[1]/title[1]"},
		{2, 5, 9, "/ClinicalDocument/component[1]/structuredBody[1]"
		    "/component[1]/section[1]/text[1]/list[1]/item[1]"},
		{5, 5, 11, NULL},
		{9, 5, 16, NULL},
		{13, 6, 9, "/ClinicalDocument/component[1]/structuredBody[1]"
		    "/component[1]/section[1]/text[1]/list[1]/item[2]"},
		{15, 7, 4, NULL},
		{19, 7, 11, NULL},
	};

	(void)state;
	assert_text(d, "T\n\xC2\xB5 one two\na b < c");
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		struct position p = document_position(d, wanted[i].text);
		assert_int_equal(p.line, wanted[i].line);
		assert_int_equal(p.column, wanted[i].column);
		assert_int_equal(p.offset, wanted[i].text);
		if (wanted[i].xpath != NULL)
			assert_string_equal(document_locus(d,
			    wanted[i].text)->xpath, wanted[i].xpath);
	}
}

/* The header. */

#define PERSON(given, family, suffix) "<assignedPerson><name><given>" given \
	"</given><family>" family "</family><suffix>" suffix "</suffix>" \
	"</name></assignedPerson>"
#define AUTHOR(code, person) "<author><time value='20260304'/>" \
	"<assignedAuthor>" code person "</assignedAuthor></author>"
#define SIGNER(element, signature, person) "<" element ">" \
	"<time value='20260305101112.123-0500'/>" signature \
	"<assignedEntity>" person "</assignedEntity></" element ">"
#define X BODY(SECTION("<text>x</text>"))

static void
the_patient_is_stated(void **state)
{
	const struct document *d = read_z(CDA("<recordTarget><patientRole>"
	    "<id root='1'/><id root='2.16.840.1.113883.4.1' "
	    "extension='078051120'/>"
	    "<id root='2' extension='M-7'/><patient><name use='L'>"
	    "<prefix>Dr</prefix><family>Lund</family><given>Ada</given>"
	    "<given>R</given></name><name><given>Other</given></name>"
	    "<birthTime value='19500607'/><guardian><guardianPerson><name>"
	    "<given>Nobody</given></name></guardianPerson></guardian></patient>"
	    "</patientRole></recordTarget><recordTarget><patientRole>"
	    "<id extension='N'/></patientRole></recordTarget>" X));

	(void)state;
	assert_str(stated(d, "patient", 0), "Ada R Lund");
	assert_str(stated(d, "patient", 1), "");
	assert_str(stated(d, "patient-id", 0), "M-7");
	assert_str(stated(d, "patient-id", 1), "");
	assert_str(stated(d, "birth-date", 0), "1950-06-07");
	assert_string_equal(d->stated.at[0].xpath,
	    "/ClinicalDocument/recordTarget[1]");
}

static void
who_treated_and_signed_comes_first(void **state)
{
	const struct document *d = read_z(CDA(
	    AUTHOR("", "<assignedAuthoringDevice><softwareName>EHR"
	    "</softwareName></assignedAuthoringDevice>")
	    AUTHOR("", PERSON("Bo", "Ray", "PTA"))
	    SIGNER("legalAuthenticator", "<signatureCode code='S'/>",
	    PERSON("Al", "Kim", "PT, DPT"))
	    SIGNER("authenticator", "<signatureCode code='S'/>",
	    PERSON("Bo", "Ray", "PTA")) X));

	(void)state;
	assert_str(stated(d, "signature", 0), "Bo Ray");
	assert_str(stated(d, "signature", 1), "Al Kim");
	assert_str(stated(d, "signed-on", 0), "2026-03-05");
	assert_str(stated(d, "credential", 0), "PTA");
	assert_str(stated(d, "credential", 1), "PT, DPT");
	assert_str(stated(d, "author", 0), "Bo Ray");
	assert_str(stated(d, "author", 1), "");
}

static void
a_signature_still_required_is_none(void **state)
{
	const struct document *d = read_z(CDA(
	    AUTHOR("<code code='225100000X' displayName='Some Therapist'/>",
	    "<assignedPerson><name>Al Kim, PT</name></assignedPerson>")
	    SIGNER("legalAuthenticator", "<signatureCode code='X'/>",
	    PERSON("Al", "Kim", "PT")) X));

	(void)state;
	assert_str(stated(d, "signature", 0), "");
	assert_str(stated(d, "author", 0), "Al Kim");
	assert_str(stated(d, "credential", 0), "PT");
	assert_str(stated(d, "credential", 1), "nucc:225100000X");
	assert_str(stated(d, "credential", 2), "Some Therapist");
}

/* The code of a signature counts more than its time. */
static void
a_signature_may_lack_its_time(void **state)
{
	const struct document *d = read_z(CDA("<legalAuthenticator>"
	    "<time nullFlavor='NI'/><signatureCode code='S'/><assignedEntity>"
	    PERSON("Al", "Kim", "PT")
	    "</assignedEntity></legalAuthenticator>" X));

	(void)state;
	assert_str(stated(d, "signature", 0), "Al Kim");
	assert_str(stated(d, "signed-on", 0), "");
}

#define PERFORMER(type, person) "<documentationOf><serviceEvent>" \
	"<performer typeCode='" type "'><assignedEntity>" person \
	"</assignedEntity></performer></serviceEvent></documentationOf>"

/* Where a device wrote the document. */
static void
who_performed_is_the_author(void **state)
{
	const struct document *d = read_z(CDA(AUTHOR("",
	    "<assignedAuthoringDevice/>") PERFORMER("SPRF", PERSON("Jo", "Doe",
	    "PTA")) PERFORMER("PRF", PERSON("Al", "Kim", "PT")) X));

	(void)state;
	assert_str(stated(d, "author", 0), "Al Kim");
	assert_str(stated(d, "author", 1), "");
	assert_str(stated(d, "credential", 0), "PT");
}

#define ENCOUNTER(time) "<componentOf><encompassingEncounter>" time \
	"</encompassingEncounter></componentOf>"
#define SERVICE(time) "<documentationOf><serviceEvent>" time \
	"</serviceEvent></documentationOf>"
#define FROM_TO(low, high) "<effectiveTime><low value='" low "'/>" \
	"<high value='" high "'/></effectiveTime>"

static void
the_visit_has_day_and_times(void **state)
{
	const struct document *d = read_z(CDA("<title>Daily note</title>"
	    "<code code='11506-3' codeSystem='2.16.840.1.113883.6.1'>"
	    "<translation code='11508-4'/></code><effectiveTime value='2026'/>"
	    SERVICE(FROM_TO("202603040905-0500", "202603040950-0500"))
	    ENCOUNTER("<effectiveTime value='20260304'/>") X));

	(void)state;
	assert_str(stated(d, "title", 0), "Daily note");
	assert_str(stated(d, "note-type", 0), "loinc:11506-3");
	assert_str(stated(d, "note-type", 1), "loinc:11508-4");
	assert_str(stated(d, "service-date", 0), "2026-03-04");
	assert_str(stated(d, "time-in", 0), "09:05");
	assert_str(stated(d, "time-out", 0), "09:50");
}

static void
a_period_of_care_is_no_visit(void **state)
{
	const struct document *d = read_z(CDA(
	    "<effectiveTime value='20260306120000'/>"
	    SERVICE(FROM_TO("20260101", "20260301")) X));

	(void)state;
	assert_str(stated(d, "service-date", 0), "2026-03-06");
	assert_str(stated(d, "time-in", 0), "");
	d = read_z(CDA(ENCOUNTER(
	    FROM_TO("20260304000000", "20260304000000")) X));
	assert_str(stated(d, "service-date", 0), "2026-03-04");
	assert_str(stated(d, "time-in", 0), "");
}

static void
the_payer_is_that_of_the_policy(void **state)
{
	const struct document *d = read_z(CDA("<participant typeCode='IND'>"
	    "<associatedEntity><scopingOrganization><name>Clinic</name>"
	    "</scopingOrganization></associatedEntity></participant>"
	    "<participant typeCode='HLD'><associatedEntity>"
	    "<scopingOrganization><name>Plan A</name></scopingOrganization>"
	    "</associatedEntity></participant>" X));

	(void)state;
	assert_str(stated(d, "payer", 0), "Plan A");
	assert_str(stated(d, "payer", 1), "");
}

static void
hl7_times_have_any_precision(void **state)
{
	static const struct {
		const char *text;
		int day, minute;	/* of March 2026; -1: not known */
	} wanted[] = {
		{"2026", -1, -1}, {"202603", -1, -1}, {"20260304", 4, -1},
		{"2026030409", 4, -1}, {"202603040905", 4, 545},
		{"20260304090507.123-0500", 4, 545},
		{"202603042359+1400", 4, 1439}, {"2026-0330", -1, -1},
		{"2026-03-04T09:05:00Z", 4, 545}, {"20260304-0500", 4, -1},
		{"20260332", -1, -1}, {"202603042460", 4, -1}, {"", -1, -1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wanted) / sizeof(*wanted); i++) {
		struct hl7_time t = hl7_time_of(str_of(wanted[i].text));
		assert_int_equal(t.day, wanted[i].day < 0 ? NO_DATE :
		    date_of(2026, 3, wanted[i].day));
		assert_int_equal(t.minute, wanted[i].minute < 0 ? NO_TIME :
		    wanted[i].minute);
	}
}

/* Entries. */

#define CPT "codeSystem='2.16.840.1.113883.6.12'"
#define ENTRY(inside) SECTION("<text ID='t'>x</text><entry>" inside "</entry>")
#define DONE(inside) "<procedure classCode='PROC' moodCode='EVN'>" inside \
	"</procedure>"

static void
coded_procedures_are_charges_once(void **state)
{
	const struct document *d = read_z(CDA(
	    ENCOUNTER("<effectiveTime value='20260304'/>") BODY(
	    ENTRY(DONE("<id root='1' extension='a'/><code code='1' "
	    "codeSystem='2.16.840.1.113883.6.96'><translation code='97110' " CPT
	    "><qualifier><value code='GP'/></qualifier></translation></code>"
	    FROM_TO("202603040905", "202603040935")))
	    ENTRY(DONE("<id root='1' extension='a'/>"
	    "<code code='97110' " CPT "/>"))
	    ENTRY("<act moodCode='EVN'><code code='97140-59-GP' " CPT "/>"
	    "<repeatNumber value='2'/></act>")
	    ENTRY("<act moodCode='INT'><code code='97530' " CPT "/></act>")
	    ENTRY("<act moodCode='EVN' negationInd='true'>"
	    "<code code='97535' " CPT "/></act>")
	    ENTRY("<act moodCode='EVN'><code code='97116' " CPT
	    "/><statusCode code='cancelled'/></act>")
	    ENTRY(DONE("<code code='27447' " CPT "/>"
	    "<effectiveTime value='20240101'/>")))));

	(void)state;
	assert_int_equal(d->charges.len, 2);
	assert_str(d->charges.at[0].code, "97110");
	assert_int_equal(d->charges.at[0].units, -1);
	assert_int_equal(d->charges.at[0].minutes, 30);
	assert_string_equal(d->charges.at[0].xpath, "/ClinicalDocument"
	    "/component[1]/structuredBody[1]/component[1]/section[1]/entry[1]"
	    "/procedure[1]");
	assert_str(d->charges.at[1].code, "97140");
	assert_int_equal(d->charges.at[1].units, 2);
	assert_int_equal(d->charges.at[1].minutes, -1);
	assert_int_equal(d->charges.at[1].n_modifiers, 2);
	assert_str(d->charges.at[1].modifiers[1], "GP");
}

static void
references_that_lead_nowhere_are_said(void **state)
{
	const struct document *d = read_z(CDA(BODY(
	    ENTRY(DONE("<code><originalText><reference value='#t'/>"
	    "</originalText></code>"
	    "<text><reference value='#gone'/></text>")))));

	(void)state;
	assert_text(d, "x");
	assert_only_trouble(d, "input/not-judged", "a coded entry refers to "
	    "narrative text that is not there, at 2:285");
}

/* Bodies that are not XML. */

#define NON_XML(attributes, inside) CDA("<component><nonXMLBody><text " \
	attributes ">" inside "</text></nonXMLBody></component>")
#define B64 "representation='B64'"

static void
bodies_of_other_kinds_are_read(void **state)
{
	const struct document *d = read_z(NON_XML("mediaType='text/plain'",
	    "S: sore\nO: &lt;5 min"));

	(void)state;
	assert_text(d, "S: sore\nO: <5 min");
	assert_string_equal(d->loci.at[0].xpath,
	    "/ClinicalDocument/component[1]/nonXMLBody[1]/text[1]");
	assert_int_equal(document_position(d, 3).line, 2);
	assert_text(read_z(NON_XML(B64, "UzogIHNv\n  cmU=")), "S:  sore");
	assert_text(read_z(NON_XML(B64, "PHA+YTwvcD48cD5iPC9wPg==")), "a\nb");
	assert_text(read_z(NON_XML(B64, "e1xydGYxIGFccGFyIGJ9")), "a\nb");
}

static void
bodies_that_cannot_be_read_are_refused(void **state)
{
	(void)state;
	assert_unreadable(read_z(NON_XML(B64, "PHg+PC94Pg==")),
	    "input/unreadable", "is a clinical document whose body looks like "
	    "an XML document, which is not read as a note");
	assert_unreadable(read_z(NON_XML(B64, "iVBORw0KGgo=")),
	    "input/unreadable", "is a clinical document whose body looks like "
	    "a PNG image, which is not read as a note");
	assert_unreadable(read_z(NON_XML("", "")), "input/empty",
	    "is a clinical document whose body is empty");
	assert_unreadable(read_z(NON_XML("", "<reference value='../x'/>")),
	    "input/unreadable", "is a clinical document whose body lies "
	    "elsewhere: only a file beside the document or in a folder below "
	    "is read, and nothing is fetched");
	const struct document *d = read_z(NON_XML(B64, "UzogIHNvcmU=!"));
	assert_text(d, "S:  sore");
	assert_only_trouble(d, "input/encoding", "the body of the document is "
	    "not whole as base64");
}

/* The body lies in a file; the document is written beside it. */
static void
a_body_beside_the_document_is_read(void **state)
{
	static const struct {
		const char *reference, *text, *refusal;
	} cases[] = {
		{"body.txt", "S: sore", NULL},
		{"below/body.txt", "S: deep", NULL},
		{"none.txt", NULL, "lies in another file that cannot be read: "
		    "it does not exist"},
		{"link.txt", NULL, "lies in another file that cannot be read: "
		    "too many symbolic links lead to it"},
		{"below", NULL, "lies in something that is no file"},
		{"/etc/passwd", NULL, NULL}, {"below/../body.txt", NULL, NULL},
		{"http://x/y", NULL, NULL}, {"a\\b", NULL, NULL},
	};
	char folder[] = "/tmp/test_cda.XXXXXX", home[4096];

	(void)state;
	assert_non_null(getcwd(home, sizeof(home)));
	assert_non_null(mkdtemp(folder));
	assert_int_equal(chdir(folder), 0);
	assert_int_equal(mkdir("below", 0700), 0);
	assert_int_equal(symlink("body.txt", "link.txt"), 0);
	FILE *f = fopen("body.txt", "w");
	assert_true(f != NULL && fputs("S: sore", f) > 0 && fclose(f) == 0);
	f = fopen("below/body.txt", "w");
	assert_true(f != NULL && fputs("S: deep", f) > 0 && fclose(f) == 0);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct document *d = NULL;
		f = fopen("doc.xml", "w");
		assert_non_null(f);
		fprintf(f, NON_XML("", "<reference value='%s'/>"),
		    cases[i].reference);
		assert_int_equal(fclose(f), 0);
		assert_int_equal(ingest_read(arena, "doc.xml", NULL, &d, NULL),
		    OK);
		if (cases[i].text != NULL) {
			assert_text(d, cases[i].text);
			continue;
		}
		const char *why = cases[i].refusal != NULL ?
		    cases[i].refusal : "lies elsewhere: only a file beside the "
		    "document or in a folder below is read, and nothing is "
		    "fetched";
		assert_unreadable(d, "input/unreadable", arena_printf(arena,
		    "is a clinical document whose body %s", why).ptr);
	}
	assert_int_equal(unlink("doc.xml") + unlink("body.txt") +
	    unlink("link.txt") + unlink("below/body.txt") + rmdir("below"), 0);
	assert_int_equal(chdir(home) + rmdir(folder), 0);
}

static void
base64_is_decoded(void **state)
{
	char out[32];
	bool bad;

	(void)state;
	assert_int_equal(base64_decode(STR("QUJD\r\n RA=="), out, &bad), 4);
	assert_memory_equal(out, "ABCD", 4);
	assert_false(bad);
	assert_int_equal(base64_decode(STR("-_-_"), out, &bad), 3);
	assert_memory_equal(out, "\xFB\xFF\xBF", 3);
	assert_int_equal(base64_decode(STR("QUJDR"), out, &bad), 3);
	assert_true(bad);
	assert_int_equal(base64_decode(STR("QU*D"), out, &bad), 1);
	assert_true(bad);
	assert_int_equal(base64_decode(STR(""), out, &bad), 0);
	assert_false(bad);
}

/* Encodings and dialects. */

#define FORM(s) {s, sizeof(s) - 1}
#define SMALL "<ClinicalDocument xmlns='urn:hl7-org:v3'><component>" \
	"<structuredBody><component><section><text>%</text></section>" \
	"</component></structuredBody></component></ClinicalDocument>"

/* One text in the forms it may come in, behind the document it fills. */
static const struct {
	const char *bytes;
	size_t len;
} encoded[] = {
	FORM("<?xml version='1.0' encoding='UTF-8'?>"
	    SMALL "\xC3\x89 5\xC2\xB0"),
	FORM("\xEF\xBB\xBF" SMALL "\xC3\x89 5\xC2\xB0"),
	FORM("<?xml version='1.0' encoding='ISO-8859-1'?>" SMALL "\xC9 5\xB0"),
	FORM("<?xml version='1.0' encoding='windows-1252'?>"
	    SMALL "\xC9 5\xB0"),
	FORM("<?xml version='1.0'?>" SMALL "\xC9 5\xB0"),
	FORM("\n  " SMALL "&#201; 5&#xB0;"),
	FORM(SMALL "&Eacute; 5&deg;"),
};

/* The form with what stands behind its end put in for the "%". */
static struct str
filled(const char *bytes, size_t len)
{
	const char *hole = memchr(bytes, '%', len);
	const char *end = memmem(bytes, len, "</ClinicalDocument>", 19);
	struct str before = {bytes, (size_t)(hole - bytes)};
	struct str after = {hole + 1, (size_t)(end + 19 - hole - 1)};
	struct str text = {end + 19, len - (size_t)(end + 19 - bytes)};
	char *all = arena_alloc(arena, len);

	memcpy(all, before.ptr, before.len);
	memcpy(all + before.len, text.ptr, text.len);
	memcpy(all + before.len + text.len, after.ptr, after.len);
	return (struct str){all, before.len + text.len + after.len};
}

static struct str
widened(struct str s, bool big, bool mark)
{
	char *out = arena_alloc(arena, s.len * 2 + 2);
	size_t n = 0;

	if (mark) {
		out[n++] = (char)(big ? 0xFE : 0xFF);
		out[n++] = (char)(big ? 0xFF : 0xFE);
	}
	for (size_t i = 0; i < s.len; i++) {
		out[n + big] = s.ptr[i];
		out[n + !big] = 0;
		n += 2;
	}
	return (struct str){out, n};
}

static void
encodings_do_not_matter(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(encoded) / sizeof(*encoded); i++) {
		struct str form = filled(encoded[i].bytes, encoded[i].len);
		const struct document *d = read_str(form);
		assert_text(d, "\xC3\x89 5\xC2\xB0");
		assert_int_equal(d->troubles.len, 0);
	}
	/* Latin-1 bytes are UTF-16 with zeros between. */
	struct str latin = filled(encoded[4].bytes, encoded[4].len);
	for (unsigned i = 0; i < 4; i++)
		assert_text(read_str(widened(latin, i & 1, i & 2)),
		    "\xC3\x89 5\xC2\xB0");
}

static void
a_false_declaration_is_said(void **state)
{
	const char form[] = "<?xml version='1.0' encoding='utf-8'?>" SMALL
	    "\xC9 5\xB0";
	const struct document *d = read_str(filled(form, sizeof(form) - 1));

	(void)state;
	assert_text(d, "\xC3\x89 5\xC2\xB0");
	assert_only_trouble(d, "input/encoding", "the document says that it is "
	    "utf-8 but was read as Windows-1252");
}

static void
prefixes_do_not_matter(void **state)
{
	(void)state;
	assert_text(read_z("<h:ClinicalDocument xmlns:h='urn:hl7-org:v3' "
	    "xmlns:s='urn:other'><h:component><h:structuredBody><h:component>"
	    "<h:section><s:text>no</s:text><h:title>T</h:title><h:text>"
	    "<h:paragraph>x</h:paragraph></h:text></h:section></h:component>"
	    "</h:structuredBody></h:component></h:ClinicalDocument>"), "T\nx");
	assert_text(read_z("<ClinicalDocument>" BODY(TEXT("x"))
	    "</ClinicalDocument>"), "T\nx");
	assert_text(read_z("<section><title>T</title><text>x</text></section>"),
	    "T\nx");
	assert_text(read_z("\r\n<?xml version='1.0'?>\r\n<section>\r\n<text>a"
	    "\r\nb</text></section>\r\n"), "a\nb");
}

static void
what_is_no_clinical_document_is_named(void **state)
{
	(void)state;
	assert_unreadable(read_z("<?xml version='1.0'?><a/>"),
	    "input/unreadable", "is an XML document with the root element 'a', "
	    "which is no clinical document (CDA)");
	assert_unreadable(read_z("<Bundle xmlns='http://hl7.org/fhir'/>"),
	    "input/unreadable", "is FHIR as XML, of which only the JSON form "
	    "is read; export it as JSON or NDJSON");
	assert_unreadable(read_z(CDA("<title>x</title>")), "input/empty",
	    "is a clinical document without narrative text");
	assert_text(read_z("<?xml version='1.0'?><html><body>x</body></html>"),
	    "x");
}

/* Documents of others, where they are. */

static char *
contents(const char *path, size_t *len)
{
	FILE *f = fopen(path, "rb");
	struct stat st;

	if (f == NULL || fstat(fileno(f), &st) != 0)
		return NULL;
	char *bytes = arena_alloc(arena, (size_t)st.st_size + 1);
	*len = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	return bytes;
}

/* How often words hash to each of many places. */
enum { PLACES = 4096 };

static void
count_words(struct str s, int counts[PLACES], int by)
{
	for (size_t i = 0; i < s.len;) {
		unsigned hash = 5381;
		size_t from = i;
		for (; i < s.len && is_word(s.ptr[i]); i++)
			hash = hash * 33 + (unsigned char)s.ptr[i];
		if (i > from)
			counts[hash % PLACES] += by;
		i += i == from;
	}
}

static void
labelled_documents_give_their_words(void **state)
{
	static const char folder[] = "../shared/gold/cda";
	const char *root = getenv("srcdir");
	int counts[PLACES] = {0};
	char path[512];
	unsigned seen = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		size_t len;
		snprintf(path, sizeof(path), "%s/%s/%03d.xml",
		    root ? root : ".", folder, i);
		char *bytes = contents(path, &len);
		if (bytes == NULL)
			continue;
		const struct document *d = read_str((struct str){bytes, len});
		snprintf(path, sizeof(path), "%s/%s/%03d.narrative.txt",
		    root ? root : ".", folder, i);
		bytes = contents(path, &len);
		assert_non_null(bytes);
		count_words(d->text, counts, 1);
		count_words((struct str){bytes, len}, counts, -1);
		for (size_t k = 0; k < PLACES; k++)
			if (counts[k] != 0)
				fail_msg("%s: words differ", path);
		assert_true(d->stated.len > 5);
		seen++;
	}
	if (seen == 0)
		skip();
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sections_are_marked_with_title_and_code),
		TEST(sections_without_text_are_not_marked),
		TEST(narrative_is_laid_out_as_lines),
		TEST(line_ends_count_where_text_stands_alone),
		TEST(tables_are_rows_of_cells),
		TEST(blocks_are_told_from_lines),
		TEST(text_knows_its_place),
		TEST(the_patient_is_stated),
		TEST(who_treated_and_signed_comes_first),
		TEST(a_signature_still_required_is_none),
		TEST(a_signature_may_lack_its_time),
		TEST(who_performed_is_the_author),
		TEST(the_visit_has_day_and_times),
		TEST(a_period_of_care_is_no_visit),
		TEST(the_payer_is_that_of_the_policy),
		TEST(hl7_times_have_any_precision),
		TEST(coded_procedures_are_charges_once),
		TEST(references_that_lead_nowhere_are_said),
		TEST(bodies_of_other_kinds_are_read),
		TEST(bodies_that_cannot_be_read_are_refused),
		TEST(a_body_beside_the_document_is_read),
		TEST(base64_is_decoded),
		TEST(encodings_do_not_matter),
		TEST(a_false_declaration_is_said),
		TEST(prefixes_do_not_matter),
		TEST(what_is_no_clinical_document_is_named),
		TEST(labelled_documents_give_their_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
