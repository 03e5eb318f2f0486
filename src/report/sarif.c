/* SPDX-License-Identifier: Apache-2.0 */
/*
 * SARIF 2.1.0.  Results are written as they come; of the files only the names
 * are kept, for the list of artifacts at the end.
 */
#include <inttypes.h>
#include <stdlib.h>

#include "report/artifacts.h"
#include "report/json.h"
#include "report/place.h"
#include "report/redact.h"
#include "report/writer.h"

#define SCHEMA_URI "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/" \
	"os/schemas/sarif-schema-2.1.0.json"

/* Places shown of one finding. */
enum { MOST_PLACES = 64 };

/* What has been written so far. */
struct written {
	struct artifacts *artifacts;
	size_t results;
};

static void
put_message(struct emit *e, json_t *o, const char *key, const char *text)
{
	if (text == NULL)
		return;
	json_t *message = emit_object(e);
	emit_put(e, message, "text", emit_z(e, text));
	emit_put(e, o, key, message);
}

/* What the rule wants and why, as one text. */
static void
put_help(struct emit *e, json_t *o, const struct rule_meta *rule)
{
	char *text = NULL;

	if (rule->why == NULL && rule->fix == NULL)
		return;
	if (asprintf(&text, "%s%s%s", rule->fix ? rule->fix : "",
	    rule->fix && rule->why ? "\n\n" : "",
	    rule->why ? rule->why : "") < 0) {
		e->failed = true;
		return;
	}
	put_message(e, o, "help", text);
	free(text);
}

static void
put_known(struct emit *e, json_t *o, const char *key, const char *value)
{
	if (value != NULL)
		emit_put(e, o, key, emit_z(e, value));
}

static json_t *
rule_json(struct emit *e, const struct rule_meta *rule)
{
	json_t *o = emit_object(e);
	json_t *configuration = emit_object(e);
	json_t *properties = emit_object(e);

	emit_put(e, configuration, "enabled", emit_bool(e, !rule->off));
	emit_put(e, configuration, "level", emit_z(e, level_name(rule->level)));
	put_known(e, properties, "authority", rule->authority);
	put_known(e, properties, "source", rule->source);
	put_known(e, properties, "confidence", rule->confidence);
	put_known(e, properties, "scope", rule->scope);

	emit_put(e, o, "id", emit_z(e, rule->id));
	put_message(e, o, "shortDescription", rule->title);
	put_message(e, o, "fullDescription", rule->why);
	put_help(e, o, rule);
	emit_put(e, o, "defaultConfiguration", configuration);
	emit_put(e, o, "properties", properties);
	return o;
}

static json_t *
tool_json(struct emit *e, const struct writer *w)
{
	const struct pack *pack = w->how.pack;
	json_t *tool = emit_object(e);
	json_t *driver = emit_object(e);
	json_t *rules = emit_array(e);

	for (size_t i = 0; i < pack->rules.len; i++)
		emit_add(e, rules, rule_json(e, &pack->rules.at[i]));
	emit_put(e, driver, "name", emit_z(e, "rehablint"));
	emit_put(e, driver, "version", emit_z(e, w->how.version));
	emit_put(e, driver, "rules", rules);
	emit_put(e, tool, "driver", driver);
	return tool;
}

static enum status
begin(struct writer *w, struct err *err)
{
	struct emit e = {0};

	struct written *all = calloc(1, sizeof(*all));

	w->own = all;
	if (all == NULL || (all->artifacts = artifacts_new()) == NULL)
		return writer_out_of_memory(err);
	fputs("{\n  \"$schema\": \"" SCHEMA_URI "\",\n"
	    "  \"version\": \"2.1.0\",\n"
	    "  \"runs\": [\n    {\n      \"tool\": ", w->to);
	enum status status = emit_write(&e, w->to, tool_json(&e, w), 3, err);
	fputs(",\n      \"columnKind\": \"unicodeCodePoints\",\n"
	    "      \"results\": [", w->to);
	return status;
}

/* What a result is made from. */
struct making {
	struct emit *e;
	const struct writing *how;
	struct artifacts *artifacts;
	const struct report *report;	/* NULL: it is about several notes */
	const struct result *result;
	const struct artifact *artifact;
};

