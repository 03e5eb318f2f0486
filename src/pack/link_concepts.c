/* SPDX-License-Identifier: Apache-2.0 */
/* Combined concepts: their parts, and an order with parts before wholes. */
#include "pack/load.h"

/* The parts in one row: those it needs, then those it must do without. */
static const struct concept *
part_at(const struct concept *c, size_t i)
{
	if (i < c->all_of.len)
		return c->all_of.at[i];
	i -= c->all_of.len;
	return i < c->none_of.len ? c->none_of.at[i] : NULL;
}

enum state { NEW, OPEN, PLACED };

/* A concept on the way down, and which of its parts comes next. */
struct step {
	const struct concept *concept;
	size_t next;
};

/* Depth first, with the way down on a stack of its own: packs may chain
 * as many concepts as they have. */
static bool
place(struct loader *load, const struct concept *first, enum state *states,
    struct step *stack)
{
	size_t depth = 0;

	stack[depth++] = (struct step){first, 0};
	while (depth > 0) {
		const struct concept *c = stack[depth - 1].concept;
		const struct concept *part = part_at(c,
		    stack[depth - 1].next++);
		states[c->index] = OPEN;
		if (part == NULL) {
			states[c->index] = PLACED;
			depth--;
			if (c->all_of.len > 0 || c->none_of.len > 0)
				vec_push(load->r.keep,
				    &load->pack->combinations, c);
		} else if (states[part->index] == OPEN) {
			return refuse(load->r.err, c->origin, "the concept "
			    "'%s' is a part of itself by way of '%s'; "
			    "expected parts that do without it", c->id,
			    part->id);
		} else if (states[part->index] == NEW) {
			stack[depth++] = (struct step){part, 0};
		}
	}
	return true;
}

static bool
order(struct loader *load)
{
	size_t n = load->pack->concepts.len;
	enum state *states = arena_array(load->r.scratch, n, sizeof(*states));
	struct step *stack = arena_array(load->r.scratch, n, sizeof(*stack));

	for (size_t i = 0; i < load->concepts.len; i++) {
		const struct concept *c = load->concepts.at[i].concept;
		if (states[c->index] == NEW && !place(load, c, states, stack))
			return false;
	}
	return true;
}

bool
link_concepts(struct loader *load)
{
	for (size_t i = 0; i < load->concepts.len; i++) {
		const struct unlinked_concept *u = &load->concepts.at[i];
		if (!concept_find_all(load, u->all_of, &u->concept->all_of) ||
		    !concept_find_all(load, u->none_of, &u->concept->none_of))
			return false;
	}
	return order(load);
}

void
link_facts(struct loader *load)
{
	struct pack *pack = load->pack;
	struct pack_index *index = pack->index;
	struct arena *keep = load->r.keep;

	for (size_t i = 0; i < pack->concepts.len; i++) {
		const struct concept *c = pack->concepts.at[i];
		if (c->fact == NULL)
			continue;
		const struct named *known = names_put(index->facts,
		    str_of(c->fact), c->origin, index->by_fact.len);
		if (known == NULL)
			vec_push(keep, &index->by_fact, (struct concepts){0});
		size_t at = known ? known->index : index->by_fact.len - 1;
		vec_push(keep, &index->by_fact.at[at], c);
	}
}
