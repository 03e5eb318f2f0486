/* SPDX-License-Identifier: Apache-2.0 */
/*
 * libxml2's push parser, fed with UTF-8 that stream.c makes: the parser never
 * sees another encoding, the XML declaration, or a second line end, so that
 * one note in five encodings is one note.  Its own handling of entities is
 * not used (see xml_entities.c), nor are its messages, which quote the text.
 */
#include "ingest/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include "base/limits.h"
#include "ingest/stream.h"
#include "ingest/xml_encoding.h"
#include "ingest/xml_entities.h"

enum { CHUNK = 32 * 1024 };

struct xml {
	struct arena *arena;
	const struct xml_reader *reader;
	void *user;
	xmlParserCtxtPtr parser;
	xmlSAXHandler sax;
	struct stream feed;	/* what the parser gets next */
	struct stream place;	/* follows behind, for positions */
	size_t skipped;		/* text before what the parser gets */
	size_t depth;
	bool begun;		/* the root element has begun */
	const xmlChar **attributes;	/* of the element that begins */
	int n_attributes;
	const xmlChar *namespace;
	struct entities *entities;
	xmlEntity entity;	/* the last one handed to the parser */
	char fault[4];		/* text of an entity that has none: U+FFFD */
	size_t faults;
	size_t fault_line, fault_column;	/* of the first of them */
	int error;		/* libxml2's code of the first fatal one */
	size_t error_at;
	bool error_last;	/* no tag ends behind it */
	struct str stopped;	/* why reading was given up, or empty */
	bool no_memory;		/* an event ran out of it */
};

/* In words of our own: libxml2's may quote the document. */
static const struct {
	int code;
	const char *what;
} errors[] = {
	{XML_ERR_DOCUMENT_EMPTY, "it holds no element"},
	{XML_ERR_DOCUMENT_END, "something stands outside its root element"},
	{XML_ERR_TAG_NAME_MISMATCH, "an end tag is not that of the element "
	    "that is open"},
	{XML_ERR_NAME_REQUIRED, "a '<' or '&' is not followed by a name"},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, "a '&' is not followed by a name "
	    "and ';'"},
	{XML_ERR_ATTRIBUTE_REDEFINED, "an attribute is given twice"},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, "an attribute has no quotes"},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, "an attribute has no value"},
	{XML_ERR_LT_IN_ATTRIBUTE, "a '<' stands in an attribute"},
	{XML_ERR_GT_REQUIRED, "a tag has no '>'"},
	{XML_ERR_INVALID_CHAR, "a character that XML forbids stands in it"},
	{XML_ERR_INVALID_CHARREF, "a character that XML forbids is named"},
	{XML_ERR_PEREF_IN_INT_SUBSET, "it uses parameter entities, which are "
	    "not read"},
	{XML_ERR_UNDECLARED_ENTITY, "it uses an entity that it does not "
	    "declare"},
	{XML_ERR_HYPHEN_IN_COMMENT, "'--' stands in a comment"},
	{XML_ERR_COMMENT_NOT_FINISHED, "a comment does not end"},
	{XML_ERR_CDATA_NOT_FINISHED, "a CDATA section does not end"},
	{XML_ERR_MISPLACED_CDATA_END, "']]>' stands in text"},
};

uint32_t
xml_html_entity(const char *name)
{
	const htmlEntityDesc *e = htmlEntityLookup(BAD_CAST name);

	return e != NULL ? e->value : 0;
}

/* What libxml2 has come upon. */
struct event {
	struct xml *xml;
	const char *name;	/* of an element or an entity */
	const char *content;	/* of an entity */
	struct str text;
	size_t at;		/* of the text */
};

static void
on_start(void *event)
{
	const struct event *e = event;

	e->xml->reader->start(e->xml->user, e->xml, e->name);
}

static void
on_end(void *event)
{
	const struct event *e = event;

	e->xml->reader->end(e->xml->user, e->xml);
}

static void
on_text(void *event)
{
	const struct event *e = event;

	e->xml->reader->text(e->xml->user, e->xml, e->text, e->at);
}

static void
on_declaration(void *event)
{
	const struct event *e = event;

	entities_declare(e->xml->entities, e->name, e->content);
}

static void
on_reference(void *event)
{
	struct event *e = event;

	e->content = entities_text(e->xml->entities, e->name);
}

