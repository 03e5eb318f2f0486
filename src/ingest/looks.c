/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/looks.h"

#include "ingest/feed.h"

/* The longest name of a member or an element that is followed. */
#define NAME_BYTES 128

struct magic {
	size_t at;
	struct str bytes;
	const char *kind;
	bool archive;
};

#define MAGIC(at, lit, kind) {(at), {(lit), sizeof(lit) - 1}, (kind), false}
#define PACKED(at, lit, kind) {(at), {(lit), sizeof(lit) - 1}, (kind), true}

/* Signatures long or odd enough that no note begins with them. */
static const struct magic magics[] = {
	MAGIC(0, "%PDF-", "a PDF document"),
	MAGIC(0, "%!PS", "a PostScript document"),
	MAGIC(0, "{\\rtf", "an RTF document"),
	PACKED(0, "PK\003\004", "a ZIP archive"),
	PACKED(0, "PK\005\006", "an empty ZIP archive"),
	PACKED(0, "PK\007\010PK", "a part of a ZIP archive"),
	MAGIC(0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
	    "an older Office document (OLE)"),
	PACKED(0, "\x1F\x8B", "gzip-compressed data"),
	PACKED(0, "\x1F\x9D", "compressed data"),
	PACKED(0, "BZh", "bzip2-compressed data"),
	PACKED(0, "\xFD" "7zXZ\0", "xz-compressed data"),
	PACKED(0, "\x5D\0\0", "lzma-compressed data"),
	PACKED(0, "\x28\xB5\x2F\xFD", "zstd-compressed data"),
	PACKED(0, "\x04\x22\x4D\x18", "lz4-compressed data"),
	PACKED(0, "7z\xBC\xAF\x27\x1C", "a 7-Zip archive"),
	PACKED(0, "Rar!\x1A\x07", "a RAR archive"),
	MAGIC(0, "MSCF\0\0\0\0", "a CAB archive"),
	PACKED(257, "ustar", "a tar archive"),
	MAGIC(0, "\x89PNG\r\n\x1A\n", "a PNG image"),
	MAGIC(0, "\xFF\xD8\xFF", "a JPEG image"),
	MAGIC(0, "GIF8", "a GIF image"),
	MAGIC(0, "II*\0", "a TIFF image"),
	MAGIC(0, "MM\0*", "a TIFF image"),
	MAGIC(128, "DICM", "a DICOM image"),
	MAGIC(4, "ftyp", "a video or audio file"),
	MAGIC(0, "RIFF", "a video or audio file"),
	MAGIC(0, "\x7F" "ELF", "a program"),
	MAGIC(0, "MZ\x90\0", "a program"),
	MAGIC(0, "#!/", "a script"),
	MAGIC(0, "SQLite format 3\0", "a SQLite database"),
	MAGIC(0, "\xFF\xFE\0\0", "text in UTF-32"),
	MAGIC(0, "\0\0\xFE\xFF", "text in UTF-32"),
	MAGIC(0, "MSH|^~\\&", "an HL7 version 2 message"),
	MAGIC(0, "ISA*00*", "an X12 transaction"),
};

/* Elements that begin a page or a piece of one. */
static const char *const html_elements[] = {
	"html", "head", "body", "meta", "title", "div", "p", "br", "span",
	"table", "font", "center", "pre", "b", "i", "u", "ul", "ol", "h1",
	"h2", "h3", "a", "img", "style",
};

static const struct magic *
by_magic(struct str bytes)
{
	for (size_t i = 0; i < sizeof(magics) / sizeof(*magics); i++) {
		const struct magic *m = &magics[i];
		if (bytes.len > m->at && str_starts((struct str){
		    bytes.ptr + m->at, bytes.len - m->at}, m->bytes))
			return m;
	}
	return NULL;
}

static struct str
skip(struct str s, size_t n)
{
	return (struct str){s.ptr + n, s.len - n};
}

static struct str
skip_space(struct str s)
{
	while (s.len > 0 && is_space(s.ptr[0]))
		s = skip(s, 1);
	return s;
}

static bool
holds(struct str s, struct str what)
{
	return s.len >= what.len && memmem(s.ptr, s.len, what.ptr, what.len);
}

/* Office documents are ZIP archives, but one document: of ECMA-376 (docx) or
 * of ISO 26300 (odt), whose first members have these names. */
static bool
is_office(struct str head)
{
	return holds(head, STR("[Content_Types].xml")) ||
	    holds(head, STR("mimetypeapplication/"));
}

static bool
starts_nocase(struct str s, struct str prefix)
{
	return s.len >= prefix.len &&
	    str_eq_nocase((struct str){s.ptr, prefix.len}, prefix);
}

static bool
is_html(struct str name)
{
	size_t n = sizeof(html_elements) / sizeof(*html_elements);

	for (size_t i = 0; i < n; i++)
		if (str_eq_nocase(name, str_of(html_elements[i])))
			return true;
	return false;
}

/* What stands behind the comments at the beginning. */
static struct str
skip_comments(struct str s)
{
	while (str_starts(s, STR("<!--"))) {
		const char *end = memmem(s.ptr, s.len, "-->", 3);
		if (end == NULL)
			return STR("");
		s = skip_space(skip(s, (size_t)(end - s.ptr) + 3));
	}
	return s;
}