static json_t *
region_json(const struct making *m, const struct place *p)
{
	struct emit *e = m->e;
	json_t *o = emit_object(e);

	emit_put(e, o, "startLine", emit_size(e, p->from.line));
	emit_put(e, o, "startColumn", emit_size(e, p->from.column));
	emit_put(e, o, "endLine", emit_size(e, p->to.line));
	emit_put(e, o, "endColumn", emit_size(e, p->to.column));
	/* Of what was taken out of something, bytes are not the file's. */
	if (p->xpath == NULL && p->row == 0) {
		emit_put(e, o, "byteOffset", emit_size(e, p->from.offset));
		emit_put(e, o, "byteLength",
		    emit_size(e, p->to.offset - p->from.offset));
	}
	if (!m->how->redact) {
		json_t *snippet = emit_object(e);
		emit_put(e, snippet, "text", emit_text(e, p->text));
		emit_put(e, o, "snippet", snippet);
	}
	return o;
}

static void
add_logical(const struct making *m, json_t *list, const char *kind,
    const char *name)
{
	json_t *o = emit_object(m->e);

	emit_put(m->e, o, "fullyQualifiedName", emit_z(m->e, name));
	emit_put(m->e, o, "kind", emit_z(m->e, kind));
	emit_add(m->e, list, o);
}

static void
add_member(const struct making *m, json_t *list, const char *member)
{
	char redacted[REDACTED_FILE];

	if (member != NULL && m->how->redact) {
		redact_file(member, m->how->key, redacted);
		member = redacted;
	}
	if (member != NULL)
		add_logical(m, list, "archive member", member);
}

static void
put_list(const struct making *m, json_t *o, const char *key, json_t *list)
{
	if (json_array_size(list) != 0)
		emit_put(m->e, o, key, list);
	else
		json_decref(list);
}

/* Where in its file a document lies, and in that the place: a member of an
 * archive, a cell of a table, an element. */
static void
put_logical(const struct making *m, json_t *location, const struct place *p)
{
	const struct document *d = m->report->document;
	size_t row = p != NULL ? p->row : d->row;
	json_t *list = emit_array(m->e);
	char text[256];

	add_member(m, list, d->member);
	if (row > 0) {
		snprintf(text, sizeof(text), "row %zu, column %zu%s%s", row,
		    d->column, d->column_name != NULL ? ", " : "",
		    d->column_name != NULL ? d->column_name : "");
		add_logical(m, list, "table cell", text);
	}
	if (p != NULL && p->xpath != NULL)
		add_logical(m, list, "element", p->xpath);
	put_list(m, location, "logicalLocations", list);
}

static void
put_physical(const struct making *m, json_t *o,
    const struct artifact *artifact, json_t *region)
{
	struct emit *e = m->e;
	json_t *physical = emit_object(e);
	json_t *file = emit_object(e);

	emit_put(e, file, "uri", emit_z(e, artifact->uri));
	emit_put(e, file, "index", emit_size(e, artifact->index));
	emit_put(e, physical, "artifactLocation", file);
	if (region != NULL)
		emit_put(e, physical, "region", region);
	emit_put(e, o, "physicalLocation", physical);
}

/* `p` and `region` may be NULL: the document as a whole. */
static json_t *
location_json(const struct making *m, const struct place *p, json_t *region)
{
	json_t *o = emit_object(m->e);

	put_physical(m, o, m->artifact, region);
	put_logical(m, o, p);
	return o;
}

/* A place in another note, by its lines. */
static json_t *
related_location(const struct making *m, const struct related *r)
{
	struct emit *e = m->e;
	const char *name = r->note.file;
	json_t *o = emit_object(e);
	json_t *region = NULL;
	json_t *logical = emit_array(e);
	char redacted[REDACTED_FILE], row[64];

	if (m->how->redact) {
		redact_file(name, m->how->key, redacted);
		name = redacted;
	}
	if (r->from_line > 0) {
		region = emit_object(e);
		emit_put(e, region, "startLine", emit_size(e, r->from_line));
		emit_put(e, region, "endLine", emit_size(e, r->to_line));
	}
	const struct artifact *file = artifacts_find(m->artifacts, name);
	if (file != NULL)
		put_physical(m, o, file, region);
	else
		e->failed = true;
	add_member(m, logical, r->note.member);
	if (r->note.row > 0) {
		snprintf(row, sizeof(row), "row %zu", r->note.row);
		add_logical(m, logical, "table row", row);
	}
	put_list(m, o, "logicalLocations", logical);
	return o;
}

