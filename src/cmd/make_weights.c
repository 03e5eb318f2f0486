/* SPDX-License-Identifier: Apache-2.0 */
/*
 * make-weights PATTERNS TABLE STATEMENTS FOLDER...: weights.csv, learnt from
 * the labelled notes of folders and from a table of statements, and printed.
 *
 * A statement in which patterns found an element that the label confirms
 * speaks for it, as in the examples of the packs; no statement of a note whose
 * label denies the element does, and these count for more, being few; the other
 * statements of a note that has it may, or may not, and count for less.
 *
 * A row of the table judges one statement by itself, of the elements that it is
 * about, and so does a label that quotes its evidence; it is how words are
 * learnt that no pattern knows.
 *
 * A name of an exercise that the label lists was done; one that it does not
 * list was only spoken of.
 */
#include <stdio.h>
#include <unistd.h>

#include "audit/audit.h"
#include "base/limits.h"
#include "cmd/lesson.h"
#include "eval/labels.h"
#include "eval/locate.h"
#include "facts/setting.h"
#include "ingest/walk.h"
#include "pack/csv.h"
#include "pack/source.h"

/* What is said in words of its own, so that patterns alone miss some of it; how
 * sure the words must be to tell of it where no pattern did, and how sure
 * before one pattern alone is believed.  Both were measured on notes that
 * neither patterns nor weights had been made for: what is hardly said in other
 * words than it is meant (a measure, a plan) needs little, what boilerplate
 * says as well (progress, a need) much.  Where patterns are strict, they
 * are believed. */
static const struct {
	enum element element;
	double certainty;
	double doubt;
} elements[] = {
	{EL_GOAL, 0.65, 0},
	{EL_PROGRESS, 0.88, 0.25},
	{EL_RESPONSE, 0.77, 0.1},
	{EL_PURPOSE, 0.65, 0},
	{EL_FUNCTIONAL_LIMITATION, 0.45, 0.3},
	{EL_SKILLED, 0.65, 0.3},
	{EL_MEDICAL_NECESSITY, 0.77, 0},
	{EL_OBJECTIVE, 0.26, 0},
	{EL_PLAN, 0.45, 0},
};

enum {
	ELEMENTS_TAUGHT = sizeof(elements) / sizeof(*elements),
	PERFORMED = ELEMENTS_TAUGHT,	/* and, last, whether it was done */
	TAUGHT,
};

/* What a label is about: a note, of which some statement is meant; an example,
 * which has no exercises of a visit; or each statement by itself. */
enum about { A_NOTE, AN_EXAMPLE, EACH_STATEMENT };

static const double ELEMENT_DENIED = 3.0;
/* An exercise is given up only on good grounds. */
static const double PERFORMED_CERTAINTY = 0.07;

struct school {
	struct arena *arena;
	struct arena *scratch;	/* for one document */
	struct worker *worker;
	struct lesson *lesson;
};

static bool
holds_evidence(const struct facts *f, enum element e, struct span statement)
{
	for (size_t i = 0; i < f->evidence[e].at.len; i++)
		if (span_touches(f->evidence[e].at.at[i], statement))
			return true;
	return false;
}

/* Does a text of the label stand at `at`, wherever it is quoted from? */
static bool
is_quoted(struct str text, struct str quoted, struct span at)
{
	struct span place;

	for (size_t from = 0; locate(text, quoted, from, &place) &&
	    place.start < at.end; from = place.start + 1)
		if (span_touches(place, at))
			return true;
	return false;
}

static bool
quotes(const struct texts *texts, struct str text, struct span statement)
{
	for (size_t i = 0; i < texts->len; i++)
		if (is_quoted(text, str_of(texts->at[i]), statement))
			return true;
	return false;
}

/* Where a label quotes what carries an element, the rest does not, but for what
 * patterns found: of that the label need not have quoted all. */
static enum said
said_of(const struct facts *f, const struct label *label, enum about about,
    enum element e, struct span statement)
{
	const struct texts *quoted = &label->evidence[e];