/*
 * An event may run out of memory, and that must not jump out of libxml2 with
 * what it holds.  So it is tried, and the parser returns before the caller's
 * trap is sprung.
 */
static void
take(struct event *e, void (*step)(void *))
{
	if (arena_try(e->xml->arena, step, e))
		return;
	e->xml->no_memory = true;
	xmlStopParser(e->xml->parser);
}

static bool
is_over(const struct xml *x)
{
	return x->no_memory || x->stopped.len > 0;
}

void
xml_stop(struct xml *x, struct str why)
{
	if (x->stopped.len == 0)
		x->stopped = why;
	xmlStopParser(x->parser);
}

/* Where in the text that the parser was given a pointer of its input is. */
static size_t
offset_of(const struct xml *x, const xmlChar *p)
{
	const xmlParserInput *in = x->parser->input;

	return x->skipped + in->consumed + (size_t)(p - in->base);
}

size_t
xml_at(const struct xml *x)
{
	return x->parser->input != NULL ?
	    offset_of(x, x->parser->input->cur) : x->feed.text;
}

void
xml_place(struct xml *x, size_t at, size_t *line, size_t *column)
{
	stream_seek(&x->place, at);
	*line = x->place.line;
	*column = x->place.column;
}

/* Attributes come in fives: name, prefix, namespace, value, its end. */
struct str
xml_attribute(const struct xml *x, const char *name)
{
	for (int i = 0; i < x->n_attributes; i++) {
		const xmlChar **at = x->attributes + i * 5;
		if (strcmp((const char *)at[0], name) == 0)
			return (struct str){(const char *)at[3],
			    (size_t)(at[4] - at[3])};
	}
	return (struct str){NULL, 0};
}

struct str
xml_namespace(const struct xml *x)
{
	return str_of((const char *)x->namespace);
}

static void
start_element(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int n_namespaces, const xmlChar **namespaces,
    int n_attributes, int n_defaulted, const xmlChar **attributes)
{
	struct xml *x = user;

	(void)prefix;
	(void)n_namespaces;
	(void)namespaces;
	(void)n_defaulted;
	if (is_over(x))
		return;
	if (++x->depth > LIMIT_XML_DEPTH) {
		xml_stop(x, STR("nests its elements too deep"));
		return;
	}
	x->begun = true;
	x->attributes = attributes;
	x->n_attributes = n_attributes;
	x->namespace = uri;
	take(&(struct event){.xml = x, .name = (const char *)name}, on_start);
	x->n_attributes = 0;
}

static void
end_element(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri)
{
	struct xml *x = user;

	(void)name;
	(void)prefix;
	(void)uri;
	if (is_over(x))
		return;
	x->depth--;
	take(&(struct event){.xml = x}, on_end);
}

/* Where a piece of text began: it lies in the parser's input, or is a copy
 * of what stands just before the place that parsing has reached. */
static void
characters(void *user, const xmlChar *text, int len)
{
	struct xml *x = user;
	const xmlParserInput *in = x->parser->input;
	size_t n = len > 0 ? (size_t)len : 0;
	size_t at;

	if (is_over(x) || n == 0)
		return;
	if (text >= in->base && text < in->end)
		at = offset_of(x, text);
	else if ((size_t)(in->cur - in->base) >= n &&
	    memcmp(in->cur - n, text, n) == 0)
		at = offset_of(x, in->cur) - n;
	else
		at = offset_of(x, in->cur);
	take(&(struct event){.xml = x, .text = {(const char *)text, n},
	    .at = at}, on_text);
}

static void
declare_entity(void *user, const xmlChar *name, int type,
    const xmlChar *public_id, const xmlChar *system_id, xmlChar *content)
{
	struct xml *x = user;

	(void)public_id;
	(void)system_id;
	if (type == XML_INTERNAL_GENERAL_ENTITY && content != NULL &&
	    !is_over(x))
		take(&(struct event){.xml = x, .name = (const char *)name,
		    .content = (const char *)content}, on_declaration);
}

/* The parser takes the content of what it believes to be one of the five
 * entities of XML as it stands, whatever is in it. */
