/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many documents on several threads, reported in the order of the intake.
 *
 * The calling thread reads, hands out work and reports; workers take the next
 * job that is ready.  Jobs stand in a ring, so that memory is bounded by its
 * size: a job's place is used again only when its report is out.  What was
 * read and is not reported yet is bounded in bytes as well.
 */
#include <pthread.h>
#include <stdlib.h>

#include "audit/engine.h"
#include "base/limits.h"

enum {
	JOBS_A_THREAD = 16,
	MANY_NOTES = 48,	/* from here on machine code pays, */
	MANY_BYTES = 256 << 10,	/* or from here on, in fewer notes */
	MOST_THREADS = 256,
};

enum job_state { JOB_FREE, JOB_READY, JOB_TAKEN, JOB_DONE };

struct job {
	enum job_state state;
	struct arena *arena;	/* of the item, until the worker takes it */
	struct item item;
	struct report *report;
	enum status status;
	struct err err;
};

struct pool {
	const struct engine *engine;
	struct job *jobs;
	size_t n_jobs;
	size_t next_in;		/* jobs ever filled */
	size_t next_taken;	/* jobs ever taken */
	size_t next_out;	/* jobs ever reported */
	size_t waiting;		/* bytes of items read and not reported */
	bool closing;
	bool pairs;		/* two threads a note: it has them to spare */
	pthread_mutex_t lock;
	pthread_cond_t ready;	/* a job can be taken, or all is over */
	pthread_cond_t done;	/* a job is done */
};

static struct job *
job_at(struct pool *p, size_t number)
{
	return &p->jobs[number % p->n_jobs];
}

static void
run_job(struct worker *w, struct job *j)
{
	struct arena *a = j->arena;

	if (w == NULL) {
		j->status = err_set(&j->err, E_MEMORY, "out of memory");
		return;
	}
	j->arena = NULL;
	j->status = audit_item(w, a, &j->item, &j->report, &j->err);
}

static void *
work(void *context)
{
	struct pool *p = context;
	struct worker *w = worker_new(p->engine);

	if (w != NULL && p->pairs)
		worker_pair(w);
	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->next_taken == p->next_in && !p->closing)
			pthread_cond_wait(&p->ready, &p->lock);
		if (p->next_taken == p->next_in)
			break;
		struct job *j = job_at(p, p->next_taken++);
		j->state = JOB_TAKEN;
		pthread_mutex_unlock(&p->lock);
		run_job(w, j);
		pthread_mutex_lock(&p->lock);
		j->state = JOB_DONE;
		pthread_cond_signal(&p->done);
	}
	pthread_mutex_unlock(&p->lock);
	worker_free(w);
	return NULL;
}

/* What a run does with each report, and how it went so far. */
struct harvest {
	bool (*each)(void *context, const struct report *r);
	void *context;
	enum status status;
	struct err *err;
	bool stopped;
};

static void
hand_over(struct harvest *h, struct job *j)
{
	if (j->status != OK && h->status == OK) {
		h->status = j->status;
		*h->err = j->err;
		h->stopped = true;
	}
	if (!h->stopped && !h->each(h->context, j->report))
		h->stopped = true;
	report_free(j->report);
	arena_free(j->arena);
}

/* Wait for the oldest job and report it. */
static void
report_oldest(struct pool *p, struct harvest *h)
{
	struct job *j = job_at(p, p->next_out);

	pthread_mutex_lock(&p->lock);
	while (j->state != JOB_DONE)
		pthread_cond_wait(&p->done, &p->lock);
	pthread_mutex_unlock(&p->lock);
	p->waiting -= j->item.bytes.len;
	hand_over(h, j);
	*j = (struct job){.state = JOB_FREE};
	p->next_out++;
}

/* Is there room for another job? */
static bool
has_room(const struct pool *p)
{
	return p->next_in - p->next_out < p->n_jobs &&
	    p->waiting < LIMIT_WAITING_BYTES;
}

/* Read the next item into a free job.  False at the end, or on a failure,
 * which is the harvest's then. */
