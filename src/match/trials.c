/* SPDX-License-Identifier: Apache-2.0 */
#include "match/trials.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/limits.h"

enum {
	MOST = 32 * 1024,	/* put off: more than most notes ask for */
	WORTH_A_THREAD = 1024,
	HANDS = 2,
};

/* An attempt to be made. */
struct trial {
	size_t at;
	uint16_t n;
};

/* A match that is still to be told. */
struct kept {
	const struct regex *regex;
	size_t groups;		/* where its groups begin among the hand's */
	unsigned n_groups;
};

/* What one thread needs to match every other pattern, and what it found. */
struct hand {
	pcre2_match_data *match;
	pcre2_match_context *context;
	pcre2_jit_stack *stack;
	size_t given_up;
	bool failed;		/* for want of memory */
	struct kept *kept;
	size_t n_kept, kept_room;
	size_t *groups;
	size_t n_groups, groups_room;
};

struct trials {
	const struct regex *regexes;
	size_t n_regexes;
	bool paired;
	struct hand hands[HANDS];
	size_t *resume;		/* per regex: end of its last match */
	struct trial *waiting;	/* in order of place */
	size_t n_waiting;
	size_t *places;		/* of those waiting, by regex */
	size_t *ends;		/* per regex: of its places */
	struct str text;
	found_function *found;
	void *context;
};

static bool
hand_open(struct hand *h)
{
	h->match = pcre2_match_data_create(LIMIT_GROUPS, NULL);
	h->context = pcre2_match_context_create(NULL);
	h->stack = pcre2_jit_stack_create(32 * 1024, LIMIT_JIT_STACK, NULL);
	if (h->match == NULL || h->context == NULL)
		return false;
	pcre2_set_depth_limit(h->context, LIMIT_MATCH_DEPTH);
	pcre2_set_heap_limit(h->context, LIMIT_MATCH_HEAP);
	if (h->stack != NULL)
		pcre2_jit_stack_assign(h->context, NULL, h->stack);
	return true;
}

static void
hand_close(struct hand *h)
{
	pcre2_match_data_free(h->match);
	pcre2_match_context_free(h->context);
	pcre2_jit_stack_free(h->stack);
	free(h->kept);
	free(h->groups);
}

struct trials *
trials_new(const struct regex *regexes, size_t n)
{
	struct trials *t = calloc(1, sizeof(*t));

	if (t == NULL)
		return NULL;
	t->regexes = regexes;
	t->n_regexes = n;
	t->resume = calloc(n + 1, sizeof(*t->resume));
	t->waiting = malloc(MOST * sizeof(*t->waiting));
	t->places = malloc(MOST * sizeof(*t->places));
	t->ends = calloc(n + 1, sizeof(*t->ends));
	bool opened = true;
	for (size_t i = 0; i < HANDS; i++)
		opened = hand_open(&t->hands[i]) && opened;
	if (!opened || t->resume == NULL || t->waiting == NULL ||
	    t->places == NULL || t->ends == NULL) {
		trials_free(t);
		return NULL;
	}
	return t;
}

void
trials_free(struct trials *t)
{
	if (t == NULL)
		return;
	for (size_t i = 0; i < HANDS; i++)
		hand_close(&t->hands[i]);
	free(t->resume);
	free(t->waiting);
	free(t->places);
	free(t->ends);
	free(t);
}

void
trials_pair(struct trials *t)
{
	t->paired = true;
}

/* Texts far longer than a note get less work for each attempt, so that a
 * hostile one takes no more in all. */
static uint32_t
steps_for(size_t len)
{
	const size_t full = (size_t)64 << 10;
	const uint64_t least = 500;
	uint64_t steps = LIMIT_MATCH_STEPS;

	if (len > full)
		steps = steps * full / len * full / len;
	return (uint32_t)(steps > least ? steps : least);
}

void
trials_begin(struct trials *t, struct str text, found_function *found,
    void *context)
{
	t->text = text;
	t->found = found;
	t->context = context;
	t->n_waiting = 0;
	memset(t->resume, 0, (t->n_regexes + 1) * sizeof(*t->resume));
	for (size_t i = 0; i < HANDS; i++) {
		struct hand *h = &t->hands[i];
		pcre2_set_match_limit(h->context, steps_for(text.len));
		h->given_up = h->n_kept = h->n_groups = 0;
		h->failed = false;
	}
}

/* Room for `n` more of `size` bytes behind the `len` there are. */
static bool
make_room(void *array, size_t *room, size_t len, size_t n, size_t size)
{
	void **at = array;
	size_t want = *room > 0 ? *room : 1024;

	while (want < len + n)
		want *= 2;
	if (want == *room)
		return true;
	void *larger = realloc(*at, want * size);
	if (larger == NULL)
		return false;
	*at = larger;
	*room = want;
	return true;
}

