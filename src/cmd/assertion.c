/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint assertion: is a phrase affirmed, negated, planned, ...? */
#include "base/limits.h"
#include "cmd/setup.h"
#include "eval/locate.h"
#include "ingest/ingest.h"
#include "match/assert.h"
#include "pack/refuse.h"

struct asking {
	struct reader *reader;
	struct scratch *scratch;
	struct arena *arena;	/* of one line */
	struct err *err;
};

/* The assertion of a phrase in a sentence: 0 when the phrase is not there,
 * -1 with `err` filled without memory. */
static int
ask(struct asking *q, struct str phrase, struct str sentence)
{
	struct arena *a = q->arena;
	struct document *document = NULL;
	struct span at;
	int assertion = 0;

	arena_reset(a);
	if (ingest_bytes(a, "sentence", sentence, &document, q->err) != OK)
		return -1;
	if (!locate_word(document->text, phrase, &at))
		return 0;
	if (ARENA_FAILED(a)) {
		err_set(q->err, E_MEMORY, "out of memory");
		return -1;
	}
	struct note *note = arena_alloc(a, sizeof(*note));
	*note = (struct note){.document = document, .text = document->text};
	assertion = (int)reading_assert(
	    reading_make(q->reader, q->scratch, a, note), at);
	arena_disarm(a);
	return assertion;
}

/* One line of the table; every line is answered by one, so that the two can
 * be laid side by side. */
static int
answer(struct call *call, struct asking *q, struct str line,
    struct origin at)
{
	size_t tab = 0;
	int assertion = 0;

	while (tab < line.len && line.ptr[tab] != '\t')
		tab++;
	if (tab < line.len)
		assertion = ask(q, (struct str){line.ptr, tab},
		    (struct str){line.ptr + tab + 1, line.len - tab - 1});
	if (assertion < 0)
		return complain(q->err);
	fprintf(call->out, "%s\n", assertion > 0 ?
	    assertion_name((enum assertion)assertion) : "-");
	if (assertion > 0)
		return EXIT_CLEAN;
	refuse_as(q->err, E_INPUT, at, tab < line.len ?
	    "the phrase does not stand in the sentence" :
	    "a line is a phrase, a tab and a sentence");
	return complain(q->err);
}

static int
answer_all(struct call *call, struct asking *q, const struct document *d)
{
	int worst = EXIT_CLEAN;

	for (size_t i = 0; i < d->lines.len; i++) {
		struct str line = str_slice(d->text,
		    document_line(d, d->lines.at[i]));
		struct origin at = {d->file, (unsigned)(i + 1), 1};
		int status;

		if (str_trim(line).len == 0)
			continue;
		status = answer(call, q, line, at);
		if (status == EXIT_USAGE)
			return status;
		if (status > worst)
			worst = status;
	}
	return worst;
}

static int
run(struct call *call)
{
	struct err err = {0};
	struct asking q = {.err = &err,
	    .arena = arena_within(call->arena, LIMIT_NOTE_ARENA)};
	struct arena *table = arena_within(call->arena, LIMIT_NOTE_ARENA);
	const struct pack *pack;
	struct document *d;

	if (!setup_pack(call, &pack, &err) ||
	    !setup_reader(call, pack, &q.reader, &q.scratch, &err) ||
	    ingest_read(table, call->args.at[0], call->launcher, &d,
	    &err) != OK)
		return complain(&err);
	if (d->unreadable) {
		err_set(&err, E_INPUT, "%s: %.*s", d->file,
		    STR_ARG(d->troubles.len > 0 ? d->troubles.at[0].message :
		    STR("cannot be read")));
		return complain(&err);
	}
	return answer_all(call, &q, d);
}

const struct command command_assertion = {
	.name = "assertion",
	.args = "FILE.tsv",
	.about = "Is a phrase in a sentence affirmed, negated, planned, ...?",
	.help = "\nEach line of FILE.tsv is a phrase, a tab and a sentence "
	    "that holds it; '-' is\nstandard input. For each a line is "
	    "printed: affirmed, negated, historical,\nplanned, home, refused, "
	    "other-person, template or hypothetical; '-' when\nthe phrase is "
	    "not there.\n",
	.options = TAKES(OUTPUT) | TAKES(PACK) | TAKES(CONFIG) | TAKES(HELP),
	.least = 1,
	.most = 1,
	.run = run,
};
