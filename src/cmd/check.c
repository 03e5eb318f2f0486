/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint check: audit notes and report what is found. */
#include <unistd.h>

#include "audit/wide.h"
#include "cmd/look.h"
#include "cmd/progress.h"
#include "cmd/setup.h"
#include "ingest/walk.h"
#include "pack/refuse.h"
#include "report/report.h"

/* What the stream of reports needs. */
struct checking {
	struct writer *writer;
	struct progress progress;
	struct err *err;
	enum scope scope;
	bool failed;
};

static bool
each_read(void *context, const struct report *report)
{
	struct checking *c = context;

	/* The file of this document is being read; those before are done. */
	progress_reach(&c->progress, report->file);
	return true;
}

static bool
each_file(void *context, const struct report *report)
{
	struct checking *c = context;

	c->failed = writer_file(c->writer, report, c->err) != OK;
	return !c->failed;
}

static bool
each(void *context, const struct report *report)
{
	return each_read(context, report) && each_file(context, report);
}

static bool
each_chart(void *context, const struct chart *chart)
{
	struct checking *c = context;

	c->failed = writer_chart(c->writer, chart, c->err) != OK;
	return !c->failed;
}

static bool
each_author(void *context, const struct author_load *load)
{
	struct checking *c = context;

	c->failed = writer_author(c->writer, load, c->err) != OK;
	return !c->failed;
}

/* Without arguments the note comes from a pipe. */
static bool
settle_inputs(struct call *call, struct err *err)
{
	if (call->args.len > 0)
		return true;
	if (isatty(STDIN_FILENO))
		return refuse(err, (struct origin){.file = "check"},
		    "nothing to audit; name files or folders, or '-' for "
		    "standard input");
	vec_push(call->arena, &call->args, "-");
	return true;
}

/* How many files there are; only a bar wants to know. */
static size_t
count_files(const struct call *call)
{
	struct walk_item item;
	size_t n = 0;

	if (call->asked.quiet || !isatty(STDERR_FILENO))
		return 0;
	struct walk *walk = walk_new(call->args.at, call->args.len, NULL);
	while (walk != NULL && walk_next(walk, &item))
		n++;
	walk_free(walk);
	return n;
}

static int
exit_status(const struct tally *tally, enum level level)
{
	const struct claims_tally *c = &tally->claims;

	/* Whoever trusts a clean report trusts that all was judged. */
	if (tally->unreadable + tally->in_part > 0 ||
	    (c->claims != NULL && c->claims->refused > 0))
		return EXIT_UNREAD;
	/* What is billed without a note is worse than any finding in one. */
	if (claims_unmet_count(c) > 0)
		return EXIT_FOUND;
	for (size_t l = level; l < LEVELS; l++)
		if (tally->levels[l] > 0)
			return EXIT_FOUND;
	return EXIT_CLEAN;
}

/* Who reads the inputs again. */
struct rereading {
	struct call *call;
	const struct pack *pack;
};

static bool
read_again(void *context, struct intake **out, struct err *err)
{
	struct rereading *r = context;

	return setup_intake(r->call, r->pack, out, err);
}

/* Notes with what they have to do with each other. */
static enum status
audit_widely(struct call *call, const struct pack *pack, struct engine *engine,
    struct intake *intake, struct checking *c, struct err *err)
{
	const struct wide_sink sink = {c, each_read, each_file, each_chart,
	    each_author};
	struct rereading rereading = {call, pack};
	const struct wide_again again = {&rereading, read_again,
	    setup_reads_stdin(call)};
	struct caseload *caseload;

	if (!setup_caseload(call, engine, c->scope, &caseload, err))
		return err->status;
	enum status status = wide_collect(engine, intake, caseload, &sink,
	    err);
	return status != OK ? status : wide_report(engine, &again, caseload,
	    &sink, err);
}

/* The engine and the writer are ready. */
static int
stream(struct call *call, const struct pack *pack, struct engine *engine,
    struct intake *intake, struct checking *c, enum level level)
{
	const struct tally *tally;
	struct err err = {0};
	size_t files = count_files(call);

	/* Both on one terminal would write over each other. */
	progress_begin(&c->progress, stderr, files,
	    call->asked.quiet || isatty(fileno(call->out)));
	enum status status = c->scope == SCOPE_NOTE ?
	    audit_all(engine, intake, each, c, &err) :
	    audit_widely(call, pack, engine, intake, c, &err);
	progress_end(&c->progress);
	if (c->failed)
		return complain(c->err);
	if (status != OK || writer_end(c->writer, &tally, &err) != OK)
		return complain(&err);
	if (tally->notes + tally->unreadable == 0)
		fprintf(stderr, "rehablint: %s%s: no note is there\n",
		    call->args.at[0], call->args.len > 1 ? ", ..." : "");
	return exit_status(tally, level);
}

static void
release_writer(void *w)
{
	writer_free(w);
}

static int
run(struct call *call)
{
	const struct asked *asked = &call->asked;
	const struct pack *pack;
	struct engine *engine;
	struct intake *intake;
	struct err err = {0};
	struct checking c = {.err = &err};
	struct writing how = {
		.version = program_version,
		.key = asked->fingerprint_key,
		.width = look_width(call->out),
		.redact = asked->redact,
		.colour = look_colour(call->out),
		.quiet = asked->quiet,
		.verbose = asked->verbose,
	};

	setup_ahead(call);
	if (!setup_scope(call, &c.scope, &err) ||
	    !setup_level(call, &how.level, &err) ||
	    !settle_inputs(call, &err) || !setup_pack(call, &pack, &err) ||
	    !setup_engine(call, pack, &engine, &err) ||
	    !setup_intake(call, pack, &intake, &err))
		return complain(&err);
	how.pack = pack;
	how.claims = call->claims;
	if (writer_begin(asked->format, call->out, &how, &c.writer,
	    &err) != OK)
		return complain(&err);
	arena_defer(call->arena, release_writer, c.writer);
	return stream(call, pack, engine, intake, &c, how.level);
}

static const char *const formats[] = {
	"terminal", "json", "ndjson", "sarif", NULL
};

const struct command command_check = {
	.name = "check",
	.args = "[FILE|DIR|-]...",
	.about = "Audit notes: one, many, or standard input",
	.help = "\nExits with 1 when a finding is at or above --level, and "
	    "with 3 when some input\ncould not be read.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PAYER) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(LEVEL) | TAKES(ONLY) | TAKES(DISABLE) |
	    TAKES(SCOPE) | TAKES(TEMPLATE) | TAKES(MAP) | TAKES(CLAIMS) |
	    TAKES(CLAIMS_MAP) | TAKES(SETTING) | TAKES(REDACT) |
	    TAKES(THREADS) | TAKES(QUIET) | TAKES(VERBOSE) | TAKES(HELP),
	.most = ANY_NUMBER,
	.run = run,
};
