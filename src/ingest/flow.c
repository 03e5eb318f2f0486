/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Line ends and blanks are owed until text follows, so that nothing empty
 * makes a line.
 */
#include "ingest/flow_state.h"

struct flow *
flow_new(struct arena *a, struct document *d)
{
	struct flow *f = arena_alloc(a, sizeof(*f));

	f->arena = a;
	f->document = d;
	f->torn = true;
	return f;
}

bool
flow_full(const struct flow *f)
{
	return f->full;
}

void
flow_put(struct flow *f, const char *bytes, size_t n)
{
	if (f->text.len + n > LIMIT_NARRATIVE_BYTES) {
		f->full = true;
		return;
	}
	vec_append(f->arena, &f->text, bytes, n);
	f->torn = true;
}

static bool
at_line_start(const struct flow *f)
{
	return f->text.len == 0 || f->text.at[f->text.len - 1] == '\n';
}

/* Nothing stands yet in what would be broken: the text, or an open cell. */
static bool
at_beginning(const struct flow *f)
{
	for (size_t i = 0; i < f->depth; i++)
		if (f->tables[i]->in_cell && f->tables[i]->cell == f->text.len)
			return true;
	return f->text.len == 0;
}

static bool
ends_in_mark(const struct flow *f)
{
	size_t n = f->text.len;

	return n >= 2 && f->text.at[n - 1] == ' ' &&
	    (f->text.at[n - 2] == MARK_LINE || f->text.at[n - 2] == MARK_BLANK);
}

static void
put_lines(struct flow *f)
{
	static const char marks[] = {MARK_LINE, ' ', MARK_BLANK, ' '};
	unsigned n = f->lines_owed > 2 ? 2 : f->lines_owed;
	size_t end = f->text.len;

	f->lines_owed = 0;
	if (n == 0 || at_beginning(f))
		return;
	if (flow_in_cell(f)) {
		if (!ends_in_mark(f))
			flow_put(f, marks + (n - 1) * 2, 2);
		return;
	}
	/* A row that came to nothing leaves its line end behind. */
	for (; n > 0 && end > 0 && f->text.at[end - 1] == '\n'; end--)
		n--;
	flow_put(f, "\n\n", n);
}

/* Sections that had no text yet begin with what comes now. */
static void
place_sections(struct flow *f)
{
	struct document *d = f->document;

	while (f->n_placed < d->sections.len)
		d->sections.at[f->n_placed++].text = f->text.len;
}

void
flow_settle(struct flow *f, bool text)
{
	bool broken = f->lines_owed > 0;

	put_lines(f);
	if (broken || at_line_start(f) || at_beginning(f))
		f->blank_owed = false;
	place_sections(f);
	if (f->block_owed && at_line_start(f))
		vec_push(f->arena, &f->document->blocks,
		    (struct block_start){f->text.len, flow_in_row(f)});
	f->block_owed = false;
	if (!text)
		return;
	if (f->blank_owed && !at_line_start(f))
		flow_put(f, " ", 1);
	f->blank_owed = false;
	if (f->in_title && f->title == SIZE_MAX)
		f->title = f->text.len;
}

/* Text at `at` of the source follows: a new locus, unless it lies where the
 * last one leads. */
static void
locate(struct flow *f, const struct flow_source *from, size_t at)
{
	struct document *d = f->document;
	struct locus *last = d->loci.len > 0 ?
	    &d->loci.at[d->loci.len - 1] : NULL;

	if (from == NULL || d->loci.len >= LIMIT_LOCI)
		return;
	if (last != NULL && last->xpath == from->xpath && !f->torn &&
	    at - f->from == f->text.len - last->text)
		return;
	struct locus l = {.text = f->text.len, .xpath = from->xpath};
	if (from->place != NULL)
		from->place(from->user, at, &l.line, &l.line_column);
	vec_push(f->arena, &d->loci, l);
	f->from = at;
	f->torn = false;
}

/* A blank or tab that stands in the text as it does in the source. */
static void
put_kept(struct flow *f, char c)
{
	bool torn = f->torn;

	flow_put(f, &c, 1);
	f->torn = torn;
}

static void
put_indent(struct flow *f, char c)
{
	if (f->n_indent < MOST_INDENT)
		f->indent[f->n_indent++] = c;
}

void
flow_line(struct flow *f, unsigned lines)
{
	if (f->lines_owed < lines)
		f->lines_owed = lines;
	f->blank_owed = false;
	f->n_indent = 0;
}