static bool
add_job(struct pool *p, struct harvest *h, struct intake *intake)
{
	struct job *j = job_at(p, p->next_in);
	bool more = false;

	j->arena = audit_arena();
	enum status status = j->arena != NULL ?
	    intake_next(intake, j->arena, &j->item, &more, h->err) :
	    err_set(h->err, E_MEMORY, "out of memory");
	if (status != OK || !more) {
		arena_free(j->arena);
		*j = (struct job){.state = JOB_FREE};
		if (status != OK) {
			h->status = status;
			h->stopped = true;
		}
		return false;
	}
	p->waiting += j->item.bytes.len;
	j->state = JOB_READY;
	pthread_mutex_lock(&p->lock);
	p->next_in++;
	pthread_cond_signal(&p->ready);
	pthread_mutex_unlock(&p->lock);
	return true;
}

static size_t
start_threads(struct pool *p, pthread_t *threads, size_t n)
{
	size_t started = 0;

	while (started < n &&
	    pthread_create(&threads[started], NULL, work, p) == 0)
		started++;
	return started;
}

static void
close_pool(struct pool *p, pthread_t *threads, size_t n)
{
	pthread_mutex_lock(&p->lock);
	p->closing = true;
	pthread_cond_broadcast(&p->ready);
	pthread_mutex_unlock(&p->lock);
	for (size_t i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
}

/* The first items, looked at to see whether there is much.  False when there
 * are no others. */
static bool
read_ahead(struct pool *p, struct harvest *h, struct intake *intake)
{
	while (p->next_in < MANY_NOTES && has_room(p))
		if (!add_job(p, h, intake))
			return false;
	return true;
}

static void
read_all(struct pool *p, struct harvest *h, struct intake *intake)
{
	bool more = true;

	while (more && !h->stopped) {
		if (has_room(p))
			more = add_job(p, h, intake);
		else
			report_oldest(p, h);
	}
}

static enum status
run_pool(const struct engine *e, struct pool *p, struct harvest *h,
    struct intake *intake)
{
	pthread_t threads[MOST_THREADS];
	bool more = read_ahead(p, h, intake);
	size_t want = e->options.threads < MOST_THREADS ? e->options.threads :
	    MOST_THREADS;

	if (want == 0)
		want = 1;
	if (p->next_in == MANY_NOTES || p->waiting >= MANY_BYTES)
		scanner_speed_up(reader_scanner(e->reader));
	/* Few large documents may stand for many that are to come. */
	if (!more && want > p->next_in)
		want = p->next_in;
	p->pairs = want <= e->options.threads / 2;
	size_t started = start_threads(p, threads, want);
	if (started == 0 && p->next_in > 0)
		return err_set(h->err, E_MEMORY, "no thread could be started");
	if (more)
		read_all(p, h, intake);
	while (p->next_out < p->next_in)
		report_oldest(p, h);
	close_pool(p, threads, started);
	return h->status;
}

enum status
audit_all(const struct engine *e, struct intake *intake,
    bool (*each)(void *context, const struct report *r), void *context,
    struct err *err)
{
	struct harvest h = {.each = each, .context = context, .err = err};
	struct pool p = {.engine = e};

	p.n_jobs = (size_t)(e->options.threads ? e->options.threads : 1) *
	    JOBS_A_THREAD;
	if (p.n_jobs < MANY_NOTES)
		p.n_jobs = MANY_NOTES;
	p.jobs = calloc(p.n_jobs, sizeof(*p.jobs));
	if (p.jobs == NULL)
		return err_set(err, E_MEMORY, "out of memory");
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.ready, NULL);
	pthread_cond_init(&p.done, NULL);
	enum status status = run_pool(e, &p, &h, intake);
	pthread_cond_destroy(&p.done);
	pthread_cond_destroy(&p.ready);
	pthread_mutex_destroy(&p.lock);
	for (size_t i = 0; i < p.n_jobs; i++) {
		report_free(p.jobs[i].report);
		arena_free(p.jobs[i].arena);
	}
	free(p.jobs);
	return status;
}
