/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/engine.h"

#include <stdlib.h>

#include "audit/fingerprint.h"
#include "audit/money.h"
#include "audit/notes.h"
#include "audit/score.h"
#include "base/limits.h"
#include "facts/claims.h"
#include "ingest/ingest.h"
#include "rules/rules.h"

struct worker {
	const struct engine *engine;
	struct scratch *scratch;
};

/* Judged by where neither the options nor the note say otherwise. */
static const char DEFAULT_PAYER[] = "medicare";
static const char DEFAULT_TYPE[] = "daily";

static enum status
check_defaults(const struct pack *pack, struct err *err)
{
	if (pack_payer(pack, str_of(DEFAULT_PAYER)) == NULL)
		return err_set(err, E_CONFIG, "the packs have no payer '%s'; "
		    "expected one to judge by when none is named",
		    DEFAULT_PAYER);
	if (pack_note_type(pack, DEFAULT_TYPE) == NULL)
		return err_set(err, E_CONFIG, "the packs have no note type "
		    "'%s'; expected one for notes without a title",
		    DEFAULT_TYPE);
	return OK;
}

enum status
engine_new(const struct pack *pack, struct prebuilt *tables,
    const struct options *options, struct engine **out, struct err *err)
{
	enum status status = check_defaults(pack, err);
	struct engine *e = calloc(1, sizeof(*e));

	if (e == NULL || status != OK) {
		prebuilt_free(tables);
		free(e);
		return e == NULL ? err_set(err, E_MEMORY, "out of memory") :
		    status;
	}
	e->pack = pack;
	e->options = *options;
	status = reader_new(pack, tables, &e->reader, err);
	if (status != OK) {
		free(e);
		return status;
	}
	*out = e;
	return OK;
}

void
engine_free(struct engine *e)
{
	if (e == NULL)
		return;
	reader_free(e->reader);
	free(e);
}

const struct pack *
engine_pack(const struct engine *e)
{
	return e->pack;
}

struct worker *
worker_new(const struct engine *e)
{
	struct worker *w = calloc(1, sizeof(*w));

	if (w == NULL)
		return NULL;
	w->engine = e;
	w->scratch = scratch_new(reader_scanner(e->reader));
	if (w->scratch == NULL) {
		free(w);
		return NULL;
	}
	return w;
}

void
worker_pair(struct worker *w)
{
	scratch_pair(w->scratch);
}

void
worker_free(struct worker *w)
{
	if (w == NULL)
		return;
	scratch_free(w->scratch);
	free(w);
}

void
report_free(struct report *r)
{
	if (r != NULL && --*r->holders == 0)
		arena_free(r->arena);
}

void
report_keep(const struct report *r)
{
	++*r->holders;
}

/* Is a rule asked for?  A name stands for a rule or for its category. */
static bool
names_rule(const struct texts *list, const char *id)
{
	for (size_t i = 0; i < list->len; i++) {
		size_t n = strlen(list->at[i]);
		if (strncmp(list->at[i], id, n) == 0 &&
		    (id[n] == '\0' || id[n] == '/'))
			return true;
	}
	return false;
}

static void
select_findings(const struct options *o, struct findings *f)
{
	size_t kept = 0;

	for (size_t i = 0; i < f->len; i++) {
		const char *id = f->at[i].rule->id;
		bool input = str_starts(str_of(id), STR("input/"));
		if (names_rule(&o->disable, id) ||
		    (o->only.len > 0 && !input && !names_rule(&o->only, id)))
			continue;
		f->at[kept++] = f->at[i];
	}
	f->len = kept;
}

/* Worst first, then by place, then in the order of the catalogue. */
static int
worst_first(const void *a, const void *b)
{
	const struct finding *x = a, *y = b;
	size_t px = x->placed ? x->at.start : SIZE_MAX;
	size_t py = y->placed ? y->at.start : SIZE_MAX;

	if (x->level != y->level)
		return x->level > y->level ? -1 : 1;
	if (px != py)
		return px < py ? -1 : 1;
	return (x->rule->index > y->rule->index) -
	    (x->rule->index < y->rule->index);
}

void
engine_finish(const struct engine *e, struct arena *a, struct str text,
    struct findings *findings, struct risk *risk)
{
	select_findings(&e->options, findings);
	if (findings->len > 0)
		qsort(findings->at, findings->len, sizeof(*findings->at),
		    worst_first);
	fingerprint_findings(a, e->options.fingerprint_key, text, findings);
	*risk = score_findings(a, e->pack, findings);
}