	if (!label_judges(label, element_name(e)))
		return SAID_NOT;
	if (!label->present[e])
		return SAID_NO;
	if (about == EACH_STATEMENT ||
	    quotes(quoted, f->reading->note->text, statement))
		return SAID_YES;
	bool found = holds_evidence(f, e, statement);
	if (quoted->len > 0)
		return found ? SAID_UNSURE : SAID_NO;
	return found ? SAID_YES : SAID_UNSURE;
}

static void
take_statement(struct school *c, const struct facts *f,
    const struct label *label, enum about about,
    const struct mentioned *mentioned, size_t which)
{
	struct span at = f->reading->statements.at[which].span;
	struct sample s = {.said = {SAID_NOT}};

	features_of_statement(c->scratch, f->reading, mentioned, which,
	    &s.features);
	for (size_t i = 0; i < ELEMENTS_TAUGHT; i++) {
		enum element e = elements[i].element;
		s.said[i] = said_of(f, label, about, e, at);
		s.alone[i] = s.said[i] != SAID_UNSURE &&
		    (about == EACH_STATEMENT || label->evidence[e].len > 0);
	}
	lesson_add(c->lesson, &s);
}

/* Of a document that is one note; NULL for another. */
static const struct facts *
facts_in(const struct report *report)
{
	return report->results.len == 1 ? report->results.at[0].facts : NULL;
}

static void
take_statements(struct school *c, const struct facts *f,
    const struct label *label, enum about about)
{
	struct mentioned mentioned = mentioned_in(c->scratch, f->reading);
	for (size_t i = 0; i < f->reading->statements.len; i++)
		take_statement(c, f, label, about, &mentioned, i);
}

static enum said
performed_at(const struct label *label, struct str text, struct span at)
{
	for (size_t i = 0; i < label->exercises.len; i++)
		if (is_quoted(text, label->exercises.at[i].text, at))
			return SAID_YES;
	for (size_t i = 0; i < label->disputed_extra.len; i++)
		if (is_quoted(text, str_of(label->disputed_extra.at[i]), at))
			return SAID_NOT;
	return SAID_NO;
}

static void
take_names(struct school *c, const struct facts *f, const struct label *label)
{
	struct settings settings = settings_of(c->scratch, f->reading);

	for (size_t i = 0; i < settings.names.len; i++) {
		struct span at = settings.names.at[i]->span;
		struct sample s = {.said = {SAID_NOT}};
		setting_read(&settings, at, &s.features);
		s.said[PERFORMED] = performed_at(label, f->reading->note->text,
		    at);
		lesson_add(c->lesson, &s);
	}
}

/* Nothing where there are no facts. */
static enum status
take_facts(struct school *c, const struct facts *f, const struct label *label,
    enum about about, struct err *err)
{
	if (f == NULL)
		return OK;
	arena_reset(c->scratch);
	if (ARENA_FAILED(c->scratch))
		return err_set(err, E_MEMORY, "out of memory");
	take_statements(c, f, label, about);
	if (about == A_NOTE && label_judges(label, "exercises"))
		take_names(c, f, label);
	arena_disarm(c->scratch);
	return OK;
}

static enum status
take_note(struct school *c, const char *file, struct err *err)
{
	const char *label_file = label_beside(c->arena, file);
	struct label label;
	struct report *report;

	if (strcmp(label_file, file) == 0 || access(label_file, F_OK) != 0)
		return OK;
	if (!label_read(c->arena, label_file, &label, err))
		return err->status;
	enum status status = audit_file(c->worker, file, &report, err);
	if (status != OK)
		return status;
	status = take_facts(c, facts_in(report), &label, A_NOTE, err);
	report_free(report);
	return status;
}

/* An example of the packs: what patterns make of it is meant.  That of a rule
 * teaches all elements, that of a concept its own: ELEMENTS_TAUGHT is all. */
