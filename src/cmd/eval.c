/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint eval: how well the linter agrees with labelled notes. */
#include <math.h>
#include <unistd.h>

#include "base/limits.h"
#include "cmd/eval_show.h"
#include "cmd/setup.h"
#include "ingest/walk.h"

/* Labels name the rule of counting by a word of their own. */
static const char label_per_code[] = "ama";

/* A worker for the notes of one payer. */
struct desk {
	const struct payer *payer;	/* NULL: the note's own */
	struct worker *worker;
};

struct evaluation {
	struct call *call;
	const struct pack *pack;
	VEC(struct desk) desks;
	struct arena *arena;	/* of one label */
	struct scoring scoring;
	struct err *err;
	bool unread;		/* some label or note could not be read */
};

/* The payer whose rules a label was made by; NULL: the note's own. */
static const struct payer *
payer_of(const struct evaluation *e, struct str name)
{
	const struct pack *p = e->pack;

	for (size_t i = 0; name.len > 0 && i < p->payers.len; i++)
		if (str_eq_nocase(str_of(p->payers.at[i].id), name))
			return &p->payers.at[i];
	if (!str_eq_nocase(name, str_of(label_per_code)))
		return NULL;
	for (size_t i = 0; i < p->payers.len; i++)
		if (p->payers.at[i].counting == COUNT_PER_CODE)
			return &p->payers.at[i];
	return NULL;
}

/* An option outweighs what a label says. */
static struct worker *
worker_for(struct evaluation *e, struct str name)
{
	const char *asked = e->call->asked.payer;
	const struct payer *payer = payer_of(e, name);
	struct engine *engine;
	struct desk desk = {.payer = payer};

	for (size_t i = 0; i < e->desks.len; i++)
		if (e->desks.at[i].payer == payer)
			return e->desks.at[i].worker;
	if (asked == NULL && payer != NULL)
		e->call->asked.payer = payer->id;
	bool good = setup_engine(e->call, e->pack, &engine, e->err) &&
	    setup_worker(e->call, engine, &desk.worker, e->err);
	e->call->asked.payer = asked;
	if (!good)
		return NULL;
	vec_push(e->call->arena, &e->desks, desk);
	return desk.worker;
}

/* One note and its label.  False when the evaluation cannot go on. */
static bool
evaluate(struct evaluation *e, const char *file, const char *label_file)
{
	struct label label;
	struct report *report;
	struct worker *worker;

	if (!label_read(e->arena, label_file, &label, e->err)) {
		fprintf(stderr, "rehablint: %s\n", e->err->text);
		e->unread = true;
		return true;
	}
	worker = worker_for(e, label.payer);
	if (worker == NULL ||
	    audit_file(worker, file, &report, e->err) != OK)
		return false;
	e->unread |= report->document->unreadable;
	if (report->results.len > 0)
		score_note(&e->scoring, &label, report,
		    &report->results.at[0]);
	report_free(report);
	return true;
}

/* Readies the label's arena and runs one note; memory that runs out there
 * ends the evaluation. */
static bool
evaluate_guarded(struct evaluation *e, const char *file)
{
	arena_reset(e->arena);
	if (ARENA_FAILED(e->arena)) {
		err_set(e->err, E_MEMORY, "out of memory");
		return false;
	}
	const char *label = label_beside(e->arena, file);
	bool good = strcmp(label, file) == 0 || access(label, F_OK) != 0 ||
	    evaluate(e, file, label);
	arena_disarm(e->arena);
	return good;
}

static void
release_walk(void *w)
{
	walk_free(w);
}

static bool
evaluate_all(struct evaluation *e)
{
	const struct texts *args = &e->call->args;
	struct walk *walk = walk_new(args->at, args->len, e->err);
	struct walk_item item;

	if (walk == NULL)
		return false;
	arena_defer(e->call->arena, release_walk, walk);
	while (walk_next(walk, &item)) {
		if (item.aside != NULL)
			continue;
		if (item.trouble == NULL) {
			if (!evaluate_guarded(e, item.file))
				return false;
			continue;
		}
		fprintf(stderr, "rehablint: %s: %.*s\n", item.file,
		    STR_ARG(item.trouble->message));
		e->unread = true;
	}
	if (e->scoring.notes.len > 0 || e->unread)
		return true;
	err_set(e->err, E_CONFIG, "no labelled note is there; expected "
	    "NAME.json beside NAME.txt");
	return false;
}

/* Say which figures are too low; how many there are. */
static size_t
check_thresholds(const struct thresholds *all, const double *figures)
{
	size_t missed = 0;

	for (size_t i = 0; i < all->len; i++) {
		const struct threshold *t = &all->at[i];
		double figure = figures[t->figure];

		if (threshold_met(t, figures))
			continue;
		missed++;
		fprintf(stderr, "rehablint: %s:%u:%u: %.*s is ",
		    t->origin.file, t->origin.line, t->origin.column,
		    STR_ARG(t->name));
		if (isnan(figure))
			fputs("not measured by these notes\n", stderr);
		else
			fprintf(stderr, "%.4f; expected at least %.4f\n",
			    figure, t->least);
	}
	return missed;
}

static int
run(struct call *call)
{
	struct err err = {0};
	struct evaluation e = {.call = call, .err = &err};
	struct thresholds thresholds = {0};
	struct result_of_eval shown = {.scoring = &e.scoring};

	if (!setup_pack(call, &e.pack, &err))
		return complain(&err);
	scoring_init(&e.scoring, call->arena, e.pack, call->asked.verbose);
	if (call->asked.min != NULL && !thresholds_read(call->arena,
	    call->asked.min, &e.scoring.measures, &thresholds, &err))
		return complain(&err);
	e.arena = arena_within(call->arena, LIMIT_NOTE_ARENA);
	if (!evaluate_all(&e))
		return complain(&err);
	double *figures = arena_array(call->arena,
	    e.scoring.measures.len + OVERALL, sizeof(*figures));
	shown.sum = scoring_sum(&e.scoring, call->arena);
	figures_of(&e.scoring.measures, shown.sum, figures);
	shown.figures = figures;
	shown.intervals = bootstrap(call->arena, &e.scoring);
	int status = eval_show(call, &shown);
	if (status != EXIT_CLEAN)
		return status;
	size_t missed = check_thresholds(&thresholds, figures);
	if (e.unread)
		return EXIT_UNREAD;
	return missed > 0 ? EXIT_FOUND : EXIT_CLEAN;
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_eval = {
	.name = "eval",
	.args = "DIR...",
	.about = "Precision, recall and F1 against labelled notes",
	.help = "\nEach NAME.json beside a note NAME.txt or NAME.xml is its "
	    "label. -v lists every\ndifference with its place. --min exits "
	    "with 1 when a measure is too low; its FILE\nhas lines as "
	    "'element/goal: 0.95'.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PAYER) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(MIN) | TAKES(VERBOSE) | TAKES(HELP),
	.least = 1,
	.most = ANY_NUMBER,
	.run = run,
};