/* An attribute, "name=" and a quote, or the end of an empty element. */
static bool
goes_on_as_tag(struct str s)
{
	s = skip_space(s);
	if (s.len >= 2 && s.ptr[0] == '/')
		return s.ptr[1] == '>';
	size_t n = 0;
	while (n < s.len && (is_word(s.ptr[n]) || s.ptr[n] == ':' ||
	    s.ptr[n] == '-' || s.ptr[n] == '.'))
		n++;
	return n > 0 && s.len >= n + 2 && s.ptr[n] == '=' &&
	    (s.ptr[n + 1] == '"' || s.ptr[n + 1] == '\'');
}

/*
 * A note may well begin with "<5 min" or "<Patient Name>".  Markup is what
 * declares itself, begins with an element of HTML, or begins with a tag that
 * has attributes, closes one or names its vocabulary.
 */
static enum markup
by_element(struct str s)
{
	size_t end = 1;

	while (end < s.len && end <= NAME_BYTES && (is_word(s.ptr[end]) ||
	    s.ptr[end] == ':' || s.ptr[end] == '-' || s.ptr[end] == '.'))
		end++;
	if (end == s.len || !(is_space(s.ptr[end]) || s.ptr[end] == '>' ||
	    s.ptr[end] == '/'))
		return MARKUP_NONE;
	if (is_html((struct str){s.ptr + 1, end - 1}))
		return MARKUP_HTML;
	return goes_on_as_tag(skip(s, end)) || holds(s, STR("</")) ||
	    holds(s, STR("xmlns")) ? MARKUP_XML : MARKUP_NONE;
}

static enum markup
by_tag(struct str s)
{
	bool comments = str_starts(s, STR("<!--"));

	s = skip_comments(s);
	if (starts_nocase(s, STR("<!DOCTYPE")))
		return starts_nocase(skip_space(skip(s, 9)), STR("html")) ?
		    MARKUP_HTML : MARKUP_XML;
	if (s.len > 2 && str_starts(s, STR("<?")) && is_alpha(s.ptr[2]))
		return MARKUP_XML;
	if (s.len > 2 && s.ptr[0] == '<' && is_word(s.ptr[1]) &&
	    !is_digit(s.ptr[1]))
		return by_element(s);
	return comments ? MARKUP_HTML : MARKUP_NONE;
}

static enum markup
by_signature(struct str bytes)
{
	if (str_starts(bytes, STR("{\\rtf")))
		return MARKUP_RTF;
	return str_starts(bytes, STR("%PDF-")) ? MARKUP_PDF : MARKUP_NONE;
}

/* An object that begins with a member, in any depth of lists, or with
 * nothing in it.  "[x] done" and "{name}" are notes. */
static const char *
by_json(struct str s)
{
	static const char json[] = "JSON data";

	while (s.len > 0 && s.ptr[0] == '[')
		s = skip_space(skip(s, 1));
	if (s.len == 0 || s.ptr[0] != '{')
		return NULL;
	s = skip_space(skip(s, 1));
	if (s.len > 0 && s.ptr[0] == '}')
		return json;
	if (s.len == 0 || s.ptr[0] != '"')
		return NULL;
	size_t end = 1;
	while (end < s.len && end <= NAME_BYTES && s.ptr[end] != '"' &&
	    s.ptr[end] != '\n')
		end++;
	if (end == s.len || s.ptr[end] != '"')
		return NULL;
	s = skip_space(skip(s, end + 1));
	return s.len > 0 && s.ptr[0] == ':' ? json : NULL;
}

/* Control characters that text files hold for no reason of typing. */
static bool
is_control(char c)
{
	return ((unsigned char)c < 0x20 && !is_space(c)) || c == 0x7F;
}

static const char *
by_texture(const struct look *look, const struct mended *m)
{
	struct str head = look->head;
	size_t odd = m->zeros;

	for (size_t i = 0; i < head.len; i++)
		odd += is_control(head.ptr[i]);
	/* A stray few come from printers and old word processors. */
	if (odd > 3 && odd > head.len / 32)
		return "binary data";
	/* Too much to mend: what is left would be judged for what it lost. */
	if (look->encoded.encoding == ENCODING_UNKNOWN ||
	    (m->replaced > 16 && m->replaced > head.len / 4))
		return "text in an encoding other than UTF-8, UTF-16 and "
		    "Windows-1252";
	return NULL;
}

struct look
look_at(struct arena *a, struct str bytes)
{
	struct look look = {.bytes = bytes, .encoded = encoding_detect(bytes)};
	struct document head = {0};
	struct mended mended;

	look.markup = by_signature(bytes);
	if (bytes.len > FEED_HEAD_BYTES)
		bytes.len = FEED_HEAD_BYTES;
	const struct magic *magic = by_magic(bytes);
	if (magic != NULL) {
		bool office = str_starts(bytes, STR("PK")) && is_office(bytes);
		look.kind = office ? "an Office document" : magic->kind;
		look.archive = magic->archive && !office;
	}
	encoding_decode(a, bytes, look.encoded, &head, &mended);
	look.head = head.text;
	struct str text = skip_space(look.head);
	if (look.kind == NULL)
		look.markup = by_tag(text);
	if (look.markup == MARKUP_XML)
		look.kind = "an XML document";
	if (look.markup == MARKUP_HTML)
		look.kind = "an HTML page";
	if (look.kind == NULL)
		look.kind = by_json(text);
	if (look.kind == NULL)
		look.kind = by_texture(&look, &mended);
	return look;
}
