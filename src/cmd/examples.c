/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/examples.h"

#include "base/limits.h"
#include "ingest/ingest.h"
#include "pack/refuse.h"

/* Running one pack's examples. */
struct trial {
	struct call *call;
	const struct pack *pack;
	struct reader *reader;
	struct scratch *scratch;
	struct worker *worker;
	struct arena *arena;	/* of one example */
	struct examples *out;
	struct err *err;
};

static void
count(struct trial *t, bool good, struct origin at, const char *what,
    const char *id, const char *wrong, const char *text)
{
	t->out->run++;
	if (good)
		return;
	t->out->failed++;
	fprintf(t->call->out, "%s:%u:%u: %s '%s' %s: %s\n", at.file, at.line,
	    at.column, what, id, wrong, refuse_quote(str_of(text)).text);
}

struct sought {
	const struct pattern *pattern;
	bool found;
};

static void
look(void *context, const struct hit *hit)
{
	struct sought *s = context;

	s->found |= hit->pattern == s->pattern;
}

static void
try_pattern(struct trial *t, const struct pattern *p,
    const struct texts *examples, bool wanted)
{
	for (size_t i = 0; i < examples->len; i++) {
		struct sought s = {.pattern = p};

		scanner_run(reader_scanner(t->reader), t->scratch,
		    str_of(examples->at[i]), look, &s);
		count(t, s.found == wanted, p->origin, "a pattern of",
		    p->concept->id, wanted ? "does not match" : "matches",
		    examples->at[i]);
	}
}

/* The reading of an example; NULL with `err` filled without memory.  It ends
 * with the next one. */
static const struct reading *
read_example(struct trial *t, const char *text)
{
	struct arena *a = t->arena;
	struct document *document = NULL;

	arena_reset(a);
	if (ingest_bytes(a, "example", str_of(text), &document, t->err) != OK)
		return NULL;
	if (ARENA_FAILED(a)) {
		err_set(t->err, E_MEMORY, "out of memory");
		return NULL;
	}
	struct note *note = arena_alloc(a, sizeof(*note));
	*note = (struct note){.document = document, .text = document->text};
	const struct reading *r = reading_make(t->reader, t->scratch, a, note);
	arena_disarm(a);
	return r;
}

static bool
try_concept(struct trial *t, const struct concept *c,
    const struct texts *examples, bool wanted)
{
	for (size_t i = 0; i < examples->len; i++) {
		const struct reading *r = read_example(t, examples->at[i]);
		if (r == NULL)
			return false;
		struct mentions m = reading_of(r, c);
		count(t, (m.first < m.last) == wanted, c->origin, "concept",
		    c->id, wanted ? "is not found in" : "is found in",
		    examples->at[i]);
	}
	return true;
}

static bool
finds(const struct reading *r, const struct concept *c, const char *name)
{
	struct mentions m = reading_of(r, c);

	for (; m.first < m.last; m.first++)
		if (m.first->lexeme != NULL &&
		    strcmp(m.first->lexeme->name, name) == 0)
			return true;
	return false;
}

/* All that an example names must be found, and no more; a weak wording is
 * nothing without a dosage and does not count as more. */
static bool
try_lexicon(struct trial *t, const struct example *x)
{
	const struct reading *r = read_example(t, x->text);

	if (r == NULL)
		return false;
	for (size_t i = 0; i < x->finds.len; i++)
		count(t, finds(r, x->concept, x->finds.at[i]), x->origin,
		    "entry", x->finds.at[i], "is not found in", x->text);
	struct mentions m = reading_of(r, x->concept);
	for (; m.first < m.last; m.first++)
		if (m.first->lexeme != NULL && !m.first->weak)
			count(t, texts_have(&x->finds, m.first->lexeme->name),
			    x->origin, "entry", m.first->lexeme->name,
			    "is found in", x->text);
	return true;
}

static bool
has_finding(const struct report *report, const struct rule_meta *rule)
{
	for (size_t i = 0; i < report->results.len; i++) {
		const struct findings *f = &report->results.at[i].findings;
		for (size_t j = 0; j < f->len; j++)
			if (f->at[j].rule == rule)
				return true;
	}
	return false;
}

static bool
try_rule(struct trial *t, const struct rule_meta *rule, const char *text,
    bool wanted)
{
	struct report *report;

	if (text == NULL || text[0] == '\0')
		return true;
	if (audit_bytes(t->worker, "example", str_of(text), &report,
	    t->err) != OK)
		return false;
	count(t, has_finding(report, rule) == wanted, rule->origin, "rule",
	    rule->id, wanted ? "does not find its bad example" :
	    "finds its good example", text);
	report_free(report);
	return true;
}

static bool
try_rules(struct trial *t)
{
	for (size_t i = 0; i < t->pack->rules.len; i++) {
		const struct rule_meta *r = &t->pack->rules.at[i];

		if (r->off || (strcmp(r->scope, "note") != 0 &&
		    strcmp(r->scope, "claim") != 0))
			continue;
		if (!try_rule(t, r, r->bad, true) ||
		    !try_rule(t, r, r->good, false))
			return false;
	}
	return true;
}

static bool
try_all(struct trial *t)
{
	const struct pack *p = t->pack;

	for (size_t i = 0; i < p->patterns.len; i++) {
		try_pattern(t, p->patterns.at[i], &p->patterns.at[i]->match,
		    true);
		try_pattern(t, p->patterns.at[i], &p->patterns.at[i]->skip,
		    false);
	}
	for (size_t i = 0; i < p->concepts.len; i++)
		if (!try_concept(t, p->concepts.at[i],
		    &p->concepts.at[i]->match, true) ||
		    !try_concept(t, p->concepts.at[i],
		    &p->concepts.at[i]->skip, false))
			return false;
	for (size_t i = 0; i < p->examples.len; i++)
		if (!try_lexicon(t, &p->examples.at[i]))
			return false;
	return try_rules(t);
}

bool
examples_run(struct call *call, const struct pack *pack, struct examples *out,
    struct err *err)
{
	struct trial t = {.call = call, .pack = pack, .out = out, .err = err};
	struct engine *engine;

	*out = (struct examples){0};
	if (!setup_reader(call, pack, &t.reader, &t.scratch, err) ||
	    !setup_engine(call, pack, &engine, err) ||
	    !setup_worker(call, engine, &t.worker, err))
		return false;
	t.arena = arena_within(call->arena, LIMIT_NOTE_ARENA);
	return try_all(&t);
}
