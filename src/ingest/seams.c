/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/seams.h"

#include "ingest/encoding.h"

/* Going through the bytes of a cell once, from seam to seam. */
struct cursor {
	const struct item *item;
	enum encoding encoding;
	size_t at;		/* byte of the cell */
	size_t line;		/* of the cell, as its format counts */
	size_t column;
	size_t seam;		/* the last that is not behind `at` */
	size_t since;		/* characters since then */
};

static const struct seam *
seam_at(const struct cursor *c)
{
	return &c->item->seams.at[c->seam];
}

static void
step(struct cursor *c)
{
	struct str bytes = c->item->bytes;
	struct character next = codec_next(c->encoding, bytes.ptr + c->at,
	    bytes.len - c->at);

	c->at += next.size;
	c->since++;
	c->column++;
	if (next.code == '\n') {
		c->line++;
		c->column = 1;
	}
	while (c->seam + 1 < c->item->seams.len &&
	    c->item->seams.at[c->seam + 1].at <= c->at) {
		c->seam++;
		c->since = 0;
	}
}

/* Loci come in the order of the source; one that does not stays behind. */
static void
go_to_place(struct cursor *c, size_t line, size_t column)
{
	while (c->at < c->item->bytes.len && (c->line < line ||
	    (c->line == line && c->column < column)))
		step(c);
}

/* A structured cell has loci, whose lines are the cell's. */
static void
move_loci(const struct item *item, struct document *d)
{
	struct cursor c = {.item = item, .line = 1, .column = 1,
	    .encoding = encoding_detect(item->bytes).encoding};

	for (size_t i = 0; i < d->loci.len; i++) {
		struct locus *l = &d->loci.at[i];
		if (l->line > 0)
			go_to_place(&c, l->line, l->line_column);
		l->line = seam_at(&c)->line;
		l->line_column = seam_at(&c)->column + c.since;
		l->row = seam_at(&c)->row;
	}
}

/* Where in the text of a plain cell one of its bytes stands.  `*run` is where
 * the last such search ended. */
static size_t
text_offset(const struct document *d, size_t at, size_t *run)
{
	size_t n = d->runs.len;

	while (*run + 1 < n && d->runs.at[*run + 1].source <= at)
		++*run;
	const struct run *r = &d->runs.at[*run];
	size_t most = *run + 1 < n ? r[1].text : d->text.len;
	size_t text = at < r->source ? r->text : r->text +
	    (at - r->source) / r->source_step * r->text_step;
	return text < most ? text : most;
}

/* A plain cell gets a locus for each seam. */
static void
make_loci(struct arena *a, const struct item *item, struct document *d)
{
	size_t run = 0;

	for (size_t i = 0; i < item->seams.len; i++) {
		const struct seam *s = &item->seams.at[i];
		vec_push(a, &d->loci, (struct locus){.line = s->line,
		    .text = d->runs.len > 0 ? text_offset(d, s->at, &run) : 0,
		    .line_column = s->column, .row = s->row});
		if (d->runs.len == 0)
			break;	/* a format without places: the cell's own */
	}
}

void
seams_apply(struct arena *a, const struct item *item, struct document *d)
{
	if (item->seams.len == 0 || d->unreadable)
		return;
	if (d->loci.len > 0)
		move_loci(item, d);
	else
		make_loci(a, item, d);
}
