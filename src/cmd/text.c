/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint text: a note as the linter reads it. */
#include "cmd/setup.h"
#include "cmd/show.h"

/* A title with what stands behind it before its text: "Treatment (30 min):". */
static struct span
heading_of(struct str text, const struct section *s)
{
	for (size_t i = s->title.end; i < s->body.start; i++)
		if (is_word(text.ptr[i]))
			return span_trim(text, (struct span){s->title.start,
			    s->body.start});
	return s->title;
}

static void
show_section(FILE *out, const struct reading *r, const struct section *s,
    bool *begun)
{
	struct str text = r->note->text;
	struct str title = str_trim(str_slice(text, heading_of(text, s)));
	struct str body = str_trim(str_slice(text, s->body));

	if (title.len == 0 && body.len == 0)
		return;
	if (*begun)
		fputc('\n', out);
	*begun = true;
	if (title.len > 0)
		fprintf(out, "%.*s\n", STR_ARG(title));
	if (body.len > 0)
		fprintf(out, "%.*s\n", STR_ARG(body));
}

/* Where the source marks its sections its text is laid out like this already,
 * and a title found by its wording stands within one of them. */
static void
show_reading(FILE *out, const struct reading *r, bool *begun)
{
	const struct section whole = {.body = {0, r->note->text.len}};

	if (r->note->document->sections.len > 0) {
		show_section(out, r, &whole, begun);
		return;
	}
	for (size_t i = 0; i < r->sections.len; i++)
		show_section(out, r, &r->sections.at[i], begun);
}

static void
show_text(FILE *out, const struct report *report, bool *begun)
{
	for (size_t i = 0; i < report->results.len; i++)
		if (report->results.at[i].facts != NULL)
			show_reading(out, report->results.at[i].facts->reading,
			    begun);
}

static json_t *
section_json(struct emit *e, const struct reading *r, const struct section *s)
{
	json_t *section = emit_object(e);
	struct span body = span_trim(r->note->text, s->body);
	size_t from = span_len(s->title) > 0 ? s->title.start : body.start;
	struct position start = note_position(r->note, from);
	struct position end = note_position(r->note, body.end);

	emit_put(e, section, "title",
	    emit_str(e, str_slice(r->note->text,
	    heading_of(r->note->text, s))));
	emit_put(e, section, "kind", emit_z(e, s->kind ? s->kind->id : NULL));
	if (s->inferred)
		emit_put(e, section, "inferred", emit_bool(e, true));
	emit_put(e, section, "line", emit_size(e, start.line));
	emit_put(e, section, "column", emit_size(e, start.column));
	emit_put(e, section, "start", emit_size(e, start.offset));
	emit_put(e, section, "end", emit_size(e, end.offset));
	emit_put(e, section, "text",
	    emit_text(e, str_slice(r->note->text, body)));
	return section;
}

static json_t *
date_json(struct emit *e, date_t date)
{
	char text[11] = "";

	if (date != NO_DATE)
		date_format(date, text);
	return emit_str(e, str_of(text));
}

static json_t *
time_json(struct emit *e, minute_t time)
{
	char text[6] = "";

	if (time != NO_TIME)
		time_format(time, text);
	return emit_str(e, str_of(text));
}

static json_t *
metadata_json(struct emit *e, const struct facts *f)
{
	json_t *m = emit_object(e);

	emit_put(e, m, "note_type", emit_z(e, f->type ? f->type->id : NULL));
	emit_put(e, m, "discipline", emit_str(e, f->discipline));
	emit_put(e, m, "patient", emit_str(e, f->patient));
	emit_put(e, m, "author", emit_str(e, f->author));
	emit_put(e, m, "credential", emit_str(e, f->credential));
	emit_put(e, m, "payer", emit_z(e, f->payer ? f->payer->id : NULL));
	emit_put(e, m, "date_of_service", date_json(e, f->date_of_service));
	emit_put(e, m, "time_in", time_json(e, f->time_in));
	emit_put(e, m, "time_out", time_json(e, f->time_out));
	return m;
}

