/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Many files on several threads, reported in the order of the walk.
 *
 * The calling thread walks, hands out work and reports; workers take the next
 * job that is ready.  Jobs stand in a ring, so that memory is bounded by its
 * size: a job's place is used again only when its report is out.
 */
#include <pthread.h>
#include <stdlib.h>

#include "audit/engine.h"

enum {
	JOBS_A_THREAD = 16,
	MANY_FILES = 48,	/* from here on machine code pays */
	MOST_THREADS = 256,
};

enum job_state { JOB_FREE, JOB_READY, JOB_TAKEN, JOB_DONE };

struct job {
	enum job_state state;
	char *file;
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
	bool closing;
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
	if (w == NULL)
		j->status = err_set(&j->err, E_MEMORY, "out of memory");
	else
		j->status = audit_file(w, j->file, &j->report, &j->err);
}

static void *
work(void *context)
{
	struct pool *p = context;
	struct worker *w = worker_new(p->engine);

	pthread_mutex_lock(&p->lock);
	for (;;) {
		while (p->next_taken == p->next_in && !p->closing)
			pthread_cond_wait(&p->ready, &p->lock);
		if (p->next_taken == p->next_in)
			break;
		struct job *j = job_at(p, p->next_taken++);
		if (j->state != JOB_READY)
			continue;	/* needed no work, perhaps reported */
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
	struct worker *own;	/* the calling thread's */
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
	free(j->file);
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
	hand_over(h, j);
	pthread_mutex_lock(&p->lock);
	*j = (struct job){.state = JOB_FREE};
	p->next_out++;
	/* What needed no work may be reported before a worker saw it. */
	if (p->next_taken < p->next_out)
		p->next_taken = p->next_out;
	pthread_mutex_unlock(&p->lock);
}

static void
fill_job(struct harvest *h, const struct walk_item *item, struct job *j)
{
	j->state = JOB_READY;
	if (item->trouble != NULL) {
		j->status = audit_trouble(h->own, item, &j->report, &j->err);
		j->state = JOB_DONE;
		return;
	}
	j->file = strdup(item->file);
	if (j->file == NULL) {
		j->status = err_set(&j->err, E_MEMORY, "out of memory");
		j->state = JOB_DONE;
	}
}

static void
add_job(struct pool *p, struct harvest *h, const struct walk_item *item)
{
	if (p->next_in - p->next_out == p->n_jobs)
		report_oldest(p, h);
	fill_job(h, item, job_at(p, p->next_in));
	pthread_mutex_lock(&p->lock);
	p->next_in++;
	pthread_cond_signal(&p->ready);
	pthread_mutex_unlock(&p->lock);
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

/* The first files of a walk, looked at to see whether there are many. */
static size_t
read_ahead(struct pool *p, struct harvest *h, struct walk *walk)
{
	struct walk_item item;
	size_t n = 0;

	while (n < MANY_FILES && n < p->n_jobs && walk_next(walk, &item)) {
		add_job(p, h, &item);
		n++;
	}
	return n;
}

static enum status
run_pool(const struct engine *e, struct pool *p, struct harvest *h,
    struct walk *walk)
{
	pthread_t threads[MOST_THREADS];
	struct walk_item item;
	size_t n = read_ahead(p, h, walk);
	size_t want = e->options.threads < MOST_THREADS ? e->options.threads :
	    MOST_THREADS;

	if (want == 0)
		want = 1;
	if (n == MANY_FILES)
		scanner_speed_up(reader_scanner(e->reader));
	if (want > n)
		want = n;
	size_t started = start_threads(p, threads, want);
	if (started == 0 && n > 0)
		return err_set(h->err, E_MEMORY, "no thread could be started");
	while (!h->stopped && walk_next(walk, &item))
		add_job(p, h, &item);
	while (p->next_out < p->next_in)
		report_oldest(p, h);
	close_pool(p, threads, started);
	return h->status;
}

enum status
audit_all(const struct engine *e, struct walk *walk,
    bool (*each)(void *context, const struct report *r), void *context,
    struct err *err)
{
	struct harvest h = {.each = each, .context = context, .err = err};
	struct pool p = {.engine = e};

	p.n_jobs = (size_t)(e->options.threads ? e->options.threads : 1) *
	    JOBS_A_THREAD;
	if (p.n_jobs < MANY_FILES)
		p.n_jobs = MANY_FILES;
	p.jobs = calloc(p.n_jobs, sizeof(*p.jobs));
	h.own = worker_new(e);
	if (p.jobs == NULL || h.own == NULL) {
		free(p.jobs);
		worker_free(h.own);
		return err_set(err, E_MEMORY, "out of memory");
	}
	pthread_mutex_init(&p.lock, NULL);
	pthread_cond_init(&p.ready, NULL);
	pthread_cond_init(&p.done, NULL);
	enum status status = run_pool(e, &p, &h, walk);
	pthread_cond_destroy(&p.done);
	pthread_cond_destroy(&p.ready);
	pthread_mutex_destroy(&p.lock);
	worker_free(h.own);
	for (size_t i = 0; i < p.n_jobs; i++) {
		report_free(p.jobs[i].report);
		free(p.jobs[i].file);
	}
	free(p.jobs);
	return status;
}
