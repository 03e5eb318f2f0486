/* SPDX-License-Identifier: Apache-2.0 */
#include "report/side.h"

#include <stdlib.h>

#include "report/redact.h"

enum { MARGIN = 2, GUTTER = 3, LEAST_COLUMN = 16 };

static const char marks[] = {[PASSAGE_COPIED] = '=', [PASSAGE_CHANGED] = '~',
	[PASSAGE_NEW] = '+', [PASSAGE_STANDING] = ':'};

static const enum style styles[] = {
	[PASSAGE_COPIED] = STYLE_WARNING, [PASSAGE_CHANGED] = STYLE_NOTE,
	[PASSAGE_NEW] = STYLE_PLAIN, [PASSAGE_STANDING] = STYLE_FAINT};

static struct span
words_span(const struct prose *p, uint32_t first, uint32_t last)
{
	return first < last ? prose_span(p, first, last) :
	    (struct span){0, 0};
}

/* A stretch of a text that a span may not fit: the file may have changed since
 * it was read. */
static struct str
safe_slice(struct str text, struct span at)
{
	return at.end <= text.len && at.start <= at.end ? str_slice(text, at) :
	    (struct str){NULL, 0};
}

static size_t
skip_blanks(struct str s, size_t at)
{
	while (at < s.len && is_space(s.ptr[at]))
		at++;
	return at;
}

/* As many words from `at` on as fit into `width` columns, at least one. */
static struct span
take_line(struct str s, size_t at, unsigned width)
{
	size_t begin = skip_blanks(s, at), end = begin;

	for (size_t i = begin; i < s.len;) {
		size_t stop = skip_blanks(s, i);
		while (stop < s.len && !is_space(s.ptr[stop]))
			stop++;
		if (end > begin && screen_columns((struct str){s.ptr + begin,
		    stop - begin}) > width)
			break;
		end = stop;
		i = stop;
	}
	return (struct span){begin, end};
}

/* Print one line of a cell; returns where the next begins. */
static size_t
put_cell_line(const struct screen *to, enum style style, struct str s,
    size_t at, unsigned width, bool pad)
{
	struct span line = take_line(s, at, width);
	struct str text = str_slice(s, line);
	unsigned columns = screen_columns(text);

	if (text.len > 0)
		screen_put(to, style, text);
	if (pad && columns < width)
		fprintf(to->to, "%*s", (int)(width - columns), "");
	return line.end;
}

static bool
has_more(struct str s, size_t at)
{
	return skip_blanks(s, at) < s.len;
}

static void
put_row(const struct screen *to, enum passage_kind kind, struct str left,
    struct str right)
{
	unsigned width = (to->width - MARGIN - GUTTER) / 2;
	size_t l = 0, r = 0;

	if (to->width < MARGIN + GUTTER + 2 * LEAST_COLUMN)
		width = LEAST_COLUMN;
	while (has_more(left, l) || has_more(right, r)) {
		fprintf(to->to, "%*s", MARGIN, "");
		l = put_cell_line(to, styles[kind], left, l, width, true);
		fprintf(to->to, " %c ", marks[kind]);
		r = put_cell_line(to, styles[kind], right, r, width, false);
		fputc('\n', to->to);
	}
}

/* A text as it may be shown; released with free().  NULL without memory. */
static char *
shown(const struct sides *s, struct str text, size_t *len)
{
	char *out = malloc(text.len + 1);

	if (out == NULL)
		return NULL;
	*len = text.len;
	if (s->redact)
		*len = redact_text(text, out);
	else if (text.len > 0)
		memcpy(out, text.ptr, text.len);
	return out;
}

static void
put_passage(const struct screen *to, const struct sides *s,
    const struct passage *p)
{
	size_t l = 0, r = 0;
	char *left = shown(s, safe_slice(s->source_text, words_span(
	    &s->source->prose, p->source, p->source_end)), &l);
	char *right = shown(s, safe_slice(s->later_text, words_span(
	    &s->later->prose, p->later, p->later_end)), &r);

	if (left != NULL && right != NULL)
		put_row(to, p->kind, (struct str){left, l},
		    (struct str){right, r});
	free(left);
	free(right);
}

static const char *
part_name(const struct prose_part *p)
{
	return p->kind != NULL ? p->kind->id : "untitled";
}

/* "subjective 26%, assessment 0%": what is new in each part. */
static void
put_novelty(const struct screen *to, const struct sides *s)
{
	const struct comparison *c = s->comparison;

	fputs("  new:", to->to);
	for (uint32_t i = 0; i < c->n_parts; i++)
		if (c->parts[i].words > 0)
			fprintf(to->to, "%s %s %u%%", i > 0 ? "," : "",
			    part_name(&s->later->prose.parts[i]),
			    100 - copy_percent(&c->parts[i]));
	fputc('\n', to->to);
}

