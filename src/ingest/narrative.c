/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/narrative.h"

#include <stdlib.h>

#include "base/limits.h"

enum layout {
	INLINE,			/* nothing */
	APART,			/* a blank on either side */
	LINE,			/* lines of its own */
	PART,			/* the same, with a blank line before */
	BREAK,			/* a line end, and holds nothing */
	TABLE,
	ROW,
	CELL,
};

struct meaning {
	const char *name;
	enum layout layout;
	bool keeps_space;
	bool skipped;
};

/* Of clinical documents and of HTML, by name. */
static const struct meaning meanings[] = {
	{.name = "address", .layout = LINE},
	{.name = "article", .layout = PART},
	{.name = "blockquote", .layout = LINE},
	{.name = "body", .layout = LINE},
	{.name = "br", .layout = BREAK},
	{.name = "button", .skipped = true},
	{.name = "caption", .layout = LINE},
	{.name = "center", .layout = LINE},
	{.name = "dd", .layout = LINE},
	{.name = "del", .skipped = true},
	{.name = "div", .layout = LINE},
	{.name = "dl", .layout = LINE},
	{.name = "dt", .layout = LINE},
	{.name = "fieldset", .layout = LINE},
	{.name = "figcaption", .layout = LINE},
	{.name = "footer", .layout = LINE},
	{.name = "footnote", .layout = APART},
	{.name = "form", .layout = LINE},
	{.name = "h1", .layout = PART},
	{.name = "h2", .layout = PART},
	{.name = "h3", .layout = PART},
	{.name = "h4", .layout = PART},
	{.name = "h5", .layout = PART},
	{.name = "h6", .layout = PART},
	{.name = "head", .skipped = true},
	{.name = "header", .layout = LINE},
	{.name = "hr", .layout = PART},
	{.name = "iframe", .skipped = true},
	{.name = "item", .layout = LINE},
	{.name = "legend", .layout = LINE},
	{.name = "li", .layout = LINE},
	{.name = "list", .layout = LINE},
	{.name = "main", .layout = LINE},
	{.name = "nav", .layout = LINE},
	{.name = "noscript", .skipped = true},
	{.name = "object", .skipped = true},
	{.name = "ol", .layout = LINE},
	{.name = "option", .layout = LINE},
	{.name = "p", .layout = LINE},
	{.name = "paragraph", .layout = LINE},
	{.name = "pre", .layout = LINE, .keeps_space = true},
	{.name = "script", .skipped = true},
	{.name = "section", .layout = PART},
	{.name = "select", .layout = LINE},
	{.name = "style", .skipped = true},
	{.name = "svg", .skipped = true},
	{.name = "table", .layout = TABLE},
	{.name = "td", .layout = CELL},
	{.name = "template", .skipped = true},
	{.name = "textarea", .layout = LINE, .keeps_space = true},
	{.name = "th", .layout = CELL},
	{.name = "title", .skipped = true},
	{.name = "tr", .layout = ROW},
	{.name = "ul", .layout = LINE},
};

static int
by_name(const void *name, const void *meaning)
{
	return strcmp(name, ((const struct meaning *)meaning)->name);
}

static const struct meaning *
meaning_of(const char *name)
{
	static const struct meaning none = {.layout = INLINE};
	const struct meaning *found = bsearch(name, meanings,
	    sizeof(meanings) / sizeof(*meanings), sizeof(*meanings), by_name);

	return found != NULL ? found : &none;
}

static unsigned
span_of(struct str s)
{
	long n = 1;

	str_number(str_trim(s), LIMIT_TABLE_SPAN, &n);
	return (unsigned)n;
}

void
narrative_open(struct flow *f, const char *name,
    const struct narrative_attributes *attributes)
{
	switch (meaning_of(name)->layout) {
	case INLINE:
		break;
	case APART:
		flow_blank(f);
		break;
	case BREAK:
		flow_line(f, 1);
		break;
	case LINE:
		flow_break(f, 1);
		break;
	case PART:
		flow_break(f, 2);
		break;
	case TABLE:
		flow_table(f);
		break;
	case ROW:
		flow_row(f);
		break;
	case CELL:
		flow_cell(f, span_of(attributes->colspan),
		    span_of(attributes->rowspan));
		break;
	}
}

void
narrative_close(struct flow *f, const char *name)
{
	switch (meaning_of(name)->layout) {
	case INLINE:
	case BREAK:
		break;
	case APART:
		flow_blank(f);
		break;
	case LINE:
	case PART:
		flow_break(f, 1);
		break;
	case TABLE:
		flow_table_end(f);
		break;
	case ROW:
		flow_row_end(f);
		break;
	case CELL:
		flow_cell_end(f);
		break;
	}
}

bool
narrative_keeps_space(const char *name)
{
	return meaning_of(name)->keeps_space;
}

bool
narrative_folds_space(const char *name)
{
	enum layout layout = meaning_of(name)->layout;

	return layout != INLINE && layout != APART && layout != BREAK;
}

bool
narrative_skips(const char *name)
{
	return meaning_of(name)->skipped;
}