static enum status
take_example(struct school *c, size_t which, const char *text, struct err *err)
{
	struct label label = {.present = {false}};
	struct report *report;

	enum status status = audit_bytes(c->worker, "example", str_of(text),
	    &report, err);
	if (status != OK)
		return status;
	const struct facts *f = facts_in(report);
	for (size_t i = 0; f != NULL && i < ELEMENTS_TAUGHT; i++) {
		enum element e = elements[i].element;
		label.present[e] = f->present[e];
		if (which != i && which != ELEMENTS_TAUGHT)
			vec_push(c->arena, &label.disputed, element_name(e));
	}
	status = take_facts(c, f, &label, AN_EXAMPLE, err);
	report_free(report);
	return status;
}

static enum status
take_list(struct school *c, size_t which, const struct texts *list,
    struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < list->len && status == OK; i++)
		status = take_example(c, which, list->at[i], err);
	return status;
}

/* The number among those taught of the element a concept speaks for. */
static size_t
taught_by(const struct concept *concept)
{
	size_t i = 0;

	while (i < ELEMENTS_TAUGHT && (concept->element == NULL ||
	    strcmp(concept->element, element_name(elements[i].element)) != 0))
		i++;
	return i;
}

/* Near misses are what words alone tell worst. */
static enum status
take_both(struct school *c, const struct concept *concept,
    const struct texts *match, const struct texts *skip, struct err *err)
{
	size_t which = taught_by(concept);

	if (which == ELEMENTS_TAUGHT)
		return OK;
	enum status status = take_list(c, which, match, err);
	return status != OK ? status : take_list(c, which, skip, err);
}

static enum status
take_examples(struct school *c, const struct pack *pack, struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < pack->patterns.len && status == OK; i++) {
		const struct pattern *p = pack->patterns.at[i];
		status = take_both(c, p->concept, &p->match, &p->skip, err);
	}
	for (size_t i = 0; i < pack->concepts.len && status == OK; i++) {
		const struct concept *concept = pack->concepts.at[i];
		status = take_both(c, concept, &concept->match,
		    &concept->skip, err);
	}
	return status;
}

static enum status
take_rules(struct school *c, const struct pack *pack, struct err *err)
{
	enum status status = OK;

	for (size_t i = 0; i < pack->rules.len && status == OK; i++) {
		const struct rule_meta *r = &pack->rules.at[i];
		if (r->bad != NULL)
			status = take_example(c, ELEMENTS_TAUGHT, r->bad, err);
		if (r->good != NULL && status == OK)
			status = take_example(c, ELEMENTS_TAUGHT, r->good,
			    err);
	}
	return status;
}

enum { ABOUT, SAYS, STATEMENT };	/* columns of statements.csv */

/* The elements that a cell names. */
static enum status
read_elements(struct school *c, const struct csv *csv, size_t column,
    bool out[ELEMENTS], struct err *err)
{
	struct str rest = csv->row.at[column].text;

	while (rest.len > 0) {
		const char *blank = memchr(rest.ptr, ' ', rest.len);
		struct str name = {rest.ptr, blank == NULL ? rest.len :
		    (size_t)(blank - rest.ptr)};
		enum element e = element_named(arena_str(c->arena, name).ptr);
		if (e == ELEMENTS)
			return err_set(err, E_CONFIG,
			    "%s:%u: no element is called \"%.*s\"",
			    csv->file, csv->row.at[column].origin.line,
			    STR_ARG(name));
		out[e] = true;
		rest.ptr += name.len;
		rest.len -= name.len;
		rest = str_trim(rest);
	}
	return OK;
}

/* A statement and which of the elements it is about it carries, in words that
 * no pattern need know. */
