/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The way through a clinical document: which part of it an element belongs to
 * follows from the part around it and its name.  Elements are known by their
 * local name in the namespace of the root element, or in any within the
 * narrative; those of other namespaces (sdtc) belong to no part.
 */
#include "ingest/cda.h"

#include "base/base64.h"
#include "base/limits.h"
#include "ingest/cda_body.h"
#include "ingest/cda_entry.h"
#include "ingest/cda_header.h"
#include "ingest/html.h"
#include "ingest/narrative.h"
#include "ingest/xml.h"

enum part {
	PART_OTHER,		/* nothing of use, with all that is in it */
	PART_HEADER,
	PART_STRUCTURE,		/* structured body and what divides it */
	PART_SECTION,
	PART_TITLE,		/* of a section */
	PART_NARRATIVE,
	PART_ENTRY,
	PART_NON_XML,
	PART_BODY,		/* the text of a body that is not XML */
};

/* Children of one element that are counted by name, for paths. */
enum { NAMES_AT_MOST = 48, PATH_BYTES = 512 };

/* A body as base64. */
#define BODY_TEXT (LIMIT_BODY_BYTES / 3 * 4)

struct kid {
	const char *name;
	size_t n;
};

struct frame {
	const char *name;
	enum part part;
	size_t nth;		/* of its name among its siblings */
	size_t n_kids;		/* names among its children so far */
	struct kid kids[NAMES_AT_MOST];
	const char *xpath;	/* once it is asked for */
	size_t path_len;	/* of the path before it */
	size_t node;		/* bytes of narrative directly in it */
	enum flow_space space;
	bool deleted;		/* text that was taken out of the document */
};

struct cda {
	struct arena *arena;
	struct document *document;
	struct xml *xml;
	const struct launcher *launcher;
	size_t source_len;
	struct frame *frames[LIMIT_XML_DEPTH + 1];
	size_t depth;
	char path[PATH_BYTES];	/* names below the root, for the header */
	size_t path_len;
	bool path_lost;		/* too long: no part of the header */
	struct str namespace;	/* of the root element */
	size_t xpath_bytes;
	struct header *header;
	struct entries *entries;
	struct flow *flow;

	/* The body that is not XML. */
	bool non_xml;
	bool base64;
	VEC(char) body;
	struct str reference;	/* a file beside the document */
	struct locus body_from;
	const char *root;	/* of another kind of document, or NULL */
	bool fhir;
};

/* The part that an element of a name begins within another part. */
static const struct {
	enum part around;
	const char *name;	/* NULL: any */
	enum part part;
} parts[] = {
	{PART_HEADER, "structuredBody", PART_STRUCTURE},
	{PART_HEADER, "nonXMLBody", PART_NON_XML},
	{PART_HEADER, NULL, PART_HEADER},
	{PART_STRUCTURE, "section", PART_SECTION},
	{PART_STRUCTURE, "component", PART_STRUCTURE},
	{PART_SECTION, "title", PART_TITLE},
	{PART_SECTION, "text", PART_NARRATIVE},
	{PART_SECTION, "entry", PART_ENTRY},
	{PART_SECTION, "component", PART_STRUCTURE},
	{PART_TITLE, NULL, PART_TITLE},
	{PART_NARRATIVE, NULL, PART_NARRATIVE},
	{PART_ENTRY, NULL, PART_ENTRY},
	{PART_NON_XML, "text", PART_BODY},
};

static enum part
part_in(enum part around, const char *name)
{
	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].around == around && (parts[i].name == NULL ||
		    strcmp(parts[i].name, name) == 0))
			return parts[i].part;
	return PART_OTHER;
}

static struct frame *
top(const struct cda *c)
{
	return c->frames[c->depth - 1];
}

/* Frames are kept for the next element at their depth. */
static struct frame *
push(struct cda *c, const char *name)
{
	struct frame *f = c->frames[c->depth];

	if (f == NULL)
		f = c->frames[c->depth] = arena_alloc(c->arena, sizeof(*f));
	f->name = name;
	f->part = PART_OTHER;
	f->nth = 1;
	f->n_kids = 0;
	f->xpath = NULL;
	f->path_len = c->path_len;
	f->node = 0;
	f->space = SPACE_LINES;
	f->deleted = false;
	c->depth++;
	return f;
}