static xmlEntityPtr
get_entity(void *user, const xmlChar *name)
{
	struct xml *x = user;
	struct event e = {.xml = x, .name = (const char *)name};

	/* In a declaration the parser would keep what it gets. */
	if (is_over(x) || x->parser->inSubset != 0)
		return NULL;
	take(&e, on_reference);
	const char *text = e.content;
	if (text == NULL && entities_over(x->entities)) {
		xml_stop(x, STR("has entities that expand beyond the limit"));
		return NULL;
	}
	if (text == NULL) {
		if (x->faults++ == 0)
			xml_place(x, xml_at(x), &x->fault_line,
			    &x->fault_column);
		text = x->fault;
	}
	/* An attribute keeps only the first byte of it. */
	if (x->parser->instate == XML_PARSER_ATTRIBUTE_VALUE &&
	    strlen(text) > 1)
		text = "?";
	x->entity = (xmlEntity){.type = XML_ENTITY_DECL,
	    .name = BAD_CAST "text", .content = BAD_CAST text,
	    .length = (int)strlen(text),
	    .etype = XML_INTERNAL_PREDEFINED_ENTITY};
	return &x->entity;
}

static xmlEntityPtr
get_parameter_entity(void *user, const xmlChar *name)
{
	struct xml *x = user;

	(void)name;
	if (!is_over(x))
		xml_stop(x, STR("uses parameter entities, which are not read"));
	return NULL;
}

static void
note_error(void *user, xmlErrorPtr error)
{
	struct xml *x = user;

	if (error->level != XML_ERR_FATAL || x->error != 0 || is_over(x))
		return;
	const xmlParserInput *in = x->parser->input;
	x->error = error->code;
	x->error_at = xml_at(x);
	x->error_last = in == NULL || in->cur >= in->end ||
	    memchr(in->cur, '>', (size_t)(in->end - in->cur)) == NULL;
}

/* Markup that the parser waits to see the end of may not grow for ever. */
static void
check_pending(struct xml *x)
{
	const xmlParserInput *in = x->parser->input;
	size_t left = in != NULL ? (size_t)(in->end - in->cur) : 0;

	if (left <= LIMIT_XML_TAG_BYTES || is_over(x) || in->cur[0] != '<')
		return;
	if (left > LIMIT_XML_TOKEN_BYTES)
		xml_stop(x, STR("has a comment or declaration beyond the "
		    "limit of size"));
	else if (in->cur[1] != '!' && in->cur[1] != '?')
		xml_stop(x, STR("has a tag beyond the limit of size"));
}

static void
feed(struct xml *x)
{
	char chunk[CHUNK];
	size_t n;

	while (!is_over(x) && x->error == 0 &&
	    (n = stream_read(&x->feed, chunk, sizeof(chunk))) > 0) {
		xmlParseChunk(x->parser, chunk, (int)n, 0);
		if (x->error == 0)
			check_pending(x);
	}
}

static struct str
at_place(struct xml *x, const char *what, size_t at)
{
	size_t line, column;

	xml_place(x, at, &line, &column);
	return arena_printf(x->arena, "%s, at %zu:%zu", what, line, column);
}

static struct str
describe_error(struct xml *x)
{
	size_t n = sizeof(errors) / sizeof(*errors);

	for (size_t i = 0; i < n; i++)
		if (errors[i].code == x->error)
			return at_place(x, errors[i].what, x->error_at);
	return at_place(x, "its markup is broken", x->error_at);
}

/* Limits that libxml2 keeps come as errors that say something else. */
static void
reveal_limit(struct xml *x)
{
	size_t names = xmlDictGetUsage(x->parser->dict);

	if (x->error == XML_ERR_NO_MEMORY &&
	    names > LIMIT_XML_NAMES_BYTES - (64 << 10)) {
		x->error = XML_ERR_INTERNAL_ERROR;
		x->stopped = STR("has too many different names");
	} else if (x->error == XML_ERR_INTERNAL_ERROR && x->stopped.len == 0) {
		x->stopped = STR("has markup beyond the limit of size");
	}
}

/* Is the error that the document ends early?  The parser sees the last of
 * what it is fed only when told that there is no more. */
static bool
is_cut(const struct xml *x)
{
	switch (x->error) {
	case XML_ERR_COMMENT_NOT_FINISHED:
	case XML_ERR_CDATA_NOT_FINISHED:
	case XML_ERR_PI_NOT_FINISHED:
		return true;
	case XML_ERR_TAG_NAME_MISMATCH:
		return false;
	}
	return x->error_last;
}

