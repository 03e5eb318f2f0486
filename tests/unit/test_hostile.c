/* SPDX-License-Identifier: Apache-2.0 */
/* Documents made to harm: each ends in a clear finding, soon and small. */
#include "reading.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#define HEAD "<ClinicalDocument xmlns='urn:hl7-org:v3'><component>" \
	"<structuredBody><component><section><text>"
#define TAIL "</text></section></component></structuredBody></component>" \
	"</ClinicalDocument>"
#define LIMIT_MESSAGE(why) "the document " why " and was read up to there"

/* A document that is put together piece by piece. */
struct builder {
	char *at;
	size_t len;
	size_t cap;
};

static void
add(struct builder *b, const char *piece, size_t times)
{
	size_t n = strlen(piece);

	while (b->cap - b->len < n * times) {
		b->cap = b->cap ? b->cap * 2 : 4096;
		b->at = realloc(b->at, b->cap);
		assert_non_null(b->at);
	}
	for (; times > 0; times--, b->len += n)
		memcpy(b->at + b->len, piece, n);
}

/* What the reading of a document may take. */
#define MEMORY ((size_t)256 << 20)

static const struct document *
read_built(struct builder *b)
{
	const struct document *d = read_str((struct str){b->at, b->len});

	assert_true(arena_used(arena) + b->len < MEMORY);
	free(b->at);
	*b = (struct builder){0};
	return d;
}

static void
entities_that_explode_are_stopped(void **state)
{
	struct builder b = {0};
	char line[64];

	(void)state;
	add(&b, "<!DOCTYPE d [<!ENTITY e0 'ha'>", 1);
	for (int i = 1; i < 40; i++) {
		snprintf(line, sizeof(line), "<!ENTITY e%d '&e%d;&e%d;'>", i,
		    i - 1, i - 1);
		add(&b, line, 1);
	}
	add(&b, "]>" HEAD "x &e39;" TAIL, 1);
	const struct document *d = read_built(&b);
	assert_text(d, "x");
	assert_only_trouble(d, "input/limit", LIMIT_MESSAGE("has entities that "
	    "expand beyond the limit"));
}

static void
one_entity_used_often_is_stopped(void **state)
{
	struct builder b = {0};

	(void)state;
	add(&b, "<!DOCTYPE d [<!ENTITY e '", 1);
	add(&b, "x", 50000);
	add(&b, "'>]>" HEAD, 1);
	add(&b, "&e;", 50000);
	add(&b, TAIL, 1);
	const struct document *d = read_built(&b);
	assert_true(d->text.len <= LIMIT_XML_ENTITY_BYTES);
	assert_only_trouble(d, "input/limit", LIMIT_MESSAGE("has entities that "
	    "expand beyond the limit"));
}

static void
entities_without_text_are_replaced(void **state)
{
	static const char *const declared[] = {
		"<!ENTITY e '&f;'><!ENTITY f '&e;'>",
		"<!ENTITY e SYSTEM 'file:///etc/passwd'>",
		"<!ENTITY e PUBLIC 'x' 'http://127.0.0.1/x'>",
		"<!ENTITY e '<item>x</item>'>",
		"<!ENTITY e '&nosuch;'>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(declared) / sizeof(*declared); i++) {
		struct builder b = {0};
		add(&b, "<!DOCTYPE d [", 1);
		add(&b, declared[i], 1);
		add(&b, "]>" HEAD "a &e; b" TAIL, 1);
		const struct document *d = read_built(&b);
		assert_text(d, "a \xEF\xBF\xBD b");
		assert_int_equal(d->troubles.len, 1);
		assert_string_equal(d->troubles.at[0].rule, "input/encoding");
		assert_true(str_starts(d->troubles.at[0].message,
		    STR("1 entity has no text in the document and was "
		    "replaced, the first at 1:")));
	}
}

static void
entities_with_text_are_expanded(void **state)
{
	(void)state;
	assert_text(read_z("<!DOCTYPE d [<!ENTITY e 'a &f; &#38;amp; &lt;'>"
	    "<!ENTITY f '&#176;'>]>" HEAD "&e;|&e;|&deg;" TAIL),
	    "a \xC2\xB0 & <|a \xC2\xB0 & <|\xC2\xB0");
}