/* Names are the same pointers where they are the same names. */
static size_t
count_kid(struct frame *f, const char *name)
{
	for (size_t i = 0; i < f->n_kids; i++)
		if (f->kids[i].name == name)
			return ++f->kids[i].n;
	if (f->n_kids < NAMES_AT_MOST)
		f->kids[f->n_kids++] = (struct kid){name, 1};
	return 1;
}

/* The path of the open element at `depth`; NULL once all paths together are
 * beyond the limit.  Those around it are made on the way. */
static const char *
xpath_at(struct cda *c, size_t depth)
{
	size_t from = depth;

	while (from > 0 && c->frames[from - 1]->xpath == NULL)
		from--;
	for (; from < depth; from++) {
		struct frame *f = c->frames[from];
		const char *around = from > 0 ? c->frames[from - 1]->xpath : "";
		if (c->xpath_bytes > LIMIT_XPATH_BYTES)
			return NULL;
		struct str path = from == 0 ?
		    arena_printf(c->arena, "/%s", f->name) :
		    arena_printf(c->arena, "%s/%s[%zu]", around, f->name,
		    f->nth);
		c->xpath_bytes += path.len;
		f->xpath = path.ptr;
	}
	return c->frames[depth - 1]->xpath;
}

static const char *
xpath(void *user)
{
	struct cda *c = user;

	return xpath_at(c, c->depth);
}

static void
place(void *user, size_t at, size_t *line, size_t *column)
{
	struct cda *c = user;

	xml_place(c->xml, at, line, column);
}

/* The path of names below the root, for the tables of the header. */
static void
extend_path(struct cda *c, const char *name)
{
	size_t n = strlen(name);

	if (c->path_lost || c->path_len + n + 1 > PATH_BYTES) {
		c->path_lost = true;
		return;
	}
	if (c->path_len > 0)
		c->path[c->path_len++] = '/';
	memcpy(c->path + c->path_len, name, n);
	c->path_len += n;
}

static struct str
path_of(const struct cda *c)
{
	return (struct str){c->path, c->path_lost ? 0 : c->path_len};
}

/* The root element decides whether this is a document of ours. */
static void
begin_document(struct cda *c, const char *name)
{
	struct frame *f = top(c);
	struct str namespace = xml_namespace(c->xml);

	c->namespace = arena_str(c->arena, namespace);
	if (strcmp(name, "ClinicalDocument") == 0) {
		f->part = PART_HEADER;
	} else if (strcmp(name, "section") == 0) {
		f->part = PART_SECTION;
		flow_section(c->flow, NULL);
	} else {
		c->root = arena_copy(c->arena, name, strlen(name));
		c->fhir = str_eq(namespace, STR("http://hl7.org/fhir"));
		xml_stop(c->xml, STR("is not a clinical document"));
	}
}

/* Which kind of section it is stands in its code. */
static void
take_section_code(struct cda *c)
{
	struct str code = str_trim(xml_attribute(c->xml, "code"));
	struct document *d = c->document;

	if (code.len > 0 && code.len < 40)
		d->sections.at[d->sections.len - 1].kind = arena_printf(
		    c->arena, "loinc:%.*s", STR_ARG(code)).ptr;
}

static void
begin_narrative(struct cda *c, struct frame *f, const char *name,
    bool is_root)
{
	struct narrative_attributes attributes = {
		xml_attribute(c->xml, "colspan"),
		xml_attribute(c->xml, "rowspan"),
	};

	if (str_eq(xml_attribute(c->xml, "revised"), STR("delete")))
		f->deleted = true;
	/* Plain text is often put there as it is; markup is laid out. */
	if (narrative_folds_space(name))
		f->space = SPACE_FOLDED;
	if (narrative_keeps_space(name) || str_eq(xml_attribute(c->xml,
	    "space"), STR("preserve")))
		f->space = SPACE_KEPT;
	entries_identify(c->entries, xml_attribute(c->xml, "ID"));
	if (!f->deleted && !is_root)
		narrative_open(c->flow, name, &attributes);
}