/* Judge a note whose facts are read; `facts` is NULL when there are none. */
static void
judge_note(const struct engine *e, struct arena *a, const struct facts *facts,
    size_t given_up, struct result *out)
{
	struct judging j = {.arena = a, .pack = e->pack, .facts = facts,
	    .out = &out->findings};

	j.payer = e->options.payer;
	if (j.payer == NULL && facts != NULL)
		j.payer = facts->payer;
	j.payer_assumed = j.payer == NULL;
	if (j.payer_assumed)
		j.payer = pack_payer(e->pack, str_of(DEFAULT_PAYER));
	out->payer = j.payer;
	out->facts = facts;
	input_rules_run(&j, out->note);
	if (given_up > 0)
		judge(&j, "input/limit", NULL, (struct detail[]){{"detail",
		    arena_printf(a, "%zu match attempts took too many steps",
		    given_up)}, {NULL, {NULL, 0}}});
	bool unreadable = out->note->document->unreadable;
	if (facts != NULL && facts->therapy && !unreadable) {
		rules_run(&j);
		pack_rules_run(&j);
	} else if (facts != NULL && !unreadable) {
		judge(&j, "input/not-therapy", NULL, NULL);
	}
	engine_finish(e, a, out->note->text, &out->findings, &out->risk);
	money_at_risk(a, e->pack, &e->options, out);
}

static struct note *
note_of(struct arena *a, const struct document *d, struct span part,
    unsigned number)
{
	struct note *n = arena_alloc(a, sizeof(*n));

	n->document = d;
	n->base = part.start;
	n->text = str_slice(d->text, part);
	n->part = number;
	return n;
}

/* The title that a source states outside the text, read as a note of its own;
 * NULL when it states none. */
static const struct reading *
read_title(const struct worker *w, const struct report *r)
{
	struct str title = document_stated(r->document, "title");
	struct document *d;

	if (title.len == 0)
		return NULL;
	d = arena_alloc(r->arena, sizeof(*d));
	d->file = r->document->file;
	d->text = title;
	document_index_lines(r->arena, d);
	return reading_make(w->engine->reader, w->scratch, r->arena,
	    note_of(r->arena, d, (struct span){0, title.len}, 0));
}

static void
audit_part(const struct worker *w, struct report *r, const struct note *note,
    const struct reading *reading)
{
	struct result result = {.note = note};
	struct reading whole = reading != NULL ? *reading :
	    *reading_make(w->engine->reader, w->scratch, r->arena, note);
	struct reading *kept = arena_alloc(r->arena, sizeof(*kept));

	*kept = whole;
	kept->title = read_title(w, r);
	struct facts *facts = facts_read(r->arena, kept);
	if (w->engine->options.claims != NULL)
		claims_join(w->engine->options.claims, r->arena, facts);
	judge_note(w->engine, r->arena, facts, kept->given_up, &result);
	vec_push(r->arena, &r->results, result);
}

static void
audit_unreadable(const struct worker *w, struct report *r)
{
	struct note *note = note_of(r->arena, r->document,
	    (struct span){0, 0}, 0);
	struct result result = {.note = note};

	/* A header may be there where the body cannot be read. */
	if (r->document->stated.len > 0) {
		audit_part(w, r, note, NULL);
		return;
	}
	judge_note(w->engine, r->arena, NULL, 0, &result);
	vec_push(r->arena, &r->results, result);
}

/* Tell that a part of the document was not judged. */
static void
tell_cut(struct report *r, struct document *d, size_t judged)
{
	if (judged == d->text.len && d->left == 0)
		return;
	vec_push(r->arena, &d->troubles, (struct trouble){"input/limit",
	    arena_printf(r->arena, "only the first %zu of %zu bytes are judged",
	    judged, d->text.len + d->left), {judged, judged}});
}

static void
audit_parts(const struct worker *w, struct report *r,
    const struct note_spans *parts)
{
	for (size_t i = 0; i < parts->len; i++)
		audit_part(w, r, note_of(r->arena, r->document, parts->at[i],
		    parts->len > 1 ? (unsigned)i + 1 : 0), NULL);
}

/* A text of which one note may be no more than a part. */
static void
audit_long(const struct worker *w, struct report *r, struct document *d)
{
	struct note_spans parts = {0};
	size_t judged = notes_find(r->arena, w->engine->reader, w->scratch, d,
	    &parts);

	tell_cut(r, d, judged);
	audit_parts(w, r, &parts);
}