static void
nothing_outside_is_loaded(void **state)
{
	(void)state;
	assert_text(read_z("<!DOCTYPE d SYSTEM 'http://127.0.0.1/x.dtd'>" HEAD
	    "x" TAIL), "x");
	assert_text(read_z(HEAD "<i:include href='file:///etc/passwd' "
	    "parse='text' xmlns:i='http://www.w3.org/2001/XInclude'/>x" TAIL),
	    "x");
	assert_unreadable(read_z("<!DOCTYPE d [<!ENTITY % e SYSTEM "
	    "'file:///etc/passwd'> %e;]>" HEAD "x" TAIL), "input/unreadable",
	    "is XML that uses parameter entities, which are not read");
}

static void
deep_nesting_is_stopped(void **state)
{
	struct builder b = {0};

	(void)state;
	add(&b, HEAD "x", 1);
	add(&b, "<list>", 200000);
	add(&b, "</list>", 200000);
	add(&b, TAIL, 1);
	const struct document *d = read_built(&b);
	assert_text(d, "x");
	assert_only_trouble(d, "input/limit", LIMIT_MESSAGE("nests its "
	    "elements too deep"));
	add(&b, "<?xml version='1.0'?>", 1);
	add(&b, "<component>", 200000);
	assert_unreadable(read_built(&b), "input/unreadable", "is an XML "
	    "document with the root element 'component', which is no clinical "
	    "document (CDA)");
	add(&b, HEAD, 1);
	add(&b, "<table><tr><td>", 80);
	add(&b, "x", 1);
	add(&b, "</td></tr></table>", 80);
	add(&b, TAIL, 1);
	assert_text(read_built(&b), "x");
	add(&b, "<html>", 1);
	add(&b, "<div><table><tr><td>", 50000);
	add(&b, "x", 1);
	assert_text(read_built(&b), "x");
	add(&b, "{\\rtf1 x", 1);
	add(&b, "{", 200000);
	add(&b, "y", 1);
	assert_text(read_built(&b), "x");
}

static void
endless_text_is_stopped(void **state)
{
	static const char *const pieces[] = {"word ", " ", "\n", "x"};
	struct builder b = {0};

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		add(&b, HEAD "x ", 1);
		add(&b, pieces[i], (LIMIT_NARRATIVE_NODE_BYTES + 100000) /
		    strlen(pieces[i]));
		const struct document *d = read_built(&b);
		assert_int_equal(d->text.ptr[0], 'x');
		assert_only_trouble(d, "input/limit", LIMIT_MESSAGE("has a "
		    "text beyond the limit of size"));
		drop_arena(NULL);
		make_arena(NULL);
	}
	add(&b, HEAD, 1);
	add(&b, "<paragraph>some words in a paragraph</paragraph>",
	    LIMIT_NARRATIVE_BYTES / 25);
	const struct document *d = read_built(&b);
	assert_true(d->text.len <= LIMIT_NARRATIVE_BYTES);
	assert_only_trouble(d, "input/limit", LIMIT_MESSAGE("has more text "
	    "than the limit allows"));
}

static void
endless_markup_is_stopped(void **state)
{
	struct builder b = {0};
	char name[32];

	(void)state;
	add(&b, HEAD "x<!--", 1);
	add(&b, "abcd", LIMIT_XML_TOKEN_BYTES / 4 + 20000);
	assert_only_trouble(read_built(&b), "input/limit", LIMIT_MESSAGE("has "
	    "a comment or declaration beyond the limit of size"));
	add(&b, HEAD "x<list a='", 1);
	add(&b, "abcd", LIMIT_XML_TAG_BYTES / 4 + 20000);
	assert_only_trouble(read_built(&b), "input/limit", LIMIT_MESSAGE("has "
	    "a tag beyond the limit of size"));
	add(&b, HEAD "x<list", 1);
	for (int i = 0; i < 100000; i++) {
		snprintf(name, sizeof(name), " a%d=''", i);
		add(&b, name, 1);
	}
	assert_only_trouble(read_built(&b), "input/limit", LIMIT_MESSAGE("has "
	    "a tag beyond the limit of size"));
	add(&b, HEAD "x", 1);
	for (int i = 0; i < 300000; i++) {
		snprintf(name, sizeof(name), "<name%d/>", i);
		add(&b, name, 1);
	}
	assert_only_trouble(read_built(&b), "input/limit", LIMIT_MESSAGE("has "
	    "too many different names"));
}

