/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/xml_encoding.h"

enum { NAME_BYTES = 40 };

/* What documents call the encodings that are read. */
static const struct {
	const char *name;
	enum encoding encoding;
	bool wide;		/* UTF-16, of either order */
} declarable[] = {
	{"UTF-8", ENCODING_UTF8, false},
	{"UTF8", ENCODING_UTF8, false},
	{"US-ASCII", ENCODING_UTF8, false},
	{"ASCII", ENCODING_UTF8, false},
	{"UTF-16", ENCODING_UTF16LE, true},
	{"UTF-16LE", ENCODING_UTF16LE, true},
	{"UTF-16BE", ENCODING_UTF16BE, true},
	{"UCS-2", ENCODING_UTF16LE, true},
	{"ISO-10646-UCS-2", ENCODING_UTF16LE, true},
	{"ISO-8859-1", ENCODING_WINDOWS_1252, false},
	{"ISO_8859-1", ENCODING_WINDOWS_1252, false},
	{"LATIN1", ENCODING_WINDOWS_1252, false},
	{"WINDOWS-1252", ENCODING_WINDOWS_1252, false},
	{"CP1252", ENCODING_WINDOWS_1252, false},
};

static bool
is_declaration(struct str s)
{
	return s.len > 5 && str_starts(s, STR("<?xml")) && is_space(s.ptr[5]);
}

/* The XML declaration with all that stands before it, of the head's text. */
static struct str
declaration(const struct look *look)
{
	size_t from = 0;
	struct str head = look->head;

	while (from < head.len && is_space(head.ptr[from]))
		from++;
	struct str rest = {head.ptr + from, head.len - from};
	if (!is_declaration(rest))
		return (struct str){head.ptr, from};
	const char *end = memmem(rest.ptr, rest.len, "?>", 2);
	return (struct str){head.ptr, end != NULL ?
	    (size_t)(end - head.ptr) + 2 : from};
}

/* The name of the encoding in a declaration; empty without one. */
static struct str
declared_name(struct str declaration)
{
	static const char word[] = "encoding";
	const char *at = declaration.len > 0 ? memmem(declaration.ptr,
	    declaration.len, word, strlen(word)) : NULL;
	const char *end = declaration.ptr + declaration.len;

	if (at == NULL)
		return (struct str){NULL, 0};
	at += strlen(word);
	while (at < end && (is_space(*at) || *at == '='))
		at++;
	if (at == end || (*at != '"' && *at != '\''))
		return (struct str){NULL, 0};
	const char *close = memchr(at + 1, *at, (size_t)(end - at) - 1);
	if (close == NULL || close - at - 1 > NAME_BYTES)
		return (struct str){NULL, 0};
	return (struct str){at + 1, (size_t)(close - at) - 1};
}

/* What the bytes are goes before what the document says they are, since that
 * is more often wrong. */
enum encoding
xml_encoding(struct arena *a, const struct look *look, size_t *end,
    struct str *trouble)
{
	struct str head = declaration(look), name = declared_name(head);
	enum encoding e = look->encoded.encoding;
	size_t n = sizeof(declarable) / sizeof(*declarable), i = 0;

	while (i < n && !str_eq_nocase(name, str_of(declarable[i].name)))
		i++;
	bool known = i < n;
	*end = head.len;
	if (e == ENCODING_UNKNOWN && known && !declarable[i].wide)
		return declarable[i].encoding;
	if (e == ENCODING_UNKNOWN)
		e = ENCODING_UTF8;
	if (name.len > 0 && e == ENCODING_WINDOWS_1252 &&
	    (!known || declarable[i].encoding != e))
		*trouble = arena_printf(a, "the document says "
		    "that it is %.*s but was read as %s", STR_ARG(name),
		    codec_name(e));
	return e;
}
