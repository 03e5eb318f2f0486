/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#define PAGE(inside) "<!DOCTYPE html>\n<html><head><title>No</title>" \
	"<style>p {}</style></head><body>" inside "</body></html>"

static void
pages_are_laid_out(void **state)
{
	(void)state;
	assert_text(read_z(PAGE("<h1>Note</h1><p>S:  sore\n today<br>O: ok"
	    "<h2>Plan</h2><div>Gait <b>now</b></div>")),
	    "Note\nS: sore today\nO: ok\n\nPlan\nGait now");
	assert_text(
	    read_z(PAGE("<ul><li>SLR<li>Bridge</ul><pre>a  b\nc</pre>")),
	    "SLR\nBridge\na  b\nc");
	assert_text(read_z(PAGE("<table><tr><th>Exercise<th>Dose<tr><td>SLR"
	    "<td colspan=2>3x10</table>x")), "Exercise | Dose\nSLR | 3x10\nx");
	assert_text(
	    read_z(PAGE("<TABLE><TR><TD><P>One<P>Two</TD></TR></TABLE>")),
	    "One \nTwo");
}

static void
what_is_no_text_is_left_out(void **state)
{
	(void)state;
	assert_text(read_z(PAGE("a<script>if (x < 1) '</p>'</script>b"
	    "<!-- <p>no -->c<style>x</style><del>d</del><object>e</object>"
	    "<svg><text>f</text></svg>g")), "abcg");
	assert_text(read_z("<html><head><title>t</title><body>x"), "x");
	assert_text(read_z(PAGE("<p title='a > b' hidden>x</p >y")), "x\ny");
}

static void
entities_are_characters(void **state)
{
	(void)state;
	assert_text(
	    read_z(PAGE("5&deg; &lt;b&gt; &#181;&#xB5; &amp;lt; a&nbsp;b")),
	    "5\xC2\xB0 <b> \xC2\xB5\xC2\xB5 &lt; a b");
	assert_text(read_z(PAGE("&#150; &#0; &#1114112; &#55296;")),
	    "\xE2\x80\x93 \xEF\xBF\xBD \xEF\xBF\xBD \xEF\xBF\xBD");
	assert_text(read_z(PAGE("R&D, AT&T; &nosuch; & <5 min <- x")),
	    "R&D, AT&T; &nosuch; & <5 min <- x");
}

static void
places_are_those_of_the_page(void **state)
{
	const struct document *d = read_z("<html>\n<body>\n  <p>a\n    b&amp;c"
	    "</p></body></html>");

	(void)state;
	assert_text(d, "a b&c");
	assert_int_equal(document_position(d, 0).line, 3);
	assert_int_equal(document_position(d, 0).column, 6);
	assert_int_equal(document_position(d, 2).line, 4);
	assert_int_equal(document_position(d, 2).column, 5);
	assert_int_equal(document_position(d, 4).column, 11);
}

static void
encodings_do_not_matter(void **state)
{
	const struct document *d = read_z("<html><body>5\xB0 \x96 x</html>");

	(void)state;
	assert_text(d, "5\xC2\xB0 \xE2\x80\x93 x");
	assert_string_equal(d->encoding, "Windows-1252");
	assert_text(read_str((struct str){"\xFF\xFE<\0p\0>\0\xB0\0", 10}),
	    "\xC2\xB0");
}

static void
nothing_to_read_is_said(void **state)
{
	(void)state;
	assert_unreadable(read_z(PAGE("<p> </p><script>x</script>")),
	    "input/empty", "is an HTML page without text");
	assert_unreadable(read_z("<!-- made by"), "input/empty",
	    "is an HTML page without text");
	assert_unreadable(read_z("<p title='"), "input/empty",
	    "is an HTML page without text");
}

static void
notes_that_begin_with_an_angle_are_text(void **state)
{
	(void)state;
	assert_text(read_z("<5 min of rest"), "<5 min of rest");
	assert_text(read_z("<Patient Name> was seen"),
	    "<Patient Name> was seen");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(pages_are_laid_out),
		TEST(what_is_no_text_is_left_out),
		TEST(entities_are_characters),
		TEST(places_are_those_of_the_page),
		TEST(encodings_do_not_matter),
		TEST(nothing_to_read_is_said),
		TEST(notes_that_begin_with_an_angle_are_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
