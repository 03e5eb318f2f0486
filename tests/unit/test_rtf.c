/* SPDX-License-Identifier: Apache-2.0 */
#include "reading.h"

#define RTF(inside) "{\\rtf1\\ansi\\ansicpg1252\\deff0\n" inside "}"

static void
paragraphs_are_lines(void **state)
{
	(void)state;
	assert_text(read_z(RTF("{\\fonttbl{\\f0 Arial;}}\\pard S: \\b sore\\b0"
	    "\\par\r\nO: ok\\line P: gait\\par\\par A\\\nB}")),
	    "S: sore\nO: ok\nP: gait\nA\nB");
	assert_text(read_z(RTF("a\\~b\\_c\\-d \\{x\\} \\\\")), "a b-cd {x} \\");
	assert_text(read_z(RTF("Pain\\tab 3/10")), "Pain\t3/10");
}

static void
what_is_no_text_is_left_out(void **state)
{
	(void)state;
	assert_text(read_z(RTF("{\\info{\\author Nobody}}{\\*\\generator x;}"
	    "{\\stylesheet{\\s0 Normal;}}{\\colortbl;\\red1\\green2;}a"
	    "{\\pict\\pngblip 89504e}{\\footer page 1}{\\v hidden}"
	    "\\v gone\\v0 b{\\deleted out}c"
	    "{\\field{\\*\\fldinst HYPERLINK x}{\\fldrslt link}}")), "abclink");
	assert_text(read_z(RTF("{\\header Pt: Ann}{\\headerf Pt: Ann}"
	    "\\pard x")), "Pt: Annx");
	const char binary[] = "{\\rtf1 a{\\*\\x\\bin5 }}{}\\}b}";
	assert_text(read_str((struct str){binary, sizeof(binary) - 1}), "ab");
}

static void
characters_are_decoded(void **state)
{
	(void)state;
	assert_text(read_z(RTF("5\\'b0 \\'93x\\'94 \\emdash\\bullet\\rquote ")),
	    "5\xC2\xB0 \xE2\x80\x9Cx\xE2\x80\x9D "
	    "\xE2\x80\x94\xE2\x80\xA2\xE2\x80\x99");
	assert_text(
	    read_z(RTF("\\u176?C \\uc2\\u8804\\'3c\\'3d5\\uc0\\u181 g")),
	    "\xC2\xB0" "C \xE2\x89\xA4" "5\xC2\xB5g");
	assert_text(read_z(RTF("\\u-10179?\\u-8704?")), "\xF0\x9F\x98\x80");
	assert_text(read_z("{\\rtf1\\ansicpg1251 \\'ff}"), "\xD1\x8F");
	assert_text(read_z("{\\rtf1{\\fonttbl{\\f3\\fcharset204 X;}}\\f3\\'ff"
	    "\\f0\\'ff}"), "\xD1\x8F\xC3\xBF");
	/* A page that nobody has is taken for the usual one. */
	assert_text(read_z("{\\rtf1\\ansicpg9 \\'b0}"), "\xC2\xB0");
}

static void
lists_and_tables_are_laid_out(void **state)
{
	(void)state;
	assert_text(read_z(RTF("Done:\\par{\\listtext\\'b7\\tab}SLR\\par"
	    "{\\pntext 1.\\tab}Bridge\\par end")),
	    "Done:\nSLR\nBridge\nend");
	assert_text(read_z(RTF("a\\par\\trowd\\pard\\intbl Exercise\\cell Dose"
	    "\\cell\\row\\trowd\\intbl SLR\\cell 3x10\\par 2 lb\\cell\\cell"
	    "\\row\\pard b")), "a\nExercise | Dose\nSLR | 3x10; 2 lb\nb");
	assert_text(read_z(RTF("\\pard\\intbl\\cell x\\cell\\row")), "| x");
}

static void
broken_documents_are_said(void **state)
{
	const struct document *d = read_z("{\\rtf1 {\\b x");

	(void)state;
	assert_text(d, "x");
	assert_only_trouble(d, "input/truncated", "its groups are not closed");
	assert_unreadable(read_z(RTF("")), "input/empty",
	    "is an RTF document without text");
	assert_text(read_z("{\\rtf1 a}}}}b\\'zz\\u\\"), "abzz");
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, make_arena, drop_arena)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(paragraphs_are_lines),
		TEST(what_is_no_text_is_left_out),
		TEST(characters_are_decoded),
		TEST(lists_and_tables_are_laid_out),
		TEST(broken_documents_are_said),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
