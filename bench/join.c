/* SPDX-License-Identifier: Apache-2.0 */
/*
 * join [--notes N] [--copies P] [--template P] [--words N] [--threshold T]
 *     [--least N] [--keep] [--exact]: all pairs among invented notes (crowd.h),
 * by copy/join.  Says how long it took, what it found of what was planted and,
 * with --exact, how it compares with comparing every pair.  --keep leaves the
 * template in.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "base/vec.h"
#include "bench/crowd.h"
#include "copy/join.h"
#include "copy/template.h"

enum { NOTE_MEMORY = 64 << 20 };

struct run {
	long notes;
	unsigned threshold, least;
	bool keep, exact;
	struct crowd crowd;
	struct arena *arena;
	struct shingles *sets;
	struct crowd_note *about;	/* keys are gone */
	struct join *join;
	VEC(struct join_pair) pairs;
};

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void
make_notes(struct run *r)
{
	struct arena *a = arena_new(NOTE_MEMORY);

	if (a == NULL || ARENA_FAILED(a))
		abort();
	r->sets = arena_array(r->arena, (size_t)r->notes, sizeof(*r->sets));
	r->about = arena_array(r->arena, (size_t)r->notes, sizeof(*r->about));
	for (long i = 0; i < r->notes; i++) {
		arena_reset(a);
		(void)arena_trap(a);
		struct crowd_note n = crowd_note(a, &r->crowd, i);
		struct shingles s = shingles_of(a, n.keys, n.n);
		uint64_t *at = arena_array(r->arena, s.n + 1, sizeof(*at));
		memcpy(at, s.at, s.n * sizeof(*at));
		r->sets[i] = (struct shingles){at, s.n};
		r->about[i] = n;
	}
	arena_free(a);
}

static struct template_note
template_note(const struct run *r, long i)
{
	const struct crowd_note *n = &r->about[i];

	return (struct template_note){r->sets[i], n->patient, n->author,
	    n->group};
}

static size_t
subtract_template(struct run *r)
{
	struct arena *a = arena_new((size_t)32 << 30);
	const struct template_rule rule = {50, 5, 2, 2, 80, 4};

	if (a == NULL || ARENA_FAILED(a))
		abort();
	struct template *t = template_new(a, &rule);
	for (long i = 0; i < r->notes; i++) {
		struct template_note n = template_note(r, i);
		template_count(t, &n);
	}
	for (long i = 0; i < r->notes; i++) {
		struct template_note n = template_note(r, i);
		template_learn(t, &n);
	}
	for (long i = 0; i < r->notes; i++) {
		uint64_t *at = (uint64_t *)r->sets[i].at;
		size_t kept = 0;
		for (size_t k = 0; k < r->sets[i].n; k++)
			if (!template_has(t, at[k]))
				at[kept++] = at[k];
		r->sets[i].n = kept;
	}
	size_t size = template_size(t);
	arena_free(a);
	return size;
}

static void
take_pair(void *context, const struct join_pair *pair)
{
	struct run *r = context;

	vec_push(r->arena, &r->pairs, *pair);
}

static void
join_all(struct run *r)
{
	r->join = join_new(r->arena, JOIN_CONTAINMENT, r->threshold,
	    r->least);
	for (long i = 0; i < r->notes; i++)
		join_count(r->join, r->sets[i]);
	join_run(r->join, take_pair, r);
}

/* Every pair by itself. */
static size_t
count_by_force(const struct run *r)
{
	uint64_t *weights = calloc((size_t)r->notes, sizeof(*weights));
	size_t n = 0;

	for (long i = 0; weights != NULL && i < r->notes; i++)
		for (size_t k = 0; k < r->sets[i].n; k++)
			weights[i] += join_weight(r->join, r->sets[i].at[k]);
	for (long i = 0; i < r->notes; i++)
		for (long o = 0; o < i; o++) {
			const struct shingles *x = &r->sets[i];
			const struct shingles *y = &r->sets[o];
			struct join_pair p = {(uint32_t)o, (uint32_t)i, 0,
			    weights[o], weights[i]};
			for (size_t k = 0, l = 0; k < x->n && l < y->n;) {
				uint64_t a = x->at[k], b = y->at[l];
				if (a == b)
					p.shared += join_weight(r->join, a);
				k += a <= b;
				l += b <= a;
			}
			n += join_holds(r->join, &p);
		}
	free(weights);
	return n;
}

