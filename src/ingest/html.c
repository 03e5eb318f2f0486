/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A scanner for tags, comments and entities, forgiving as browsers are: what
 * is no tag is text, what is never closed ends with the page.  There is no
 * tree; the layout takes the events as they come.
 */
#include "ingest/html.h"

#include <stdlib.h>

#include "base/limits.h"
#include "ingest/flow.h"
#include "ingest/narrative.h"
#include "ingest/stream.h"
#include "ingest/xml.h"

enum { NAME_BYTES = 32, ENTITY_BYTES = 32 };

/* The text of a page, decoded; a page may be one line. */
#define PAGE_BYTES LIMIT_BODY_BYTES

struct html {
	struct arena *arena;
	struct document *document;
	struct flow *flow;
	const char *xpath;	/* of a piece, whose places are not known */
	struct str text;	/* of the page, tags and all */
	size_t at;
	struct stream place;	/* follows behind, for positions */
	size_t skipping;	/* depth of the elements of the skipped name */
	char skipped[NAME_BYTES];
	size_t keeping;		/* elements open that keep white space */
};

struct tag {
	char name[NAME_BYTES];	/* in small letters; cut when longer */
	bool closes;
	bool empty;		/* ends with "/>" */
	struct narrative_attributes attributes;
};

/* Elements whose content is no markup up to their own end tag. */
static const char *const raw[] = {"script", "style", "textarea", "title"};

static void
place(void *user, size_t at, size_t *line, size_t *column)
{
	struct html *h = user;

	stream_seek(&h->place, at);
	*line = h->place.line;
	*column = h->place.column;
}

static void
emit(struct html *h, struct str text, size_t at)
{
	struct flow_source from = {.xpath = h->xpath, .at = at, .user = h,
	    .place = h->xpath == NULL ? place : NULL};

	if (h->skipping == 0)
		flow_text(h->flow, text, h->keeping > 0 ? SPACE_KEPT :
		    SPACE_FOLDED, &from);
}

static bool
is_name(char c)
{
	return is_word(c) || c == '-' || c == ':';
}

/* A number after "&#", as a character; browsers read those of the C1 range
 * as Windows-1252. */
