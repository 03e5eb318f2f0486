/* SPDX-License-Identifier: Apache-2.0 */
#include "audit/wide.h"

#include "base/limits.h"

/* What the stream of reports is handed through. */
struct passing {
	struct caseload *caseload;
	const struct wide_sink *sink;
	struct arena *arena;	/* emptied for each report */
	enum status status;
	struct err *err;
};

static bool
take(void *context, const struct report *r)
{
	struct passing *p = context;

	p->status = caseload_take(p->caseload, r, p->err);
	return p->status == OK &&
	    (p->sink->read == NULL || p->sink->read(p->sink->context, r));
}

static enum status
read_intake(const struct engine *e, struct intake *intake,
    bool (*each)(void *context, const struct report *r), struct passing *p)
{
	enum status status = audit_all(e, intake, each, p, p->err);

	return status != OK ? status : p->status;
}

enum status
wide_collect(const struct engine *e, struct intake *intake,
    struct caseload *c, const struct wide_sink *sink, struct err *err)
{
	struct passing p = {.caseload = c, .sink = sink, .err = err};
	enum status status = read_intake(e, intake, take, &p);

	return status != OK ? status : caseload_judge(c, err);
}

static bool
hand_on(void *context, const struct report *r)
{
	struct passing *p = context;

	if (p->sink->file == NULL)
		return true;
	arena_reset(p->arena);
	if (ARENA_FAILED(p->arena)) {
		p->status = err_set(p->err, E_MEMORY, "%s: out of memory",
		    r->document->file);
		return false;
	}
	const struct report *amended = caseload_amend(p->caseload, p->arena, r);
	arena_disarm(p->arena);
	return p->sink->file(p->sink->context, amended);
}

/* Every report once more; false in `*going` when the sink wants no more. */
static enum status
report_files(const struct engine *e, const struct wide_again *again,
    struct passing *p, bool *going)
{
	size_t held;
	struct intake *intake;
	const struct report *const *reports = caseload_reports(p->caseload,
	    &held);

	if (reports == NULL && caseload_overflowed(p->caseload)) {
		if (again->never)
			return err_set(p->err, E_LIMIT, "standard input has "
			    "more notes than can be kept (%zu MB); put them "
			    "into a file, or use --scope note",
			    LIMIT_HELD_REPORTS >> 20);
		if (!again->open(again->context, &intake, p->err))
			return p->err->status;
		return read_intake(e, intake, hand_on, p);
	}
	for (size_t i = 0; i < held && *going; i++)
		*going = hand_on(p, reports[i]);
	return p->status;
}

static bool
report_charts(const struct caseload *c, const struct wide_sink *sink)
{
	const struct chart_list *charts = caseload_charts(c);

	for (size_t i = 0; sink->chart != NULL && i < charts->len; i++)
		if (charts->at[i]->visits.len > 1 &&
		    !sink->chart(sink->context, charts->at[i]))
			return false;
	return true;
}

static bool
report_authors(const struct caseload *c, const struct wide_sink *sink)
{
	const struct author_list *authors = caseload_authors(c);

	for (size_t i = 0; sink->author != NULL && i < authors->len; i++)
		if (authors->at[i]->charts > 1 &&
		    !sink->author(sink->context, authors->at[i]))
			return false;
	return true;
}

enum status
wide_report(const struct engine *e, const struct wide_again *again,
    struct caseload *c, const struct wide_sink *sink, struct err *err)
{
	struct passing p = {.caseload = c, .sink = sink, .err = err,
	    .arena = arena_new(LIMIT_NOTE_ARENA)};
	bool going = true;

	if (p.arena == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	enum status status = report_files(e, again, &p, &going);
	arena_free(p.arena);
	if (status == OK && going && report_charts(c, sink))
		(void)report_authors(c, sink);
	return status;
}