/* White space in the text, one character. */
static void
take_space(struct flow *f, char c, enum flow_space space)
{
	bool begins = f->lines_owed > 0 || at_line_start(f);

	if (c == '\n') {
		f->line_ends++;
		f->indented = false;
		f->n_indent = 0;
		f->torn = true;
	} else {
		f->indented = true;
	}
	if (space == SPACE_KEPT && c == '\n')
		flow_line(f, f->line_ends > 1 ? 2 : 1);
	else if (space == SPACE_KEPT && begins && !flow_in_cell(f))
		put_indent(f, c);
	else if (!begins && !flow_in_cell(f) && (space == SPACE_KEPT ||
	    (space == SPACE_LINES && c == '\t')))
		put_kept(f, c);
	else
		f->blank_owed = true;
}

/* What white space before the next character comes to. */
static void
settle_space(struct flow *f, enum flow_space space)
{
	if (space == SPACE_LINES && f->line_ends > 0 && !f->indented &&
	    !flow_in_cell(f))
		flow_line(f, f->line_ends > 1 ? 2 : 1);
	f->line_ends = 0;
	f->indented = false;
}

/* White space that XML does not know. */
static bool
is_no_break(struct str s, size_t i)
{
	return s.ptr[i] == '\xC2' && i + 1 < s.len && s.ptr[i + 1] == '\xA0';
}

static size_t
word_length(struct str s, size_t i)
{
	size_t from = i;

	while (i < s.len && (unsigned char)s.ptr[i] > ' ' &&
	    !is_no_break(s, i))
		i++;
	return i - from;
}

static void
put_word(struct flow *f, struct str word, const struct flow_source *from,
    size_t at)
{
	bool joined = !f->torn;
	size_t owed = f->blank_owed;
	size_t before = f->text.len;

	flow_settle(f, true);
	if (at_line_start(f))
		flow_put(f, f->indent, f->n_indent);
	f->n_indent = 0;
	/* One blank for one is no tear. */
	if (joined && f->text.len == before + owed)
		f->torn = false;
	locate(f, from, at);
	bool torn = f->torn;
	flow_put(f, word.ptr, word.len);
	f->torn = torn;
}

void
flow_text(struct flow *f, struct str text, enum flow_space space,
    const struct flow_source *from)
{
	for (size_t i = 0; i < text.len && !f->full;) {
		size_t n = word_length(text, i);
		if (n > 0) {
			settle_space(f, space);
			put_word(f, (struct str){text.ptr + i, n}, from,
			    from != NULL ? from->at + i : 0);
			i += n;
		} else if (is_no_break(text, i)) {
			take_space(f, ' ', space);
			i += 2;
		} else {
			take_space(f, text.ptr[i++], space);
		}
	}
}

void
flow_blank(struct flow *f)
{
	f->blank_owed = true;
}

void
flow_break(struct flow *f, unsigned lines)
{
	flow_line(f, lines);
	f->line_ends = 0;
	f->block_owed = true;
}

void
flow_section(struct flow *f, const char *kind)
{
	flow_break(f, 2);
	vec_push(f->arena, &f->document->sections,
	    (struct marked_section){.kind = kind});
}

void
flow_title(struct flow *f)
{
	f->in_title = true;
	f->title = SIZE_MAX;
}

void
flow_title_end(struct flow *f)
{
	struct document *d = f->document;

	if (f->in_title && f->title != SIZE_MAX && d->sections.len > 0)
		d->sections.at[d->sections.len - 1].title =
		    (struct span){f->title, f->text.len};
	f->in_title = false;
	flow_break(f, 1);
}

/* Sections without text do not stand anywhere; of several that begin at one
 * place the last has the text. */
static void
drop_empty_sections(struct flow *f)
{
	struct document *d = f->document;
	size_t kept = 0;

	d->sections.len = f->n_placed;
	for (size_t i = 0; i < d->sections.len; i++) {
		struct marked_section *s = &d->sections.at[i];
		if (i + 1 < d->sections.len && s[1].text == s->text)
			continue;
		if (s->text < f->text.len)
			d->sections.at[kept++] = *s;
	}
	d->sections.len = kept;
}

void
flow_finish(struct flow *f)
{
	struct document *d = f->document;

	while (f->depth > 0)
		flow_table_end(f);
	while (f->text.len > 0 && is_space(f->text.at[f->text.len - 1]))
		f->text.len--;
	drop_empty_sections(f);
	d->text = (struct str){f->text.at, f->text.len};
	document_index_lines(f->arena, d);
}