static bool
is_related(const struct run *r, const struct join_pair *p)
{
	long x = r->about[p->later].copy_of, y = r->about[p->earlier].copy_of;

	return x == (long)p->earlier || y == (long)p->later ||
	    (x != CROWD_NONE && x == y);
}

static void
tell(const struct run *r)
{
	size_t planted = 0, found = 0, right = 0;
	bool *got = calloc((size_t)r->notes, sizeof(*got));

	for (size_t i = 0; got != NULL && i < r->pairs.len; i++) {
		const struct join_pair *p = &r->pairs.at[i];
		right += is_related(r, p);
		if (r->about[p->later].copy_of == (long)p->earlier)
			got[p->later] = true;
	}
	for (long i = 0; got != NULL && i < r->notes; i++) {
		planted += r->about[i].copy_of != CROWD_NONE;
		found += got[i];
	}
	printf("pairs %zu, right %.4f; planted %zu, found %.4f; "
	    "candidates %llu\n", r->pairs.len, r->pairs.len == 0 ? 1 :
	    (double)right / (double)r->pairs.len, planted, planted == 0 ? 1 :
	    (double)found / (double)planted,
	    (unsigned long long)join_candidates(r->join));
	free(got);
}

static long
number(const char *text)
{
	return strtol(text, NULL, 10);
}

int
main(int argc, char **argv)
{
	struct run r = {.notes = 10000, .threshold = 300, .least = 8,
	    .crowd = {.seed = 1, .copies = 5, .template = 60, .words = 80}};
	struct rusage use;

	for (int i = 1; i < argc; i++) {
		bool value = i + 1 < argc;
		if (strcmp(argv[i], "--keep") == 0)
			r.keep = true;
		else if (strcmp(argv[i], "--exact") == 0)
			r.exact = true;
		else if (value && strcmp(argv[i], "--notes") == 0)
			r.notes = number(argv[++i]);
		else if (value && strcmp(argv[i], "--copies") == 0)
			r.crowd.copies = number(argv[++i]);
		else if (value && strcmp(argv[i], "--template") == 0)
			r.crowd.template = number(argv[++i]);
		else if (value && strcmp(argv[i], "--words") == 0)
			r.crowd.words = number(argv[++i]);
		else if (value && strcmp(argv[i], "--threshold") == 0)
			r.threshold = (unsigned)number(argv[++i]);
		else if (value && strcmp(argv[i], "--least") == 0)
			r.least = (unsigned)number(argv[++i]);
		else
			return 2;
	}
	r.arena = arena_new((size_t)64 << 30);
	if (r.arena == NULL || ARENA_FAILED(r.arena)) {
		fputs("join: out of memory\n", stderr);
		return 1;
	}
	double t0 = seconds();
	make_notes(&r);
	double t1 = seconds();
	if (!r.keep)
		printf("standing shingles %zu\n", subtract_template(&r));
	double t2 = seconds();
	join_all(&r);
	double t3 = seconds();
	tell(&r);
	if (r.exact)
		printf("by force %zu pairs\n", count_by_force(&r));
	getrusage(RUSAGE_SELF, &use);
	printf("%ld notes: made in %.2f s, template %.2f s, join %.2f s; "
	    "peak %.0f MB\n", r.notes, t1 - t0, t2 - t1, t3 - t2,
	    (double)use.ru_maxrss / 1024);
	arena_free(r.arena);
	return 0;
}