static void
begin_body(struct cda *c)
{
	/* Room for all of it at once: growing would leave copies behind. */
	if (c->body.at == NULL) {
		c->body.cap = c->source_len < BODY_TEXT ? c->source_len :
		    BODY_TEXT;
		c->body.at = arena_alloc(c->arena, c->body.cap);
	}
	c->non_xml = true;
	c->base64 = str_eq_nocase(xml_attribute(c->xml, "representation"),
	    STR("B64"));
	c->body_from = (struct locus){.xpath = xpath(c)};
	xml_place(c->xml, xml_at(c->xml), &c->body_from.line,
	    &c->body_from.line_column);
}

static void
begin_part(struct cda *c, struct frame *f, const char *name,
    const struct frame *around)
{
	switch (f->part) {
	case PART_OTHER:
		if (around->part == PART_SECTION && strcmp(name, "code") == 0)
			take_section_code(c);
		else if (around->part == PART_BODY &&
		    strcmp(name, "reference") == 0)
			c->reference = arena_str(c->arena,
			    xml_attribute(c->xml, "value"));
		break;
	case PART_HEADER:
		header_open(c->header, c->xml, path_of(c), xpath(c));
		break;
	case PART_STRUCTURE:
	case PART_NON_XML:
		break;
	case PART_SECTION:
		flow_section(c->flow, NULL);
		break;
	case PART_TITLE:
		if (around->part == PART_SECTION)
			flow_title(c->flow);
		break;
	case PART_NARRATIVE:
		begin_narrative(c, f, name, around->part == PART_SECTION);
		break;
	case PART_ENTRY:
		entries_open(c->entries, c->xml, name, around->name, c->depth,
		    xpath, c);
		break;
	case PART_BODY:
		begin_body(c);
		break;
	}
}

static void
on_start(void *user, struct xml *x, const char *name)
{
	struct cda *c = user;
	const struct frame *around = c->depth > 0 ? top(c) : NULL;
	struct frame *f = push(c, name);

	c->xml = x;
	if (around == NULL) {
		begin_document(c, name);
		return;
	}
	f->nth = count_kid(c->frames[c->depth - 2], name);
	if (str_eq(xml_namespace(x), c->namespace) ||
	    around->part == PART_NARRATIVE || around->part == PART_TITLE)
		f->part = part_in(around->part, name);
	f->deleted = around->deleted;
	f->space = around->space;
	if (f->part == PART_HEADER)
		extend_path(c, name);
	begin_part(c, f, name, around);
}

static void
on_end(void *user, struct xml *x)
{
	struct cda *c = user;
	const struct frame *f = top(c);
	const struct frame *around = c->depth > 1 ?
	    c->frames[c->depth - 2] : NULL;

	(void)x;
	if (f->part == PART_HEADER && around != NULL)
		header_close(c->header, path_of(c));
	else if (f->part == PART_TITLE && around->part == PART_SECTION)
		flow_title_end(c->flow);
	else if (f->part == PART_NARRATIVE && !f->deleted &&
	    around->part == PART_NARRATIVE)
		narrative_close(c->flow, f->name);
	else if (f->part == PART_ENTRY)
		entries_close(c->entries, c->depth);
	c->path_len = f->path_len;
	c->path_lost = c->path_lost && c->depth > 2;
	c->depth--;
}

static void
take_narrative(struct cda *c, struct frame *f, struct str text, size_t at)
{
	struct flow_source from = {.at = at, .place = place, .user = c};

	if (f->deleted)
		return;
	f->node += text.len;
	if (f->node > LIMIT_NARRATIVE_NODE_BYTES) {
		xml_stop(c->xml, STR("has a text beyond the limit of size"));
		return;
	}
	from.xpath = xpath(c);
	flow_text(c->flow, text, f->part == PART_TITLE ? SPACE_FOLDED :
	    f->space, &from);
	if (flow_full(c->flow))
		xml_stop(c->xml, STR("has more text than the limit allows"));
}

static void
take_body(struct cda *c, struct str text)
{
	if (c->body.len + text.len > BODY_TEXT) {
		xml_stop(c->xml, STR("has a body beyond the limit of size"));
		return;
	}
	vec_append(c->arena, &c->body, text.ptr, text.len);
}