static bool
same_text(const char *x, const char *y)
{
	return x == y || (x != NULL && y != NULL && strcmp(x, y) == 0);
}

/* Has the finding the same lines of the same note before? */
static bool
related_before(const struct finding *f, size_t i)
{
	const struct related *x = &f->related.at[i];

	for (size_t k = 0; k < i; k++) {
		const struct related *y = &f->related.at[k];
		if (x->from_line == y->from_line &&
		    x->to_line == y->to_line && x->note.row == y->note.row &&
		    same_text(x->note.file, y->note.file) &&
		    same_text(x->note.member, y->note.member))
			return true;
	}
	return false;
}

/* Where the other notes are that the finding is about.  One that has no place
 * of its own is at the first of them. */
static void
add_related(const struct making *m, const struct finding *f, json_t *first,
    json_t *related)
{
	for (size_t i = 0; i < f->related.len && i < MOST_PLACES; i++)
		if (!related_before(f, i))
			emit_add(m->e, json_array_size(first) == 0 ? first :
			    related, related_location(m, &f->related.at[i]));
}

/* A finding about a note as a whole points at its first line where the file
 * holds several notes, else at the file. */
static json_t *
note_location(const struct making *m)
{
	const struct note *note = m->result->note;
	struct place p;

	if (note == NULL || note->part == 0 ||
	    !place_of(m->report, m->result, (struct span){0, 0}, &p))
		return location_json(m, NULL, NULL);
	json_t *region = emit_object(m->e);
	emit_put(m->e, region, "startLine", emit_size(m->e, p.from.line));
	return location_json(m, NULL, region);
}

/* Has the finding this piece of evidence before?  The standard wants each
 * once. */
static bool
repeated(const struct finding *f, size_t i)
{
	struct span at = finding_place(f, i);

	for (size_t k = 0; k < i; k++) {
		struct span other = finding_place(f, k);
		if (other.start == at.start && other.end == at.end)
			return true;
	}
	return false;
}

static void
put_locations(const struct making *m, json_t *o, const struct finding *f)
{
	struct emit *e = m->e;
	json_t *first = emit_array(e);
	json_t *related = emit_array(e);
	size_t n = finding_places(f) < MOST_PLACES ? finding_places(f) :
	    MOST_PLACES;

	for (size_t i = 0; m->report != NULL && i < n; i++) {
		struct place p;
		if (!repeated(f, i) && place_of(m->report, m->result,
		    finding_place(f, i), &p))
			emit_add(e, json_array_size(first) == 0 ? first :
			    related, location_json(m, &p,
			    region_json(m, &p)));
	}
	if (m->report != NULL && json_array_size(first) == 0)
		emit_add(e, first, note_location(m));
	add_related(m, f, first, related);
	emit_put(e, o, "locations", first);
	put_list(m, o, "relatedLocations", related);
}

static void
put_result_message(const struct making *m, json_t *o, const struct finding *f)
{
	struct emit *e = m->e;
	json_t *message = emit_object(e);

	if (m->how->redact) {
		char *text = redact_message(f->rule);
		emit_put(e, message, "text",
		    text != NULL ? emit_z(e, text) : NULL);
		free(text);
	} else {
		emit_put(e, message, "text", emit_text(e, f->message));
	}
	emit_put(e, o, "message", message);
}

static json_t *
stake_json(struct emit *e, const struct stake *stake)
{
	json_t *o = emit_object(e);

	emit_put(e, o, "units_at_risk", emit_number(e, stake->units));
	emit_put(e, o, "dollars_at_risk", emit_dollars(e, stake->cents));
	emit_put(e, o, "basis", basis_json(e, stake));
	return o;
}