static void
audit_document(const struct worker *w, struct report *r, struct document *d)
{
	struct note_spans parts = {0};

	r->document = d;
	if (d->unreadable) {
		audit_unreadable(w, r);
		return;
	}
	if (d->text.len > LIMIT_NOTE_BYTES) {
		audit_long(w, r, d);
		return;
	}
	const struct note *note = note_of(r->arena, d,
	    (struct span){0, d->text.len}, 0);
	const struct reading *reading = reading_make(w->engine->reader,
	    w->scratch, r->arena, note);
	split_notes(r->arena, reading, &parts);
	if (parts.len == 1)
		audit_part(w, r, note, reading);
	else
		audit_parts(w, r, &parts);
}

/* A report without results: the document was never read. */
static void
audit_aside(struct report *r, const struct item *item)
{
	struct document *d = arena_alloc(r->arena, sizeof(*d));

	d->file = item->file;
	d->member = item->member;
	r->document = d;
	r->aside = item->aside;
}

struct arena *
audit_arena(void)
{
	return arena_new(LIMIT_NOTE_ARENA + LIMIT_FILE_BYTES);
}

/* A report for what was read, `d`; NULL for what is set aside. */
static enum status
report_on(struct worker *w, struct arena *a, const struct item *item,
    struct document *d, struct report **out, struct err *err)
{
	if (ARENA_FAILED(a))
		return err_set(err, E_MEMORY, "%s: out of memory", item->file);
	struct report *r = arena_alloc(a, sizeof(*r));
	r->arena = a;
	r->holders = arena_alloc(a, sizeof(*r->holders));
	*r->holders = 1;
	r->file = item->number;
	if (d != NULL)
		audit_document(w, r, d);
	else
		audit_aside(r, item);
	arena_disarm(a);
	*out = r;
	return OK;
}

static enum status
read_and_report(struct worker *w, struct arena *a, const struct item *item,
    struct report **out, struct err *err)
{
	struct document *d = NULL;
	enum status status = OK;

	if (item->aside == NULL)
		status = ingest_item(a, item, &d, err);
	return status == OK ? report_on(w, a, item, d, out, err) : status;
}

/* A report that an item takes more than its arena may hold: one bad source
 * must not end a run as if the machine had no memory left. */
static enum status
report_excess(struct worker *w, const struct item *item, struct report **out,
    struct err *err)
{
	struct arena *a = audit_arena();
	struct item refused = {.file = item->file, .number = item->number,
	    .member = item->member, .row = item->row, .column = item->column,
	    .column_name = item->column_name};

	if (a == NULL || ARENA_FAILED(a)) {
		arena_free(a);
		return err_set(err, E_MEMORY, "%s: out of memory", item->file);
	}
	refused.file = arena_copy(a, item->file, strlen(item->file));
	if (item->member != NULL)
		refused.member = arena_copy(a, item->member,
		    strlen(item->member));
	if (item->column_name != NULL)
		refused.column_name = arena_copy(a, item->column_name,
		    strlen(item->column_name));
	item_refuse(a, &refused, "input/limit", arena_printf(a, "it takes more "
	    "than the %zu MB of memory that one note may take",
	    LIMIT_NOTE_ARENA >> 20));
	arena_disarm(a);
	enum status status = read_and_report(w, a, &refused, out, err);
	if (status != OK)
		arena_free(a);
	return status;
}

enum status
audit_item(struct worker *w, struct arena *a, const struct item *item,
    struct report **out, struct err *err)
{
	enum status status = read_and_report(w, a, item, out, err);

	if (status == E_MEMORY && arena_is_full(a))
		status = report_excess(w, item, out, err);
	else if (status == OK)
		return OK;
	arena_free(a);
	return status;
}

enum status
audit_file(struct worker *w, const char *file, struct report **out,
    struct err *err)
{
	struct arena *a = audit_arena();
	struct item item = {.file = file, .number = 1};
	struct document *d;

	if (a == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	enum status status = ingest_read(a, file,
	    w->engine->options.launcher, &d, err);
	if (status == OK)
		status = report_on(w, a, &item, d, out, err);
	if (status != OK)
		arena_free(a);
	return status;
}

enum status
audit_bytes(struct worker *w, const char *name, struct str bytes,
    struct report **out, struct err *err)
{
	struct arena *a = audit_arena();

	if (a == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	return audit_item(w, a, &(struct item){.file = name, .number = 1,
	    .bytes = bytes}, out, err);
}
