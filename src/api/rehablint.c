/* SPDX-License-Identifier: Apache-2.0 */
/* The public face: include/rehablint.h over the engine and the reports. */
#include "rehablint.h"

#include <stdlib.h>

#include "audit/audit.h"
#include "audit/caseload.h"
#include "report/json.h"

struct rl_auditor {
	struct pack *pack;
	struct engine *engine;
	char *key;
};

struct rl_finding {
	const struct result *result;
	const struct finding *finding;
};

/* A note of one of the documents: its findings, and its JSON once it was
 * asked for. */
struct audited {
	const struct report *report;
	const struct result *result;
	struct rl_finding *findings;
	char *json;
};

struct rl_audit {
	const struct rl_auditor *auditor;
	struct report **reports;	/* one a document */
	size_t n_reports;
	size_t room;			/* for reports */
	struct audited *notes;
	size_t n_notes;
};

struct rl_caseload {
	const struct rl_auditor *auditor;
	struct caseload *caseload;
	bool judged;		/* what was taken */
	bool broken;		/* by running out of memory */
};

const char *
rl_version(void)
{
	return PACKAGE_VERSION;
}

static enum rl_status
fail(const struct err *err, struct rl_error *out)
{
	enum rl_status status = err->status == E_MEMORY ? RL_ERROR_MEMORY :
	    err->status == E_IO ? RL_ERROR_IO : RL_ERROR_CONFIG;

	if (out != NULL) {
		out->status = status;
		memcpy(out->text, err->text, sizeof(out->text));
	}
	return status;
}

static enum rl_status
fail_memory(struct rl_error *out)
{
	struct err err = {0};

	err_set(&err, E_MEMORY, "out of memory");
	return fail(&err, out);
}

/* What may lie beside the packs, made of them; release with free(). */
static char *
made_beside(const char *patterns, const char *ending)
{
	size_t len = strlen(patterns), more = strlen(ending) + 1;
	char *path = malloc(len + more);

	if (path == NULL)
		return NULL;
	while (len > 1 && patterns[len - 1] == '/')
		len--;
	memcpy(path, patterns, len);
	memcpy(path + len, ending, more);
	return path;
}

/* The packs and what was made of them. */
struct folder {
	const char *patterns;
	const char *table;
	const char *trees;
};