static void
wide_tables_are_stopped(void **state)
{
	struct builder b = {0};

	(void)state;
	assert_text(read_z(HEAD "<table><tr><td colspan='999999999' "
	    "rowspan='-1'>x</td><td>y</td></tr></table>" TAIL), "x | y");
	add(&b, HEAD "<table>", 1);
	add(&b, "<tr><td colspan='100' rowspan='100'>x</td></tr>", 30000);
	add(&b, "</table>" TAIL, 1);
	assert_true(read_built(&b)->text.len <= LIMIT_NARRATIVE_BYTES);
}

static void
long_bodies_are_refused(void **state)
{
	struct builder b = {0};

	(void)state;
	add(&b, "<ClinicalDocument xmlns='urn:hl7-org:v3'><component>"
	    "<nonXMLBody><text representation='B64'>", 1);
	add(&b, "QUJDRA==QUJDRA==QUJDRA==QUJDRA==",
	    LIMIT_BODY_BYTES / 24 + 1000);
	assert_unreadable(read_built(&b), "input/unreadable",
	    "is XML that has a body beyond the limit of size");
}

static void
many_entries_are_stopped(void **state)
{
	struct builder b = {0};

	(void)state;
	add(&b, HEAD "x</text><entry>", 1);
	add(&b, "<act moodCode='EVN'><text><reference value='#n'/></text>"
	    "</act>", LIMIT_CDA_ENTRIES + 10);
	add(&b, "</entry><text>" TAIL, 1);
	const struct document *d = read_built(&b);
	assert_text(d, "x");
	assert_true(str_starts(d->troubles.at[0].message,
	    STR("200000 coded entries refer to narrative text")));
}

static void
broken_xml_is_said(void **state)
{
	static const struct {
		const char *bytes, *why;
	} broken[] = {
		{HEAD "a & b" TAIL, "a '<' or '&' is not followed by a name, "
		    "at 1:98"},
		{HEAD "</b>" TAIL, "an end tag is not that of the element "
		    "that is open, at 1:99"},
		{HEAD "<b c='1' c='2'/>" TAIL, "an attribute is given twice, "
		    "at 1:109"},
		{HEAD "<b c=1/>" TAIL, "an attribute has no quotes, at 1:100"},
		{HEAD "&#1;" TAIL, "a character that XML forbids stands in it, "
		    "at 1:99"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(*broken); i++)
		assert_unreadable(read_z(broken[i].bytes), "input/unreadable",
		    arena_printf(arena, "is XML that is broken: %s",
		    broken[i].why).ptr);
	const struct document *d = read_z(HEAD "x" TAIL HEAD "y" TAIL);
	assert_text(d, "x");
	assert_int_equal(d->troubles.len, 1);
	assert_string_equal(d->troubles.at[0].rule, "input/limit");
	d = read_str((struct str){HEAD "a\1b" TAIL "\0\0\x1A",
	    sizeof(HEAD "a\1b" TAIL "\0\0\x1A") - 1});
	assert_text(d, "a\xEF\xBF\xBD" "b");
	assert_only_trouble(d, "input/encoding", "1 character is not UTF-8 "
	    "text and was replaced, the first at 1:96");
}

/* Each prefix of a document is said to be cut, or to hold nothing. */
static void
check_prefixes(struct str whole, size_t step)
{
	for (size_t n = step; n < whole.len; n += step) {
		const struct document *d = read_str((struct str){whole.ptr, n});
		if (d->troubles.len == 0)
			fail_msg("nothing is said of the first %zu bytes", n);
		drop_arena(NULL);
		make_arena(NULL);
	}
}

static void
cut_documents_are_said(void **state)
{
	static const char whole[] = "<?xml version='1.0'?>" HEAD
	    "<list><item>one</item><item>two &lt; 3</item></list><!-- x -->"
	    "<table><tr><td colspan='2'>a</td></tr></table><![CDATA[z]]>" TAIL;
	const struct document *d = read_z(HEAD "<paragraph>Sore kn");

	(void)state;
	assert_text(d, "Sore kn");
	assert_only_trouble(d, "input/truncated",
	    "its elements are not closed, at 1:113");
	assert_unreadable(
	    read_z("<?xml version='1.0'?><ClinicalDocument><comp"),
	    "input/unreadable", "is XML that ends early: its elements are not "
	    "closed, at 1:45");
	/* What comes before the first tag is text like any other. */
	for (size_t n = 25; n < sizeof(whole) - 1; n++) {
		d = read_str((struct str){whole, n});
		if (d->troubles.len == 0)
			fail_msg("nothing is said of the first %zu bytes", n);
	}
}

/* Wherever memory ends, nothing is left behind and the file is named. */
static void
memory_may_end_anywhere(void **state)
{
	static const char *const documents[] = {
		"<!DOCTYPE d [<!ENTITY e 'a &f;'><!ENTITY f '&#176;'>]>" HEAD
		    "<table><tr><td a='&e;'>&e;</td></tr></table>" TAIL,
		"<html><table><tr><td>a &deg; b</table>",
		"{\\rtf1\\ansicpg1251 a \\'ff {\\b b}\\par c}",
	};
	enum { STEP = 3000 };

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		enum status status = E_MEMORY;
		for (size_t room = 0; status == E_MEMORY; room += STEP) {
			struct arena *a = arena_new(room);
			struct document *d;
			struct err err;
			assert_non_null(a);
			status = ingest_bytes(a, "doc", str_of(documents[i]),
			    &d, &err);
			if (status == E_MEMORY)
				assert_string_equal(err.text,
				    "doc: not enough memory to read it");
			arena_free(a);
		}
		assert_int_equal(status, OK);
	}
}