/* Keep the match that was just found, with its first `n` groups. */
static bool
keep(struct hand *h, const struct regex *r, unsigned n)
{
	const size_t *groups = pcre2_get_ovector_pointer(h->match);

	if (!make_room(&h->kept, &h->kept_room, h->n_kept, 1,
	    sizeof(*h->kept)) ||
	    !make_room(&h->groups, &h->groups_room, h->n_groups, 2 * n,
	    sizeof(*h->groups)))
		return false;
	h->kept[h->n_kept++] = (struct kept){r, h->n_groups, n};
	memcpy(h->groups + h->n_groups, groups, 2 * n * sizeof(*groups));
	h->n_groups += 2 * n;
	return true;
}

static void
tell(struct trials *t, struct hand *h)
{
	for (size_t i = 0; i < h->n_kept; i++) {
		const struct kept *k = &h->kept[i];
		const size_t *groups = h->groups + k->groups;
		struct hit hit = {k->regex->pattern, {groups[0], groups[1]},
		    k->regex->groups, groups, k->n_groups};
		t->found(t->context, &hit);
	}
	h->n_kept = h->n_groups = 0;
}

/* Try one code at one place; true, and kept if it can be, when it matches. */
static bool
attempt(const struct trials *t, struct hand *h, const struct regex *r,
    const pcre2_code *code, size_t at, size_t end)
{
	uint32_t options = PCRE2_NO_UTF_CHECK |
	    (end < t->text.len ? PCRE2_NOTEOL : 0);
	int rc = pcre2_match(code, (PCRE2_SPTR)t->text.ptr, end, at, options,
	    h->match, h->context);

	if (rc == PCRE2_ERROR_NOMATCH)
		return false;
	if (rc < 0) {
		h->given_up++;
		return false;
	}
	h->failed = h->failed || !keep(h, r, (unsigned)rc);
	return true;
}

void
trials_search(struct trials *t, const struct regex *r, const pcre2_code *code)
{
	struct hand *h = &t->hands[0];
	size_t at = 0;

	while (at <= t->text.len && attempt(t, h, r, code, at, t->text.len))
		at = pcre2_get_ovector_pointer(h->match)[1];
	tell(t, h);
}

/* A match may look no further than this many bytes ahead: a pattern that runs
 * over one character again and again would take time in the square of the
 * length of a line of bars. */
static size_t
window_end(struct str text, size_t at)
{
	enum { WINDOW = 4096 };
	size_t end = text.len;

	if (end - at > WINDOW) {
		end = at + WINDOW;
		while (is_continuation(text.ptr[end]))
			end--;
	}
	return end;
}

/* One pattern at one place. */
static void
try_one(struct trials *t, struct hand *h, size_t n, size_t at)
{
	const struct regex *r = &t->regexes[n];
	size_t before = h->given_up;

	if (at < t->resume[n])
		return;
	if (attempt(t, h, r, r->anchored, at, window_end(t->text, at)))
		t->resume[n] = pcre2_get_ovector_pointer(h->match)[1];
	/* What gives up everywhere says nothing, for a long time. */
	else if (h->given_up > before && h->given_up > LIMIT_GIVEN_UP)
		t->resume[n] = SIZE_MAX;
}

/* Every other pattern, from the hand's first. */
static void
try_half(struct trials *t, struct hand *h)
{
	size_t first = (size_t)(h - t->hands);

	for (size_t n = first; n < t->n_regexes; n += HANDS)
		for (size_t i = n > 0 ? t->ends[n - 1] : 0; i < t->ends[n]; i++)
			try_one(t, h, n, t->places[i]);
}

static void *
second_half(void *trials)
{
	struct trials *t = trials;

	try_half(t, &t->hands[1]);
	return NULL;
}

static void
sort_by_regex(struct trials *t)
{
	memset(t->ends, 0, (t->n_regexes + 1) * sizeof(*t->ends));
	for (size_t i = 0; i < t->n_waiting; i++)
		t->ends[t->waiting[i].n + 1]++;
	for (size_t n = 0; n < t->n_regexes; n++)
		t->ends[n + 1] += t->ends[n];
	for (size_t i = 0; i < t->n_waiting; i++)
		t->places[t->ends[t->waiting[i].n]++] = t->waiting[i].at;
}

static void
make_all(struct trials *t)
{
	pthread_t second;

	sort_by_regex(t);
	bool two = t->paired && t->n_waiting >= WORTH_A_THREAD &&
	    pthread_create(&second, NULL, second_half, t) == 0;
	try_half(t, &t->hands[0]);
	if (two)
		pthread_join(second, NULL);
	else
		try_half(t, &t->hands[1]);
	t->n_waiting = 0;
	for (size_t i = 0; i < HANDS; i++)
		tell(t, &t->hands[i]);
}

void
trials_add(struct trials *t, size_t at, uint16_t n)
{
	if (t->n_waiting == MOST)
		make_all(t);
	t->waiting[t->n_waiting++] = (struct trial){at, n};
}

size_t
trials_end(struct trials *t)
{
	size_t given_up = 0;

	make_all(t);
	for (size_t i = 0; i < HANDS; i++) {
		if (t->hands[i].failed)
			return SIZE_MAX;
		given_up += t->hands[i].given_up;
	}
	return given_up;
}