static uint32_t
numbered(const char *digits)
{
	bool hex = digits[0] == 'x' || digits[0] == 'X';
	char *end;
	unsigned long code = strtoul(digits + hex, &end, hex ? 16 : 10);

	if (*end != '\0' || end == digits + hex)
		return 0;
	if (code >= 0x80 && code < 0xA0) {
		char byte = (char)code;
		struct character c = codec_next(ENCODING_WINDOWS_1252,
		    &byte, 1);
		return c.bad ? CODEC_REPLACEMENT : c.code;
	}
	if (code < 0x20 || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
		return code == '\t' || code == '\n' || code == '\r' ? ' ' :
		    CODEC_REPLACEMENT;
	return (uint32_t)code;
}

/* An '&' at the place: an entity, or itself. */
static void
take_entity(struct html *h)
{
	char name[ENTITY_BYTES], bytes[4];
	size_t from = h->at, i = h->at + 1, n = 0;

	while (i < h->text.len && n + 1 < sizeof(name) &&
	    (is_alpha(h->text.ptr[i]) || is_digit(h->text.ptr[i]) ||
	    (n == 0 && h->text.ptr[i] == '#')))
		name[n++] = h->text.ptr[i++];
	name[n] = '\0';
	bool closed = i < h->text.len && h->text.ptr[i] == ';';
	uint32_t code = n > 1 && name[0] == '#' ? numbered(name + 1) :
	    n > 0 && closed ? xml_html_entity(name) : 0;
	if (code == 0) {
		h->at++;
		emit(h, STR("&"), from);
		return;
	}
	h->at = i + closed;
	emit(h, (struct str){bytes, codec_put(code, bytes)}, from);
}

static void
skip_to(struct html *h, const char *end)
{
	size_t n = strlen(end);
	const char *found = memmem(h->text.ptr + h->at, h->text.len - h->at,
	    end, n);

	h->at = found != NULL ? (size_t)(found - h->text.ptr) + n :
	    h->text.len;
}

static void
skip_spaces(struct html *h)
{
	while (h->at < h->text.len && is_space(h->text.ptr[h->at]))
		h->at++;
}

static struct str
take_value(struct html *h)
{
	char quote = h->at < h->text.len ? h->text.ptr[h->at] : '\0';
	size_t from;

	if (quote == '"' || quote == '\'') {
		from = ++h->at;
		const char *end = memchr(h->text.ptr + from, quote,
		    h->text.len - from);
		size_t to = end ? (size_t)(end - h->text.ptr) : h->text.len;
		h->at = end ? to + 1 : to;
		return str_slice(h->text, (struct span){from, to});
	}
	for (from = h->at; h->at < h->text.len &&
	    !is_space(h->text.ptr[h->at]) && h->text.ptr[h->at] != '>';)
		h->at++;
	return str_slice(h->text, (struct span){from, h->at});
}

/* One attribute, or a byte that is none. */
static void
take_attribute(struct html *h, struct tag *t)
{
	size_t from = h->at;

	while (h->at < h->text.len && is_name(h->text.ptr[h->at]))
		h->at++;
	struct str name = str_slice(h->text, (struct span){from, h->at});
	if (name.len == 0) {
		t->empty = h->text.ptr[h->at++] == '/';
		return;
	}
	t->empty = false;
	skip_spaces(h);
	if (h->at == h->text.len || h->text.ptr[h->at] != '=')
		return;
	h->at++;
	skip_spaces(h);
	struct str value = take_value(h);
	if (str_eq_nocase(name, STR("colspan")))
		t->attributes.colspan = value;
	else if (str_eq_nocase(name, STR("rowspan")))
		t->attributes.rowspan = value;
}

/* A tag at the place; false when what stands there is none. */
static bool
take_tag(struct html *h, struct tag *t)
{
	size_t i = h->at + 1, n = 0;

	*t = (struct tag){.closes = i < h->text.len && h->text.ptr[i] == '/'};
	i += t->closes;
	if (i == h->text.len || !is_alpha(h->text.ptr[i]))
		return false;
	for (; i < h->text.len && is_name(h->text.ptr[i]); i++)
		if (n + 1 < sizeof(t->name))
			t->name[n++] = to_lower(h->text.ptr[i]);
	h->at = i;
	for (;;) {
		skip_spaces(h);
		if (h->at == h->text.len || h->text.ptr[h->at] == '>')
			break;
		take_attribute(h, t);
	}
	h->at += h->at < h->text.len;
	return true;
}

static bool
is_raw(const char *name)
{
	for (size_t i = 0; i < sizeof(raw) / sizeof(*raw); i++)
		if (strcmp(raw[i], name) == 0)
			return true;
	return false;
}

/* The content of a raw element up to its end tag, which stays. */
static void
take_raw(struct html *h, const char *name)
{
	size_t from = h->at, n = strlen(name);

	while (h->at < h->text.len) {
		const char *lt = memchr(h->text.ptr + h->at, '<',
		    h->text.len - h->at);
		h->at = lt ? (size_t)(lt - h->text.ptr) : h->text.len;
		if (lt == NULL || (h->text.len - h->at > n + 2 &&
		    lt[1] == '/' && str_eq_nocase((struct str){lt + 2, n},
		    str_of(name))))
			break;
		h->at++;
	}
	emit(h, str_slice(h->text, (struct span){from, h->at}), from);
}

/* Within what is skipped, only its own name counts. */
static void
take_skipped(struct html *h, const struct tag *t)
{
	if (strcmp(t->name, h->skipped) != 0 || t->empty)
		return;
	h->skipping += t->closes ? (size_t)-1 : 1;
}

static void
open_element(struct html *h, const struct tag *t)
{
	/* Pages forget to end their head. */
	if (h->skipping > 0 && strcmp(t->name, "body") == 0)
		h->skipping = 0;
	if (h->skipping > 0) {
		take_skipped(h, t);
	} else if (narrative_skips(t->name)) {
		if (!t->empty) {
			memcpy(h->skipped, t->name, sizeof(h->skipped));
			h->skipping = 1;
		}
	} else {
		narrative_open(h->flow, t->name, &t->attributes);
		h->keeping += narrative_keeps_space(t->name);
	}
	if (is_raw(t->name) && !t->empty)
		take_raw(h, t->name);
}

static void
close_element(struct html *h, const struct tag *t)
{
	if (h->skipping > 0) {
		take_skipped(h, t);
		return;
	}
	narrative_close(h->flow, t->name);
	if (narrative_keeps_space(t->name) && h->keeping > 0)
		h->keeping--;
}

static bool
looks_at(const struct html *h, const char *what)
{
	return str_starts(str_slice(h->text, (struct span){h->at,
	    h->text.len}), str_of(what));
}

static void
take_markup(struct html *h)
{
	struct tag t;

	if (looks_at(h, "<!--")) {
		h->at += 4;
		skip_to(h, "-->");
	} else if (looks_at(h, "<!") || looks_at(h, "<?")) {
		skip_to(h, ">");
	} else if (!take_tag(h, &t)) {
		emit(h, STR("<"), h->at++);
	} else if (t.closes) {
		close_element(h, &t);
	} else {
		open_element(h, &t);
	}
}

static void
take_text(struct html *h)
{
	size_t from = h->at;

	while (h->at < h->text.len && h->text.ptr[h->at] != '<' &&
	    h->text.ptr[h->at] != '&')
		h->at++;
	emit(h, str_slice(h->text, (struct span){from, h->at}), from);
}

static void
take_page(struct html *h)
{
	while (h->at < h->text.len && !flow_full(h->flow)) {
		if (h->text.ptr[h->at] == '<')
			take_markup(h);
		else if (h->text.ptr[h->at] == '&')
			take_entity(h);
		else
			take_text(h);
	}
}

/* Line ends are LF, and nothing is in it that a flow keeps for itself. */
static struct str
normalized(struct arena *a, struct str text)
{
	struct stream s = stream_over(text, ENCODING_UTF8, 0), measure = s;

	stream_seek(&measure, SIZE_MAX);
	char *out = arena_alloc(a, measure.text + 4);
	return (struct str){out, stream_read(&s, out, measure.text + 4)};
}

void
html_lay_out(struct arena *a, struct flow *f, struct str text,
    const char *xpath)
{
	struct html *h = arena_alloc(a, sizeof(*h));

	h->arena = a;
	h->flow = f;
	h->text = normalized(a, text);
	h->xpath = xpath;
	take_page(h);
	flow_break(f, 1);
}

/* The whole page as UTF-8. */
static bool
decode(struct html *h, const struct look *look)
{
	struct stream s = stream_over(look->bytes, look->encoded.encoding,
	    look->encoded.mark);
	struct stream measure = s;

	h->place = s;
	stream_seek(&measure, PAGE_BYTES + 1);
	if (measure.text > PAGE_BYTES)
		return false;
	char *text = arena_alloc(h->arena, measure.text + 4);
	h->text = (struct str){text, stream_read(&s, text, measure.text + 4)};
	if (s.replaced > 0)
		format_trouble(h->arena, h->document, "input/encoding",
		    (struct span){0, 0}, stream_trouble(h->arena, &s));
	return true;
}

unsigned
html_probe(const struct look *look)
{
	return look->markup == MARKUP_HTML ? FORMAT_SURE : 0;
}

void
html_read(struct arena *a, const struct look *look, struct document *d)
{
	struct html *h = arena_alloc(a, sizeof(*h));

	h->arena = a;
	h->document = d;
	h->flow = flow_new(a, d);
	d->encoding = codec_name(look->encoded.encoding);
	if (!decode(h, look)) {
		format_refuse(a, d, "input/unreadable", STR("is an HTML page "
		    "beyond the limit of size"));
		return;
	}
	take_page(h);
	flow_finish(h->flow);
	if (flow_full(h->flow))
		format_trouble(a, d, "input/limit", (struct span){0, 0},
		    STR("the page has more text than the limit allows and was "
		    "read up to there"));
	if (d->text.len == 0)
		format_refuse(a, d, "input/empty", STR("is an HTML page "
		    "without text"));
}