static json_t *
result_json(const struct making *m, const struct finding *f)
{
	struct emit *e = m->e;
	json_t *o = emit_object(e);
	json_t *prints = emit_object(e);
	char print[17];

	snprintf(print, sizeof(print), "%016" PRIx64, f->fingerprint);
	emit_put(e, prints, "rehablint/v1", emit_z(e, print));
	emit_put(e, o, "ruleId", emit_z(e, f->rule->id));
	if (f->rule->index < m->how->pack->rules.len)
		emit_put(e, o, "ruleIndex", emit_size(e, f->rule->index));
	emit_put(e, o, "level", emit_z(e, level_name(f->level)));
	put_result_message(m, o, f);
	put_locations(m, o, f);
	emit_put(e, o, "partialFingerprints", prints);
	if (f->stake.units != 0)
		emit_put(e, o, "properties", stake_json(e, &f->stake));
	return o;
}

static enum status
write_findings(struct writer *w, const struct findings *all,
    const struct report *r, const struct result *result,
    const struct artifact *artifact, struct err *err)
{
	struct written *own = w->own;
	enum status status = OK;

	for (size_t i = 0; i < all->len && status == OK; i++) {
		struct emit e = {0};
		const struct making m = {&e, &w->how, own->artifacts, r,
		    result, artifact};
		fputs(own->results++ > 0 ? ",\n        " : "\n        ",
		    w->to);
		status = emit_write(&e, w->to, result_json(&m, &all->at[i]), 4,
		    err);
	}
	return status;
}

static enum status
file(struct writer *w, const struct report *r, struct err *err)
{
	struct written *own = w->own;
	const char *name = r->document->file;
	char redacted[REDACTED_FILE];

	if (w->how.redact) {
		redact_file(name, w->how.key, redacted);
		name = redacted;
	}
	const struct artifact *artifact = artifacts_find(own->artifacts, name);
	if (artifact == NULL)
		return writer_out_of_memory(err);
	enum status status = OK;
	for (size_t i = 0; i < r->results.len && status == OK; i++)
		status = write_findings(w, &r->results.at[i].findings, r,
		    &r->results.at[i], artifact, err);
	return status;
}

static enum status
chart(struct writer *w, const struct chart *c, struct err *err)
{
	return write_findings(w, &c->findings, NULL, NULL, NULL, err);
}

static enum status
author(struct writer *w, const struct author_load *l, struct err *err)
{
	return write_findings(w, &l->findings, NULL, NULL, NULL, err);
}

static enum status
write_artifacts(struct writer *w, struct err *err)
{
	const struct written *own = w->own;
	const struct artifact *a = artifacts_at(own->artifacts, 0);
	enum status status = OK;

	fputs("      \"artifacts\": [", w->to);
	for (size_t i = 0; a != NULL && status == OK; i++) {
		struct emit e = {0};
		json_t *o = emit_object(&e);
		json_t *location = emit_object(&e);
		emit_put(&e, location, "uri", emit_z(&e, a->uri));
		emit_put(&e, o, "location", location);
		fputs(i > 0 ? ",\n        " : "\n        ", w->to);
		status = emit_write(&e, w->to, o, 4, err);
		a = artifacts_at(own->artifacts, i + 1);
	}
	fprintf(w->to, "%s],\n", artifacts_at(own->artifacts, 0) != NULL ?
	    "\n      " : "");
	return status;
}

static enum status
end(struct writer *w, struct err *err)
{
	const struct written *all = w->own;

	fprintf(w->to, "%s],\n", all->results > 0 ? "\n      " : "");
	enum status status = write_artifacts(w, err);
	fprintf(w->to, "      \"invocations\": [\n        {\n"
	    "          \"executionSuccessful\": %s\n        }\n      ]\n"
	    "    }\n  ]\n}\n", w->tally.unreadable + w->tally.in_part == 0 ?
	    "true" : "false");
	return status;
}

static void
release(struct writer *w)
{
	struct written *all = w->own;

	if (all != NULL)
		artifacts_free(all->artifacts);
	free(all);
}

const struct report_format format_sarif = {
	.name = "sarif",
	.about = "SARIF 2.1.0, for code hosts and editors",
	.begin = begin,
	.file = file,
	.chart = chart,
	.author = author,
	.end = end,
	.release = release,
};