static void
on_text(void *user, struct xml *x, struct str text, size_t at)
{
	struct cda *c = user;
	struct frame *f = top(c);

	(void)x;
	switch (f->part) {
	case PART_HEADER:
		header_text(c->header, text);
		break;
	case PART_TITLE:
	case PART_NARRATIVE:
		take_narrative(c, f, text, at);
		break;
	case PART_BODY:
		take_body(c, text);
		break;
	default:
		break;
	}
}

/* What the reading of the XML itself ran into. */
static void
report_outcome(struct cda *c, const struct xml_outcome *out)
{
	struct document *d = c->document;
	struct arena *a = c->arena;
	struct span nowhere = {0, 0};

	if (out->encoding_trouble.len > 0)
		format_trouble(a, d, "input/encoding", nowhere,
		    out->encoding_trouble);
	if (out->entity_trouble.len > 0)
		format_trouble(a, d, "input/encoding", nowhere,
		    out->entity_trouble);
	if (out->excess.len > 0)
		format_trouble(a, d, "input/limit", nowhere, out->excess);
	if (out->end == XML_CUT)
		format_trouble(a, d, "input/truncated", nowhere, out->why);
	if (out->end == XML_STOPPED)
		format_trouble(a, d, "input/limit", nowhere,
		    arena_printf(a, "the document %.*s and was read up to "
		    "there", STR_ARG(out->why)));
}

/* Decoded where it lies. */
static void
read_body(struct cda *c)
{
	struct str body = {c->body.at, c->body.len};
	bool bad = false;

	if (c->reference.len > 0 && str_trim(body).len == 0) {
		body_read_file(c->arena, c->reference, c->document,
		    &c->body_from, c->launcher);
		return;
	}
	if (c->base64)
		body.len = base64_decode(body, c->body.at, &bad);
	if (bad)
		format_trouble(c->arena, c->document, "input/encoding",
		    (struct span){0, 0}, STR("the body of the document is not "
		    "whole as base64"));
	if (body.len == 0)
		format_refuse(c->arena, c->document, "input/empty",
		    STR("is a clinical document whose body is empty"));
	else
		body_read(c->arena, body, c->document, &c->body_from,
		    c->launcher);
}

/* Why there is nothing to read at all, or an empty view. */
static struct str
hopeless(struct cda *c, const struct xml_outcome *out)
{
	if (c->fhir)
		return STR("is FHIR as XML, of which only the JSON form is "
		    "read; export it as JSON or NDJSON");
	if (c->root != NULL)
		return arena_printf(c->arena, "is an XML document with the "
		    "root element '%.64s', which is no clinical document (CDA)",
		    c->root);
	if (out->end == XML_BROKEN)
		return arena_printf(c->arena, "is XML that is broken: %.*s",
		    STR_ARG(out->why));
	if (c->document->text.len > 0 || out->end == XML_WHOLE)
		return STR("");
	return arena_printf(c->arena, out->end == XML_CUT ?
	    "is XML that ends early: %.*s" : "is XML that %.*s",
	    STR_ARG(out->why));
}

unsigned
cda_probe(const struct look *look)
{
	return look->markup == MARKUP_XML ? FORMAT_SURE : 0;
}

void
cda_read(struct arena *a, const struct look *look, struct document *d)
{
	static const struct xml_reader reader = {on_start, on_end, on_text};
	struct cda *c = arena_alloc(a, sizeof(*c));
	struct xml_outcome out;

	c->arena = a;
	c->document = d;
	c->launcher = look->launcher;
	c->source_len = look->bytes.len;
	c->header = header_new(a);
	c->entries = entries_new(a);
	c->flow = flow_new(a, d);
	xml_parse(a, look, &reader, c, &out);
	d->encoding = out.encoding;
	if (c->root != NULL && strcmp(c->root, "html") == 0) {
		html_read(a, look, d);
		return;
	}
	flow_finish(c->flow);
	header_state(c->header, d);
	struct str why = hopeless(c, &out);
	if (why.len > 0) {
		format_refuse(a, d, "input/unreadable", why);
		return;
	}
	report_outcome(c, &out);
	entries_state(c->entries, header_service_day(c->header), d);
	if (c->non_xml)
		read_body(c);
	else if (d->text.len == 0)
		format_refuse(a, d, "input/empty", STR("is a clinical document "
		    "without narrative text"));
}