static enum status
fill(struct rl_auditor *auditor, struct folder from,
    const struct rl_options *given, struct err *err)
{
	struct options options = {.threads = 1};
	enum status status = pack_load_kept(from.patterns, from.trees,
	    given ? given->packs : NULL, given ? given->n_packs : 0,
	    &auditor->pack, err);

	if (status != OK)
		return status;
	if (given != NULL && given->payer != NULL) {
		options.payer = pack_payer(auditor->pack, str_of(given->payer));
		if (options.payer == NULL)
			return err_set(err, E_CONFIG, "unknown payer '%s'",
			    given->payer);
	}
	if (given != NULL && given->fingerprint_key != NULL) {
		auditor->key = strdup(given->fingerprint_key);
		if (auditor->key == NULL)
			return err_set(err, E_MEMORY, "out of memory");
		options.fingerprint_key = auditor->key;
	}
	struct prebuilt *tables = prebuilt_open(from.table, false);
	if (tables == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	return engine_new(auditor->pack, tables, &options, &auditor->engine,
	    err);
}

enum rl_status
rl_auditor_new(const char *patterns, const struct rl_options *options,
    struct rl_auditor **out, struct rl_error *error)
{
	struct err err = {0};
	struct rl_auditor *auditor = calloc(1, sizeof(*auditor));
	char *table = made_beside(patterns, ".tab");
	char *trees = made_beside(patterns, ".trees");

	if (auditor == NULL || table == NULL || trees == NULL) {
		free(auditor);
		free(table);
		free(trees);
		return fail_memory(error);
	}
	enum status status = fill(auditor, (struct folder){patterns, table,
	    trees}, options, &err);
	free(table);
	free(trees);
	if (status != OK) {
		rl_auditor_free(auditor);
		return fail(&err, error);
	}
	*out = auditor;
	return RL_OK;
}

void
rl_auditor_free(struct rl_auditor *auditor)
{
	if (auditor == NULL)
		return;
	engine_free(auditor->engine);
	pack_free(auditor->pack);
	free(auditor->key);
	free(auditor);
}

static bool
list_note(struct audited *note, const struct report *report,
    const struct result *result)
{
	const struct findings *f = &result->findings;

	*note = (struct audited){.report = report, .result = result,
	    .findings = calloc(f->len + 1, sizeof(*note->findings))};
	for (size_t k = 0; note->findings != NULL && k < f->len; k++)
		note->findings[k] = (struct rl_finding){result, &f->at[k]};
	return note->findings != NULL;
}

/* The notes of all documents, in order. */
static bool
list_notes(struct rl_audit *audit)
{
	size_t n = 0;

	for (size_t i = 0; i < audit->n_reports; i++)
		n += audit->reports[i]->results.len;
	audit->notes = calloc(n + 1, sizeof(*audit->notes));
	if (audit->notes == NULL)
		return false;
	for (size_t i = 0; i < audit->n_reports; i++)
		for (size_t k = 0; k < audit->reports[i]->results.len; k++)
			if (!list_note(&audit->notes[audit->n_notes++],
			    audit->reports[i],
			    &audit->reports[i]->results.at[k]))
				return false;
	return true;
}

static enum status
keep_report(struct rl_audit *audit, struct report *report, struct err *err)
{
	if (audit->n_reports == audit->room) {
		size_t room = audit->room * 2 + 1;
		struct report **larger = realloc(audit->reports,
		    room * sizeof(struct report *));
		if (larger == NULL) {
			report_free(report);
			return err_set(err, E_MEMORY, "out of memory");
		}
		audit->reports = larger;
		audit->room = room;
	}
	audit->reports[audit->n_reports++] = report;
	return OK;
}

/* Audit the next document; `*more` is false when there is none. */
static enum status
audit_next(struct rl_audit *audit, struct worker *worker,
    struct intake *intake, bool *more, struct err *err)
{
	struct arena *a = audit_arena();
	struct report *report;
	struct item item;

	if (a == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	enum status status = intake_next(intake, a, &item, more, err);
	if (status != OK || !*more) {
		arena_free(a);
		return status;
	}
	status = audit_item(worker, a, &item, &report, err);
	return status == OK ? keep_report(audit, report, err) : status;
}

static enum status
audit_documents(struct rl_audit *audit, struct worker *worker,
    struct intake *intake, struct err *err)
{
	enum status status = OK;
	bool more = true;

	while (status == OK && more)
		status = audit_next(audit, worker, intake, &more, err);
	return status;
}

/* Audit all documents of a file; on failure nothing is left. */
static enum status
audit_file_of(const struct rl_auditor *auditor, const char *name,
    struct str bytes, struct rl_audit **out, struct err *err)
{
	struct rl_audit *audit = calloc(1, sizeof(*audit));
	struct worker *worker = worker_new(auditor->engine);
	struct intake *intake = NULL;

	if (audit == NULL || worker == NULL) {
		free(audit);
		worker_free(worker);
		return err_set(err, E_MEMORY, "out of memory");
	}
	audit->auditor = auditor;
	enum status status = intake_bytes(name, bytes,
	    &(struct intake_options){.columns = &auditor->pack->columns},
	    &intake, err);
	if (status == OK)
		status = audit_documents(audit, worker, intake, err);
	intake_free(intake);
	worker_free(worker);
	if (status == OK)
		*out = audit;
	else
		rl_audit_free(audit);
	return status;
}

/* Hand out an audit whose documents are done with. */
static enum rl_status
hand_out(enum status status, struct rl_audit *audit, struct rl_audit **out,
    struct err *err, struct rl_error *error)
{
	if (status == OK && !list_notes(audit))
		status = err_set(err, E_MEMORY, "out of memory");
	if (status != OK) {
		rl_audit_free(audit);
		return fail(err, error);
	}
	*out = audit;
	return RL_OK;
}

enum rl_status
rl_audit_text(const struct rl_auditor *auditor, const char *name,
    const void *bytes, size_t length, struct rl_audit **out,
    struct rl_error *error)
{
	struct err err = {0};
	struct rl_audit *audit = NULL;
	enum status status = audit_file_of(auditor, name,
	    (struct str){bytes, length}, &audit, &err);

	return hand_out(status, audit, out, &err, error);
}

enum rl_status
rl_caseload_new(const struct rl_auditor *auditor, struct rl_caseload **out,
    struct rl_error *error)
{
	struct err err = {0};
	struct rl_caseload *c = calloc(1, sizeof(*c));

	if (c == NULL)
		return fail_memory(error);
	c->auditor = auditor;
	if (caseload_new(auditor->engine, SCOPE_CASELOAD, &c->caseload,
	    &err) != OK) {
		free(c);
		return fail(&err, error);
	}
	*out = c;
	return RL_OK;
}

void
rl_caseload_free(struct rl_caseload *caseload)
{
	if (caseload == NULL)
		return;
	caseload_free(caseload->caseload);
	free(caseload);
}

/* Is the caseload as it must be? */
static enum status
check_caseload(const struct rl_caseload *c, bool taking, struct err *err)
{
	if (c->broken)
		return err_set(err, E_MEMORY, "the caseload ran out of memory "
		    "before; begin with a new one");
	if (taking && c->judged)
		return err_set(err, E_CONFIG, "notes are taken before the "
		    "first is audited; audit this one, too");
	return OK;
}

enum rl_status
rl_caseload_take(struct rl_caseload *caseload, const char *name,
    const void *bytes, size_t length, struct rl_error *error)
{
	struct err err = {0};
	struct rl_audit *audit = NULL;
	enum status status = check_caseload(caseload, true, &err);

	if (status == OK)
		status = audit_file_of(caseload->auditor, name,
		    (struct str){bytes, length}, &audit, &err);
	for (size_t i = 0; status == OK && i < audit->n_reports; i++) {
		status = caseload_take(caseload->caseload, audit->reports[i],
		    &err);
		caseload->broken = status != OK;
	}
	rl_audit_free(audit);
	return status == OK ? RL_OK : fail(&err, error);
}

/* What was taken is judged once. */
static enum status
judge_taken(struct rl_caseload *c, struct err *err)
{
	if (c->judged)
		return OK;
	c->judged = true;
	enum status status = caseload_judge(c->caseload, err);
	caseload_let_go(c->caseload);
	return status;
}

enum rl_status
rl_caseload_audit(struct rl_caseload *caseload, const char *name,
    const void *bytes, size_t length, struct rl_audit **out,
    struct rl_error *error)
{
	struct err err = {0};
	struct rl_audit *audit = NULL;
	enum status status = check_caseload(caseload, false, &err);

	if (status == OK)
		status = audit_file_of(caseload->auditor, name,
		    (struct str){bytes, length}, &audit, &err);
	if (status == OK) {
		status = judge_taken(caseload, &err);
		for (size_t i = 0; status == OK && i < audit->n_reports; i++)
			status = caseload_add(caseload->caseload,
			    audit->reports[i], &err);
		caseload->broken = status != OK;
	}
	return hand_out(status, audit, out, &err, error);
}

void
rl_audit_free(struct rl_audit *audit)
{
	if (audit == NULL)
		return;
	for (size_t i = 0; i < audit->n_notes; i++) {
		free(audit->notes[i].findings);
		free(audit->notes[i].json);
	}
	free(audit->notes);
	for (size_t i = 0; i < audit->n_reports; i++)
		report_free(audit->reports[i]);
	free(audit->reports);
	free(audit);
}

size_t
rl_audit_notes(const struct rl_audit *audit)
{
	return audit->n_notes;
}

int
rl_audit_score(const struct rl_audit *audit, size_t note)
{
	return audit->notes[note].result->risk.score;
}

const char *
rl_audit_tier(const struct rl_audit *audit, size_t note)
{
	return audit->notes[note].result->risk.tier;
}

int
rl_audit_units_at_risk(const struct rl_audit *audit, size_t note)
{
	return audit->notes[note].result->risk.stake.units;
}

long
rl_audit_cents_at_risk(const struct rl_audit *audit, size_t note)
{
	return audit->notes[note].result->risk.stake.cents;
}

size_t
rl_audit_findings(const struct rl_audit *audit, size_t note)
{
	return audit->notes[note].result->findings.len;
}

const struct rl_finding *
rl_audit_finding(const struct rl_audit *audit, size_t note, size_t index)
{
	return &audit->notes[note].findings[index];
}

const char *
rl_audit_json(struct rl_audit *audit, size_t note)
{
	struct audited *n = &audit->notes[note];
	struct writing how = {.pack = audit->auditor->pack,
	    .version = PACKAGE_VERSION, .key = audit->auditor->key};
	struct emit e = {0};

	if (n->json != NULL)
		return n->json;
	json_t *object = json_note(&e, &how, n->report, n->result);
	if (!e.failed && object != NULL)
		n->json = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	return n->json;
}

const char *
rl_finding_rule(const struct rl_finding *finding)
{
	return finding->finding->rule->id;
}

enum rl_level
rl_finding_level(const struct rl_finding *finding)
{
	static const enum rl_level levels[] = {
		[LEVEL_NOTE] = RL_NOTE,
		[LEVEL_WARNING] = RL_WARNING,
		[LEVEL_ERROR] = RL_ERROR,
	};

	return levels[finding->finding->level];
}

const char *
rl_finding_message(const struct rl_finding *finding)
{
	return finding->finding->message.ptr;
}

const char *
rl_finding_fix(const struct rl_finding *finding)
{
	return finding->finding->rule->fix;
}

void
rl_finding_position(const struct rl_finding *finding, size_t *line,
    size_t *column)
{
	struct position at = {0, 0, 0};

	if (finding->finding->placed)
		at = note_position(finding->result->note,
		    finding->finding->at.start);
	*line = at.line;
	*column = at.column;
}