static void
finish(struct xml *x, struct xml_outcome *out)
{
	bool early = x->error != 0;

	if (!early && !is_over(x))
		xmlParseChunk(x->parser, NULL, 0, 1);
	reveal_limit(x);
	if (x->no_memory || x->error == XML_ERR_NO_MEMORY)
		arena_give_up(x->arena);
	if (x->stopped.len > 0) {
		out->end = XML_STOPPED;
		out->why = x->stopped;
	} else if (x->error == XML_ERR_DOCUMENT_END && x->begun &&
	    x->depth == 0) {
		out->excess = at_place(x, "more than one root element, and "
		    "only the first is read", x->error_at);
	} else if (x->error != 0 && !early && x->depth > 0 && is_cut(x)) {
		out->end = XML_CUT;
		out->why = at_place(x, "its elements are not closed",
		    SIZE_MAX);
	} else if (x->error != 0) {
		out->end = XML_BROKEN;
		out->why = describe_error(x);
	}
}

static void
report_encoding(struct xml *x, struct xml_outcome *out)
{
	const struct stream *s = &x->feed;

	if (x->faults > 0)
		out->entity_trouble = arena_printf(x->arena, "%zu entit%s no "
		    "text in the document and w%s replaced, the first at "
		    "%zu:%zu", x->faults, x->faults == 1 ? "y has" : "ies have",
		    x->faults == 1 ? "as" : "ere", x->fault_line,
		    x->fault_column);
	if (s->replaced > 0 && out->encoding_trouble.len == 0)
		out->encoding_trouble = stream_trouble(x->arena, s);
}

static void
release_parser(void *handle)
{
	xmlParserCtxtPtr parser = handle;

	/* The parser makes itself a document where entities are declared. */
	if (parser->myDoc != NULL)
		xmlFreeDoc(parser->myDoc);
	parser->myDoc = NULL;
	xmlFreeParserCtxt(parser);
}

static void
make_parser(struct xml *x)
{
	xmlInitParser();
	x->sax = (xmlSAXHandler){
		.initialized = XML_SAX2_MAGIC,
		.startElementNs = start_element,
		.endElementNs = end_element,
		.characters = characters,
		.ignorableWhitespace = characters,
		.cdataBlock = characters,
		.entityDecl = declare_entity,
		.getEntity = get_entity,
		.getParameterEntity = get_parameter_entity,
		.serror = note_error,
	};
	x->parser = xmlCreatePushParserCtxt(&x->sax, x, NULL, 0, NULL);
	if (x->parser == NULL)
		arena_give_up(x->arena);
	arena_defer(x->arena, release_parser, x->parser);
	xmlCtxtUseOptions(x->parser, XML_PARSE_NOENT | XML_PARSE_NONET);
	xmlDictSetLimit(x->parser->dict, LIMIT_XML_NAMES_BYTES);
}

/* Bytes behind the document that old systems pad files with. */
static struct str
without_padding(struct str s)
{
	while (s.len > 0 && (s.ptr[s.len - 1] == '\0' ||
	    s.ptr[s.len - 1] == 0x1A))
		s.len--;
	return s;
}

void
xml_parse(struct arena *a, const struct look *look,
    const struct xml_reader *reader, void *user, struct xml_outcome *out)
{
	struct xml *x = arena_alloc(a, sizeof(*x));
	struct str bytes = look->bytes;

	*out = (struct xml_outcome){.end = XML_WHOLE};
	size_t head = 0;
	enum encoding e = xml_encoding(a, look, &head,
	    &out->encoding_trouble);
	out->encoding = codec_name(e);
	if (e == ENCODING_UTF8 || e == ENCODING_WINDOWS_1252)
		bytes = without_padding(bytes);
	x->arena = a;
	x->reader = reader;
	x->user = user;
	x->entities = entities_new(a);
	codec_put(CODEC_REPLACEMENT, x->fault);
	x->place = stream_over(bytes, e, look->encoded.mark);
	x->feed = x->place;
	stream_seek(&x->feed, head);
	x->skipped = x->feed.text;
	make_parser(x);
	feed(x);
	finish(x, out);
	report_encoding(x, out);
}