static struct str
file_contents(const char *path)
{
	FILE *f = fopen(path, "rb");
	struct stat st;

	if (f == NULL || fstat(fileno(f), &st) != 0)
		return (struct str){NULL, 0};
	char *bytes = malloc((size_t)st.st_size + 1);
	assert_non_null(bytes);
	size_t len = fread(bytes, 1, (size_t)st.st_size, f);
	fclose(f);
	return (struct str){bytes, len};
}

/* Call for each file of a folder; false when there is no such folder. */
static bool
each_file(const char *folder, const char *end, void (*check)(struct str))
{
	const char *root = getenv("srcdir");
	char path[1024];

	snprintf(path, sizeof(path), "%s/%s", root ? root : ".", folder);
	DIR *dir = opendir(path);
	if (dir == NULL)
		return false;
	for (const struct dirent *e; (e = readdir(dir)) != NULL;) {
		size_t n = strlen(e->d_name), m = strlen(end);
		if (n < m || strcmp(e->d_name + n - m, end) != 0)
			continue;
		snprintf(path, sizeof(path), "%s/%s/%s", root ? root : ".",
		    folder, e->d_name);
		struct str bytes = file_contents(path);
		check(bytes);
		free((char *)bytes.ptr);
		drop_arena(NULL);
		make_arena(NULL);
	}
	closedir(dir);
	return true;
}

/* Nothing of it is a clinical document; some is short enough for a note. */
static void
check_hostile(struct str bytes)
{
	const struct document *d = read_str(bytes);

	assert_true(d->unreadable || d->troubles.len > 0 || d->text.len < 100 ||
	    d->loci.len == 0);
	assert_int_equal(d->stated.len, 0);
}

static void
check_cuts(struct str bytes)
{
	check_prefixes(bytes, 1024);
}

static void
documents_of_others_do_no_harm(void **state)
{
	(void)state;
	if (!each_file("../shared/data/hostile/libxml2_errors", ".xml",
	    check_hostile))
		skip();
	each_file("../shared/data/hostile", ".xml", check_hostile);
	each_file("../shared/data/cda/onc_negative", ".xml", check_cuts);
	each_file("../shared/data/cda/hl7_examples/Documents/Care Plan",
	    ".xml", check_cuts);
	each_file("../shared/data/cda/hl7_examples/Documents/Progress Note",
	    ".xml", check_cuts);
	each_file("../shared/gold/cda", ".xml", check_cuts);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(entities_that_explode_are_stopped),
		TEST(one_entity_used_often_is_stopped),
		TEST(entities_without_text_are_replaced),
		TEST(entities_with_text_are_expanded),
		TEST(nothing_outside_is_loaded),
		TEST(deep_nesting_is_stopped),
		TEST(endless_text_is_stopped),
		TEST(endless_markup_is_stopped),
		TEST(wide_tables_are_stopped),
		TEST(long_bodies_are_refused),
		TEST(many_entries_are_stopped),
		TEST(broken_xml_is_said),
		TEST(cut_documents_are_said),
		TEST(memory_may_end_anywhere),
		TEST(documents_of_others_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
