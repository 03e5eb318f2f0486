/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/sides.h"

#include "audit/alike.h"
#include "cmd/look.h"
#include "cmd/show.h"

bool
sides_collect(struct call *call, struct together *out, struct err *err)
{
	const struct wide_sink sink = {.context = out};
	struct intake *intake;

	out->call = call;
	if (!setup_pack(call, &out->pack, err) ||
	    !setup_engine(call, out->pack, &out->engine, err) ||
	    !setup_intake(call, out->pack, &intake, err) ||
	    !setup_caseload(call, out->engine, SCOPE_CASELOAD, &out->caseload,
	    err))
		return false;
	if (wide_collect(out->engine, intake, out->caseload, &sink,
	    err) != OK)
		return false;
	size_t n = caseload_records(out->caseload)->len;
	out->texts = arena_array(call->arena, n + 1, sizeof(*out->texts));
	out->wanted = arena_array(call->arena, n + 1, sizeof(*out->wanted));
	return true;
}

static bool
read_again(void *context, struct intake **out, struct err *err)
{
	struct together *t = context;

	return setup_intake(t->call, t->pack, out, err);
}

static bool
take_texts(void *context, const struct report *r)
{
	struct together *t = context;

	if (r->document->unreadable)
		show_troubles(r->document);
	for (size_t i = 0; i < r->results.len; i++) {
		const struct result *result = &r->results.at[i];
		const struct record *record = result->record;
		if (result->facts == NULL || r->document->unreadable)
			t->unreadable++;
		else if (record != NULL && t->wanted[record->number])
			t->texts[record->number] = arena_str(t->call->arena,
			    result->note->text);
	}
	return true;
}

bool
sides_read_texts(struct together *t, struct err *err)
{
	const struct wide_sink sink = {.context = t, .file = take_texts};
	const struct wide_again again = {t, read_again,
	    setup_reads_stdin(t->call)};

	return wide_report(t->engine, &again, t->caseload, &sink, err) == OK;
}

void
sides_make(const struct together *t, const struct record *later,
    const struct record *source, const struct comparison *c,
    struct sides *out)
{
	struct arena *a = t->call->arena;
	struct passages *passages = arena_alloc(a, sizeof(*passages));

	passages_of(a, &later->prose, &source->prose, c, passages);
	*out = (struct sides){
		.later = later,
		.source = source,
		.later_text = t->texts[later->number],
		.source_text = t->texts[source->number],
		.comparison = c,
		.passages = passages,
		.same_patient = later->chart != NULL &&
		    later->chart == source->chart,
		.same_author = name_key(a, later->author) ==
		    name_key(a, source->author),
		.redact = t->call->asked.redact,
		.key = t->call->asked.fingerprint_key,
	};
}

struct screen
sides_screen(const struct call *call)
{
	return (struct screen){call->out, look_width(call->out),
	    look_colour(call->out)};
}