static void
put_name(const struct screen *to, const struct sides *s,
    const struct record *r)
{
	char file[REDACTED_FILE];
	char date[11] = "undated";

	redact_file(r->place.file, s->key, file);
	screen_put(to, STYLE_STRONG, str_of(s->redact ? file : r->place.file));
	if (r->place.member != NULL && !s->redact) {
		fputs(", ", to->to);
		screen_put(to, STYLE_STRONG, str_of(r->place.member));
	}
	if (r->place.row > 0)
		fprintf(to->to, ", row %zu", r->place.row);
	if (r->part > 0)
		fprintf(to->to, " note %u", r->part);
	if (s->redact)
		return;
	if (r->date != NO_DATE)
		date_format(r->date, date);
	fprintf(to->to, "  %s", date);
	if (r->author.len > 0) {
		fputs("  ", to->to);
		screen_put(to, STYLE_PLAIN, r->author);
	}
}

void
side_print(const struct screen *to, const struct sides *s)
{
	const struct copy_share *whole = &s->comparison->whole;

	put_name(to, s, s->later);
	fprintf(to->to, "\n  %u%% of %u words stand in ",
	    copy_percent(whole), whole->words);
	put_name(to, s, s->source);
	fprintf(to->to, "\n  %s patient, %s author\n",
	    s->same_patient ? "same" : "another",
	    s->same_author ? "same" : "another");
	put_novelty(to, s);
	for (size_t i = 0; i < s->passages->len; i++)
		put_passage(to, s, &s->passages->at[i]);
	fputc('\n', to->to);
}

static json_t *
note_json(struct emit *e, const struct sides *s, const struct record *r)
{
	json_t *o = emit_object(e);
	char file[REDACTED_FILE];
	char date[11];

	redact_file(r->place.file, s->key, file);
	emit_put(e, o, "file", emit_z(e, s->redact ? file : r->place.file));
	if (r->place.member != NULL)
		emit_put(e, o, "member", s->redact ? json_null() :
		    emit_z(e, r->place.member));
	if (r->place.row > 0)
		emit_put(e, o, "row", emit_size(e, r->place.row));
	emit_put(e, o, "part", r->part == 0 ? json_null() :
	    emit_size(e, r->part));
	if (r->date != NO_DATE)
		date_format(r->date, date);
	emit_put(e, o, "date_of_service", emit_z(e,
	    r->date == NO_DATE || s->redact ? NULL : date));
	emit_put(e, o, "patient", s->redact ? json_null() :
	    emit_str(e, r->patient));
	emit_put(e, o, "author", s->redact ? json_null() :
	    emit_str(e, r->author));
	return o;
}

static json_t *
stretch_json(struct emit *e, const struct sides *s, const struct prose *p,
    struct str text, uint32_t first, uint32_t last)
{
	if (first >= last)
		return json_null();
	struct span at = prose_source(p, first, last);
	json_t *o = emit_object(e);
	emit_put(e, o, "start", emit_size(e, at.start));
	emit_put(e, o, "end", emit_size(e, at.end));
	emit_put(e, o, "text", s->redact ? json_null() : emit_text(e,
	    safe_slice(text, prose_span(p, first, last))));
	return o;
}

static json_t *
passages_json(struct emit *e, const struct sides *s)
{
	json_t *list = emit_array(e);

	for (size_t i = 0; i < s->passages->len; i++) {
		const struct passage *p = &s->passages->at[i];
		json_t *o = emit_object(e);
		emit_put(e, o, "kind", emit_z(e, passage_name(p->kind)));
		emit_put(e, o, "later", stretch_json(e, s, &s->later->prose,
		    s->later_text, p->later, p->later_end));
		emit_put(e, o, "source", stretch_json(e, s,
		    &s->source->prose, s->source_text, p->source,
		    p->source_end));
		emit_add(e, list, o);
	}
	return list;
}

static json_t *
parts_json(struct emit *e, const struct sides *s)
{
	const struct comparison *c = s->comparison;
	json_t *list = emit_array(e);

	for (uint32_t i = 0; i < c->n_parts; i++) {
		json_t *o = emit_object(e);
		const struct section_kind *kind =
		    s->later->prose.parts[i].kind;
		emit_put(e, o, "section", emit_z(e, kind ? kind->id : NULL));
		emit_put(e, o, "words", emit_size(e, c->parts[i].words));
		emit_put(e, o, "copied", emit_size(e, c->parts[i].copied));
		emit_put(e, o, "novel_percent", emit_size(e,
		    100 - copy_percent(&c->parts[i])));
		emit_add(e, list, o);
	}
	return list;
}

json_t *
side_json(struct emit *e, const struct sides *s)
{
	json_t *o = emit_object(e);

	emit_put(e, o, "later", note_json(e, s, s->later));
	emit_put(e, o, "source", note_json(e, s, s->source));
	emit_put(e, o, "same_patient", emit_bool(e, s->same_patient));
	emit_put(e, o, "same_author", emit_bool(e, s->same_author));
	emit_put(e, o, "words", emit_size(e, s->comparison->whole.words));
	emit_put(e, o, "copied", json_real(
	    copy_percent(&s->comparison->whole) / 100.0));
	emit_put(e, o, "sections", parts_json(e, s));
	emit_put(e, o, "passages", passages_json(e, s));
	return o;
}