static json_t *
note_json(struct emit *e, const struct report *report, const struct result *r)
{
	const struct document *d = report->document;
	json_t *note = emit_object(e);
	json_t *sections = emit_array(e);
	const struct reading *reading = r->facts->reading;

	for (size_t i = 0; i < reading->sections.len; i++)
		emit_add(e, sections,
		    section_json(e, reading, &reading->sections.at[i]));
	emit_put(e, note, "part", emit_number(e, reading->note->part > 0 ?
	    (int)reading->note->part : -1));
	if (d->member != NULL)
		emit_put(e, note, "member", emit_z(e, d->member));
	if (d->row > 0)
		emit_put(e, note, "row", emit_size(e, d->row));
	emit_put(e, note, "metadata", metadata_json(e, r->facts));
	emit_put(e, note, "sections", sections);
	return note;
}

/* What the documents of a file are shown with. */
struct showing {
	FILE *out;
	bool begun;		/* a section is out */
	struct emit emit;	/* for JSON: its notes, */
	json_t *notes;		/* or NULL */
	const char *encoding;	/* of the first document */
	bool unread;
};

static void
show_document(struct showing *s, struct arena *a, const struct report *report)
{
	const struct document *d = report->document;

	if (report->aside != NULL)
		return;
	if (s->encoding == NULL && d->encoding != NULL)
		s->encoding = arena_copy(a, d->encoding, strlen(d->encoding));
	if (d->unreadable || document_in_part(d)) {
		show_troubles(d);
		s->unread = true;
	}
	if (!d->unreadable && s->notes == NULL)
		show_text(s->out, report, &s->begun);
	for (size_t i = 0; s->notes != NULL && !d->unreadable &&
	    i < report->results.len; i++)
		if (report->results.at[i].facts != NULL)
			emit_add(&s->emit, s->notes, note_json(&s->emit,
			    report, &report->results.at[i]));
}

static bool
show_all(struct call *call, struct worker *worker, struct intake *intake,
    struct showing *s, struct err *err)
{
	for (;;) {
		struct item item;
		struct report *report;
		bool more;
		struct arena *a = audit_arena();
		if (a == NULL)
			arena_give_up(call->arena);
		if (intake_next(intake, a, &item, &more, err) != OK || !more) {
			arena_free(a);
			return err->status == OK;
		}
		if (audit_item(worker, a, &item, &report, err) != OK)
			return false;
		show_document(s, call->arena, report);
		report_free(report);
	}
}

static int
run(struct call *call)
{
	const struct pack *pack;
	struct engine *engine;
	struct worker *worker;
	struct intake *intake;
	struct err err = {0};
	struct showing s = {.out = call->out};
	json_t *root = NULL;

	if (!setup_pack(call, &pack, &err) ||
	    !setup_engine(call, pack, &engine, &err) ||
	    !setup_worker(call, engine, &worker, &err) ||
	    !setup_intake(call, pack, &intake, &err))
		return complain(&err);
	if (format_is(call, "json")) {
		root = emit_object(&s.emit);
		s.notes = emit_array(&s.emit);
	}
	bool good = show_all(call, worker, intake, &s, &err);
	if (root != NULL) {
		emit_put(&s.emit, root, "file",
		    emit_z(&s.emit, call->args.at[0]));
		emit_put(&s.emit, root, "encoding",
		    emit_z(&s.emit, s.encoding));
		emit_put(&s.emit, root, "notes", s.notes);
	}
	if (!good) {
		json_decref(root);
		return complain(&err);
	}
	int status = root != NULL ? show_json(call, &s.emit, root) :
	    EXIT_CLEAN;
	return s.unread && status == EXIT_CLEAN ? EXIT_UNREAD : status;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_text = {
	.name = "text",
	.args = "FILE",
	.about = "A note as the linter reads it: sections, tables, metadata",
	.help = "\nEach section is its title on a line of its own and its "
	    "text below, with a blank\nline between sections. --format json "
	    "adds metadata and source positions.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(MAP) | TAKES(HELP),
	.least = 1,
	.most = 1,
	.run = run,
};