static enum status
take_row(struct school *c, const struct csv *csv, struct err *err)
{
	struct label label = {.present = {false}};
	bool about[ELEMENTS] = {false};
	struct report *report;
	enum status status = read_elements(c, csv, SAYS, label.present, err);

	if (status == OK)
		status = read_elements(c, csv, ABOUT, about, err);
	if (status == OK)
		status = audit_bytes(c->worker, "statement",
		    csv->row.at[STATEMENT].text, &report, err);
	if (status != OK)
		return status;
	bool all = csv->row.at[ABOUT].text.len == 0;
	for (size_t e = 0; e < ELEMENTS && !all; e++)
		if (!about[e])
			vec_push(c->arena, &label.disputed, element_name(e));
	status = take_facts(c, facts_in(report), &label, EACH_STATEMENT, err);
	report_free(report);
	return status;
}

static enum status
take_rows(struct school *c, const char *file, struct err *err)
{
	struct str text;
	struct csv csv;
	bool more = true;

	if (!source_read(c->arena, file, &text, err) ||
	    !csv_open(&csv, c->arena, file, text, err))
		return err->status;
	while (csv_row(&csv, &more, err) && more) {
		enum status status = take_row(c, &csv, err);
		if (status != OK)
			return status;
	}
	return more ? err->status : OK;
}

static enum status
take_all(struct school *c, const char *const *folders, size_t n,
    struct err *err)
{
	struct walk *walk = walk_new(folders, n, err);
	enum status status = walk == NULL ? E_MEMORY : OK;
	struct walk_item item;

	while (status == OK && walk_next(walk, &item))
		if (item.trouble == NULL && item.aside == NULL)
			status = take_note(c, item.file, err);
	walk_free(walk);
	return status;
}

static int
fail(const struct err *err)
{
	fprintf(stderr, "make-weights: %s\n", err->text);
	return 1;
}

static void
name_taught(struct taught *taught)
{
	for (size_t i = 0; i < ELEMENTS_TAUGHT; i++)
		taught[i] = (struct taught){element_name(elements[i].element),
		    ELEMENT_DENIED, elements[i].certainty, elements[i].doubt};
	taught[PERFORMED] = (struct taught){SETTING_OF_EXERCISE, 1,
	    PERFORMED_CERTAINTY, 0};
}

static enum status
learn(struct worker *worker, const struct pack *pack, const char *statements,
    const char *const *folders, size_t n, struct err *err)
{
	struct school c = {.arena = arena_new(LIMIT_PACK_ARENA),
	    .scratch = arena_new(LIMIT_NOTE_ARENA), .worker = worker};
	struct taught taught[TAUGHT];

	if (c.arena == NULL || c.scratch == NULL || worker == NULL ||
	    ARENA_FAILED(c.arena)) {
		arena_free(c.scratch);
		arena_free(c.arena);
		return err_set(err, E_MEMORY, "out of memory");
	}
	name_taught(taught);
	c.lesson = lesson_new(c.arena, taught, TAUGHT);
	enum status status = take_examples(&c, pack, err);
	if (status == OK)
		status = take_rules(&c, pack, err);
	if (status == OK)
		status = take_rows(&c, statements, err);
	if (status == OK)
		status = take_all(&c, folders, n, err);
	for (size_t i = 0; status == OK && i < TAUGHT; i++)
		lesson_print(c.lesson, i);
	arena_free(c.scratch);
	arena_disarm(c.arena);
	arena_free(c.arena);
	return status;
}

int
main(int argc, char **argv)
{
	const struct options options = {.threads = 1};
	struct pack *pack;
	struct engine *engine;
	struct err err;

	if (argc < 5) {
		fputs("usage: make-weights PATTERNS TABLE STATEMENTS "
		    "FOLDER...\n", stderr);
		return 2;
	}
	if (pack_load(argv[1], NULL, 0, &pack, &err) != OK)
		return fail(&err);
	pack->weights.len = 0;	/* what patterns find, and no more */
	enum status status = engine_new(pack, prebuilt_open(argv[2], false),
	    &options, &engine, &err);
	if (status == OK) {
		struct worker *worker = worker_new(engine);
		status = learn(worker, pack, argv[3],
		    (const char *const *)argv + 4, (size_t)argc - 4, &err);
		worker_free(worker);
		engine_free(engine);
	}
	pack_free(pack);
	return status == OK ? 0 : fail(&err);
}
