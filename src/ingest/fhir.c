/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/fhir.h"

#include "base/base64.h"
#include "base/limits.h"
#include "ingest/carried.h"
#include "ingest/fhir_refs.h"
#include "ingest/fhir_state.h"
#include "ingest/flow.h"
#include "ingest/html.h"
#include "ingest/recode.h"

enum { ATTACHMENTS_AT_MOST = 64 };

struct reading_fhir {
	struct arena *arena;
	const json_t *note;
	const struct fhir_refs *refs;
	const struct launcher *launcher;
	struct document *d;
};

struct str
fhir_type(const json_t *value)
{
	return json_text(json_object_get(value, "resourceType"));
}

static void
refuse(struct reading_fhir *r, const char *rule, const char *why)
{
	format_refuse(r->arena, r->d, rule, str_of(why));
}

/* An attachment that can be read, and where it stands. */
struct attachment {
	struct str data;	/* base64 */
	const char *pointer;
	unsigned rank;		/* of its kind: the plainer, the better */
};

/* The same content may be attached in several formats.  What a format is
 * called only decides among them. */
static unsigned
rank_of(struct str type)
{
	static const char *const plainest[] = {"text/plain", "text/html",
	    "application/xhtml", "text/rtf", "application/rtf", "text/xml",
	    "application/xml", "application/hl7", "text", "application/pdf"};
	unsigned n = sizeof(plainest) / sizeof(*plainest);

	for (unsigned i = 0; i < n; i++)
		if (str_starts(type, str_of(plainest[i])))
			return i;
	return n;
}

/* The data of an attachment, or of the Binary that it refers to. */
static struct str
data_of(const struct reading_fhir *r, const json_t *attachment)
{
	struct str data = json_text_at(attachment, "data");
	struct str url = json_text_at(attachment, "url");

	if (data.len > 0 || url.len == 0)
		return data;
	const json_t *binary = fhir_resolve(r->refs, url);
	data = json_text_at(binary, "data");
	return data.len > 0 ? data : json_text_at(binary, "content");
}

static struct attachment
best_attachment(struct reading_fhir *r, const char *path, const char *list,
    const char *below)
{
	const json_t *all[ATTACHMENTS_AT_MOST];
	size_t n = json_all(r->note, path, all, ATTACHMENTS_AT_MOST);
	struct attachment best = {.rank = UINT32_MAX};

	for (size_t i = 0; i < n; i++) {
		struct str data = data_of(r, all[i]);
		unsigned rank = rank_of(json_text_at(all[i], "contentType"));
		if (data.len == 0 || rank >= best.rank)
			continue;
		best = (struct attachment){data, arena_printf(r->arena,
		    "%s/%zu%s", list, i, below).ptr, rank};
	}
	return best;
}

/* Read bytes that a resource carries, by what they are. */
static void
read_carried(struct reading_fhir *r, struct str bytes, const char *pointer)
{
	/* A member of something, so that nothing beside the file is read. */
	struct document inner = {.file = r->d->file, .member = pointer};
	struct look look = look_at(r->arena, bytes);
	const struct format *format = format_of(&look);
	const struct locus from = {.xpath = pointer};

	look.launcher = r->launcher;
	if (format == NULL) {
		format_refuse(r->arena, r->d, "input/unreadable", arena_printf(
		    r->arena, "is a FHIR resource whose attachment looks like "
		    "%s, which is not read as a note", look.kind));
		return;
	}
	if (fhir_probe(&look) > 0) {
		refuse(r, "input/unreadable", "is a FHIR resource whose "
		    "attachment is FHIR again");
		return;
	}
	format->read(r->arena, &look, &inner);
	r->d->encoding = inner.encoding;
	carried_adopt(r->arena, &inner, r->d, &from);
}

static void
read_attachment(struct reading_fhir *r, const struct attachment *at)
{
	char *bytes = arena_alloc(r->arena, at->data.len / 4 * 3 + 3);
	bool bad = false;
	size_t n = base64_decode(at->data, bytes, &bad);

	if (n > LIMIT_BODY_BYTES) {
		refuse(r, "input/unreadable", "is a FHIR resource whose "
		    "attachment is beyond the limit of size");
		return;
	}
	if (bad)
		format_trouble(r->arena, r->d, "input/encoding",
		    (struct span){0, 0}, STR("the attachment is not whole as "
		    "base64"));
	read_carried(r, (struct str){bytes, n}, at->pointer);
}

/* A narrative of XHTML; false when there is none. */
static bool
read_div(struct reading_fhir *r, const char *path, const char *pointer)
{
	struct str div = json_text_at(r->note, path);
	const struct locus from = {.xpath = pointer};
	struct document inner = {.file = r->d->file};

	if (div.len == 0)
		return false;
	struct flow *f = flow_new(r->arena, &inner);
	html_lay_out(r->arena, f, div, pointer);
	flow_finish(f);
	if (inner.text.len == 0)
		return false;
	carried_adopt(r->arena, &inner, r->d, &from);
	return true;
}

static void
refuse_empty(struct reading_fhir *r, const char *attachments)
{
	const json_t *any = json_at(r->note, attachments);

	if (json_text_at(any, "url").len > 0)
		refuse(r, "input/unreadable", "is a FHIR resource whose text "
		    "lies elsewhere, and nothing is fetched; export it with "
		    "its attachments, or in a Bundle with its Binary");
	else
		refuse(r, "input/empty", "is a FHIR resource without text");
}

