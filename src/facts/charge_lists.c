/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/charge_lists.h"

#include "base/number.h"
#include "facts/amounts.h"
#include "facts/gaps.h"
#include "facts/gather.h"

enum { MOST_LISTED = 8 };

/* The services that a list speaks of. */
struct chosen {
	struct service *at[MOST_LISTED];
	size_t len;
};

static size_t
figures_of(struct str list, int *out)
{
	size_t n = 0;

	for (size_t i = 0; i < list.len;) {
		size_t start = i;
		while (i < list.len && is_digit(list.ptr[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		if (n == MOST_LISTED)
			return 0;
		out[n++] = number_parse((struct str){list.ptr + start,
		    i - start});
	}
	return n;
}

/* All services, or the timed ones, if there are `n`. */
static bool
choose(struct facts *f, bool timed, size_t n, struct chosen *out)
{
	out->len = 0;
	for (size_t i = 0; i < f->services.len; i++) {
		struct service *s = &f->services.at[i];
		if (timed && (s->code == NULL || !s->code->timed))
			continue;
		if (out->len == n)
			return false;
		out->at[out->len++] = s;
	}
	return out->len == n;
}

static bool
fits(const int *figures, size_t n, bool minutes)
{
	for (size_t i = 0; i < n; i++)
		if (figures[i] < 0 ||
		    figures[i] > (minutes ? MINUTES_MOST_PLACED :
		    UNITS_MOST_PLACED))
			return false;
	return n > 1;
}

/* Do the figures come to the minutes that the visit states? */
static bool
adds_up(const struct facts *f, const int *figures, size_t n)
{
	int all = 0;

	for (size_t i = 0; i < n; i++)
		all += figures[i];
	return all == f->timed_minutes || all == f->total_minutes;
}

/* Is the word for minutes that of a figure before it: "6 min 10/21"? */
static bool
is_of_figure(struct str text, size_t at)
{
	enum { MOST_DIGITS = 3 };	/* a code has more */
	size_t end = at;

	while (end > 0 && text.ptr[end - 1] == ' ')
		end--;
	size_t start = end;
	while (start > 0 && is_digit(text.ptr[start - 1]))
		start--;
	return is_alpha(text.ptr[at]) && end > start &&
	    end - start <= MOST_DIGITS;
}

/* Does a list without a word for minutes stand right behind the charges of its
 * line, or add up?  "97110 x 2, 97140 x 1 (28, 12)"; not "Berg (37/56)". */
static bool
is_of_charges(const struct facts *f, const struct mention *m,
    const int *figures, size_t n)
{
	struct str text = f->reading->note->text;
	struct span line = str_line_at(text, m->span.start);
	struct str said = str_slice(text, m->span);
	size_t from = line.start;

	if (adds_up(f, figures, n))
		return true;
	if (is_of_figure(text, m->span.start))
		return false;
	for (size_t i = 0; i < said.len; i++)
		if (is_alpha(said.ptr[i]))
			return true;
	for (size_t i = 0; i < f->services.len; i++) {
		struct span at = f->services.at[i].at;
		if (at.end <= m->span.start && at.end > from)
			from = at.end;
	}
	return from > line.start && memchr(said.ptr, '(', said.len) != NULL &&
	    gap_of(text, (struct span){from, m->span.start}).words == 0;
}

/* Are two figures the visit's, timed and in all: "Time 38/45"? */
static bool
is_of_visit(const struct facts *f, const int *figures, size_t n)
{
	return n == 2 && f->timed_minutes == figures[0] &&
	    f->total_minutes == figures[1];
}

static void
take_sum(struct facts *f, const int *figures, size_t n, const struct mention *m)
{
	int sum = number_parse(mention_text(f->reading, m, "sum")), all = 0;

	for (size_t i = 0; i < n; i++)
		all += figures[i];
	if (sum != all || f->timed_minutes != NONE)
		return;
	f->timed_minutes = sum;
	f->timed_at = m->span;
}

static void
read_list(struct facts *f, const struct mention *m)
{
	bool minutes = strcmp(concept_tail(m->concept), "minutes") == 0;
	int figures[MOST_LISTED];
	size_t n = figures_of(mention_text(f->reading, m, "list"), figures);
	struct chosen chosen;

	if (!fits(figures, n, minutes) ||
	    (minutes && (is_of_visit(f, figures, n) ||
	    !is_of_charges(f, m, figures, n))) ||
	    (!choose(f, false, n, &chosen) &&
	    (!minutes || !choose(f, true, n, &chosen))))
		return;
	for (size_t i = 0; i < n; i++) {
		int *value = minutes ? &chosen.at[i]->minutes :
		    &chosen.at[i]->units;
		if (*value == NONE)
			*value = figures[i];
	}
	if (minutes && choose(f, true, n, &chosen))
		take_sum(f, figures, n, m);
}

void
charge_lists_read(struct arena *a, struct facts *f)
{
	struct gathered lists = gather_counting(a, f->reading, "charge-list");

	for (size_t i = 0; i < lists.len; i++)
		read_list(f, lists.at[i]);
}
