/* SPDX-License-Identifier: Apache-2.0 */
#include "facts/gather.h"
#include "facts/readers.h"

/* A goal's text runs to the end of its sentence. */
static struct span
whole_goal(const struct reading *r, const struct mention *m)
{
	struct span at = m->span;
	unsigned sentence = r->statements.at[m->statement].sentence;

	for (unsigned i = m->statement; i < r->statements.len &&
	    r->statements.at[i].sentence == sentence; i++)
		if (r->statements.at[i].span.end > at.end)
			at.end = r->statements.at[i].span.end;
	return at;
}

void
goals_read(struct arena *a, struct facts *f)
{
	const struct reading *r = f->reading;
	struct gathered goals = gather_counting(a, r, "goal");
	struct gathered measures = gather_all(a, r, "goal-measurable");
	struct gathered functions = gather_all(a, r, "goal-functional");
	struct gathered times = gather_all(a, r, "goal-timed");
	struct gathered past = gather_all(a, r, "goal-past");

	for (size_t i = 0; i < goals.len; i++) {
		struct goal g = {.at = whole_goal(r, goals.at[i])};
		if (f->goals.len > 0 && span_holds(
		    f->goals.at[f->goals.len - 1].at, g.at))
			continue;
		g.measurable = gathered_touches(&measures, g.at);
		g.functional = gathered_touches(&functions, g.at);
		g.timed = gathered_touches(&times, g.at);
		g.past = gathered_touches(&past, g.at);
		vec_push(a, &f->goals, g);
	}
}
