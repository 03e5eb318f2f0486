/* SPDX-License-Identifier: Apache-2.0 */
/* The public face: include/rehablint.h over the engine and the reports. */
#include "rehablint.h"

#include <stdlib.h>

#include "audit/audit.h"
#include "base/limits.h"
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

/* The findings of one note, and its JSON once it was asked for. */
struct audited {
	struct rl_finding *findings;
	char *json;
};

struct rl_audit {
	const struct rl_auditor *auditor;
	struct report *report;
	struct audited *notes;
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
	return engine_new(auditor->pack, from.table, &options, &auditor->engine,
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
list_findings(struct rl_audit *audit)
{
	const struct report *r = audit->report;

	audit->notes = calloc(r->results.len, sizeof(*audit->notes));
	if (audit->notes == NULL)
		return false;
	for (size_t i = 0; i < r->results.len; i++) {
		const struct findings *f = &r->results.at[i].findings;
		struct rl_finding *list = calloc(f->len + 1, sizeof(*list));
		if (list == NULL)
			return false;
		for (size_t k = 0; k < f->len; k++)
			list[k] = (struct rl_finding){&r->results.at[i],
			    &f->at[k]};
		audit->notes[i].findings = list;
	}
	return true;
}

enum rl_status
rl_audit_text(const struct rl_auditor *auditor, const char *name,
    const void *bytes, size_t length, struct rl_audit **out,
    struct rl_error *error)
{
	struct err err = {0};
	struct rl_audit *audit = calloc(1, sizeof(*audit));
	struct worker *worker = worker_new(auditor->engine);

	if (audit == NULL || worker == NULL) {
		free(audit);
		worker_free(worker);
		return fail_memory(error);
	}
	audit->auditor = auditor;
	enum status status = audit_bytes(worker, name,
	    (struct str){bytes, length}, &audit->report, &err);
	worker_free(worker);
	if (status == OK && !list_findings(audit))
		status = err_set(&err, E_MEMORY, "out of memory");
	if (status != OK) {
		rl_audit_free(audit);
		return fail(&err, error);
	}
	*out = audit;
	return RL_OK;
}

void
rl_audit_free(struct rl_audit *audit)
{
	if (audit == NULL)
		return;
	for (size_t i = 0; audit->notes != NULL &&
	    i < audit->report->results.len; i++) {
		free(audit->notes[i].findings);
		free(audit->notes[i].json);
	}
	free(audit->notes);
	report_free(audit->report);
	free(audit);
}

size_t
rl_audit_notes(const struct rl_audit *audit)
{
	return audit->report->results.len;
}

int
rl_audit_score(const struct rl_audit *audit, size_t note)
{
	return audit->report->results.at[note].risk.score;
}

const char *
rl_audit_tier(const struct rl_audit *audit, size_t note)
{
	return audit->report->results.at[note].risk.tier;
}

size_t
rl_audit_findings(const struct rl_audit *audit, size_t note)
{
	return audit->report->results.at[note].findings.len;
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
	json_t *object = json_note(&e, &how, audit->report,
	    &audit->report->results.at[note]);
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