static void
read_reference(struct reading_fhir *r)
{
	struct attachment at = best_attachment(r, "content.attachment",
	    "/content", "/attachment");

	if (at.data.len > 0)
		read_attachment(r, &at);
	else if (!read_div(r, "text.div", "/text/div"))
		refuse_empty(r, "content.attachment");
}

static void
read_report(struct reading_fhir *r)
{
	struct attachment at = best_attachment(r, "presentedForm",
	    "/presentedForm", "");
	struct str conclusion = json_text_at(r->note, "conclusion");

	if (at.data.len > 0)
		read_attachment(r, &at);
	else if (conclusion.len > 0)
		read_carried(r, conclusion, "/conclusion");
	else if (!read_div(r, "text.div", "/text/div"))
		refuse_empty(r, "presentedForm");
}

/* Sections that are open, from the outermost in. */
struct open_section {
	const json_t *all;	/* an array */
	size_t next;
	const char *pointer;	/* of the array */
};

static void
lay_out_section(struct reading_fhir *r, struct flow *f,
    const json_t *section, const char *pointer)
{
	struct str code = json_text_at(section, "code.coding.code");
	struct str title = json_text_at(section, "title");
	struct str div = json_text_at(section, "text.div");
	struct flow_source from = {.xpath = arena_printf(r->arena, "%s/title",
	    pointer).ptr};

	flow_section(f, code.len > 0 && code.len < 40 ? arena_printf(r->arena,
	    "loinc:%.*s", STR_ARG(code)).ptr : NULL);
	if (title.len > 0) {
		flow_title(f);
		flow_text(f, title, SPACE_FOLDED, &from);
		flow_title_end(f);
	}
	html_lay_out(r->arena, f, div, arena_printf(r->arena, "%s/text/div",
	    pointer).ptr);
}

static void
read_composition(struct reading_fhir *r)
{
	struct open_section open[LIMIT_FHIR_SECTIONS];
	struct flow *f = flow_new(r->arena, r->d);
	size_t depth = 1;

	open[0] = (struct open_section){json_object_get(r->note, "section"), 0,
	    "/section"};
	while (depth > 0) {
		struct open_section *o = &open[depth - 1];
		const json_t *section = json_array_get(o->all, o->next);
		if (section == NULL) {
			depth--;
			continue;
		}
		const char *pointer = arena_printf(r->arena, "%s/%zu",
		    o->pointer, o->next++).ptr;
		lay_out_section(r, f, section, pointer);
		if (depth == LIMIT_FHIR_SECTIONS) {
			format_trouble(r->arena, r->d, "input/limit",
			    (struct span){0, 0}, STR("sections nest too deep, "
			    "and those inside were not read"));
			continue;
		}
		open[depth++] = (struct open_section){json_object_get(section,
		    "section"), 0, arena_printf(r->arena, "%s/section",
		    pointer).ptr};
	}
	flow_finish(f);
	if (flow_full(f))
		format_trouble(r->arena, r->d, "input/limit",
		    (struct span){0, 0}, STR("the document has more text than "
		    "the limit allows and was read up to there"));
	if (r->d->text.len == 0 && !read_div(r, "text.div", "/text/div"))
		refuse(r, "input/empty", "is a FHIR resource without text");
}

static const struct {
	const char *type;
	void (*read)(struct reading_fhir *);
} kinds[] = {
	{"DocumentReference", read_reference},
	{"DiagnosticReport", read_report},
	{"Composition", read_composition},
};

enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static size_t
kind_of(const json_t *value)
{
	struct str type = fhir_type(value);
	size_t i = 0;

	while (i < KINDS && !str_eq(type, str_of(kinds[i].type)))
		i++;
	return i;
}

bool
fhir_is_note(const json_t *value)
{
	return kind_of(value) < KINDS;
}

/* The note in a tree: itself, or the first of a Bundle; or NULL. */
static const json_t *
note_in(const json_t *root)
{
	const json_t *entries = json_object_get(root, "entry");

	if (fhir_is_note(root))
		return root;
	for (size_t i = 0; i < json_array_size(entries); i++) {
		const json_t *resource = json_object_get(
		    json_array_get(entries, i), "resource");
		if (fhir_is_note(resource))
			return resource;
	}
	return NULL;
}

unsigned
fhir_probe(const struct look *look)
{
	struct str head = str_trim(look->head);

	return head.len > 0 && head.ptr[0] == '{' && memmem(head.ptr, head.len,
	    "\"resourceType\"", 14) != NULL ? FORMAT_SURE : 0;
}

void
fhir_read(struct arena *a, const struct look *look, struct document *d)
{
	struct reading_fhir r = {.arena = a, .d = d,
	    .launcher = look->launcher};
	const json_t *root = NULL;
	struct str text = recode_all(a, look->bytes, look->encoded), why;

	d->encoding = codec_name(ENCODING_UTF8);
	if (json_parse(a, text, 1, &root, &why) != JSON_READ) {
		format_refuse(a, d, "input/unreadable", arena_printf(a,
		    "is JSON that cannot be read: %.*s", STR_ARG(why)));
		return;
	}
	r.note = note_in(root);
	if (r.note == NULL) {
		format_refuse(a, d, "input/unreadable", STR("is FHIR without "
		    "a note: none of its resources is a DocumentReference, "
		    "DiagnosticReport or Composition"));
		return;
	}
	r.refs = fhir_refs_new(a, root);
	fhir_state(a, root, r.note, r.refs, d);
	kinds[kind_of(r.note)].read(&r);
}
