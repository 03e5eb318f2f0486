/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint packs: what is loaded, whether its examples hold, and tables made
 * of what CMS publishes. */
#include <stdint.h>
#include <stdlib.h>

#include "cmd/examples.h"
#include "cmd/show.h"
#include "pack/import.h"
#include "pack/refuse.h"

/* What one file has brought. */
struct holding {
	const char *file;
	size_t concepts;
	size_t patterns;
	size_t entries;
	size_t rules;
	size_t payers;
};

VEC_TYPE(holdings, struct holding);

static struct holding *
holding_of(struct arena *a, struct holdings *all, const char *file)
{
	for (size_t i = 0; i < all->len; i++)
		if (strcmp(all->at[i].file, file) == 0)
			return &all->at[i];
	vec_push(a, all, (struct holding){.file = file});
	return &all->at[all->len - 1];
}

static int
by_file(const void *a, const void *b)
{
	const struct holding *x = a, *y = b;

	return strcmp(x->file, y->file);
}

static void
take_stock(struct arena *a, const struct pack *p, struct holdings *out)
{
	for (size_t i = 0; i < p->concepts.len; i++)
		if (p->concepts.at[i]->origin.file != NULL)
			holding_of(a, out,
			    p->concepts.at[i]->origin.file)->concepts++;
	for (size_t i = 0; i < p->patterns.len; i++)
		holding_of(a, out, p->patterns.at[i]->origin.file)->patterns++;
	for (size_t i = 0; i < p->lexemes.len; i++)
		holding_of(a, out, p->lexemes.at[i]->origin.file)->entries++;
	for (size_t i = 0; i < p->rules.len; i++)
		holding_of(a, out, p->rules.at[i].origin.file)->rules++;
	for (size_t i = 0; i < p->payers.len; i++)
		holding_of(a, out, p->payers.at[i].origin.file)->payers++;
	if (out->len > 0)
		qsort(out->at, out->len, sizeof(*out->at), by_file);
}

static json_t *
holding_json(struct emit *e, const struct holding *h)
{
	json_t *file = emit_object(e);

	emit_put(e, file, "file", emit_z(e, h->file));
	emit_put(e, file, "concepts", emit_size(e, h->concepts));
	emit_put(e, file, "patterns", emit_size(e, h->patterns));
	emit_put(e, file, "entries", emit_size(e, h->entries));
	emit_put(e, file, "rules", emit_size(e, h->rules));
	emit_put(e, file, "payers", emit_size(e, h->payers));
	return file;
}

static int
list_as_json(struct call *call, const struct pack *p,
    const struct holdings *all)
{
	struct emit e = {0};
	json_t *root = emit_object(&e);
	json_t *files = emit_array(&e);
	char checksum[17];

	snprintf(checksum, sizeof(checksum), "%016jx", (uintmax_t)p->checksum);
	for (size_t i = 0; i < all->len; i++)
		emit_add(&e, files, holding_json(&e, &all->at[i]));
	emit_put(&e, root, "files", files);
	emit_put(&e, root, "codes", emit_size(&e, p->codes.len));
	emit_put(&e, root, "pairs", emit_size(&e, p->ncci.len));
	emit_put(&e, root, "fees", emit_size(&e, p->fees.len));
	emit_put(&e, root, "checksum", emit_z(&e, checksum));
	return show_json(call, &e, root);
}

static int
list(struct call *call, const struct pack *p)
{
	struct holdings all = {0};

	take_stock(call->arena, p, &all);
	if (format_is(call, "json"))
		return list_as_json(call, p, &all);
	fprintf(call->out, "%8s %8s %8s %8s %8s  file\n", "concepts",
	    "patterns", "entries", "rules", "payers");
	for (size_t i = 0; i < all.len; i++)
		fprintf(call->out, "%8zu %8zu %8zu %8zu %8zu  %s\n",
		    all.at[i].concepts, all.at[i].patterns, all.at[i].entries,
		    all.at[i].rules, all.at[i].payers, all.at[i].file);
	fprintf(call->out, "%8zu %8zu %8zu %8zu %8zu  and %zu codes, "
	    "%zu pairs, %zu fees\n",
	    p->concepts.len, p->patterns.len, p->lexemes.len, p->rules.len,
	    p->payers.len, p->codes.len, p->ncci.len, p->fees.len);
	return EXIT_CLEAN;
}

static int
test(struct call *call, const struct pack *p)
{
	struct examples examples;
	struct err err = {0};

	/* What a configuration leaves out has examples all the same. */
	call->asked.only = call->asked.disable = (struct texts){0};
	call->asked.payer = NULL;
	if (!examples_run(call, p, &examples, &err))
		return complain(&err);
	fprintf(call->out, "%zu examples, %zu failed\n", examples.run,
	    examples.failed);
	return examples.failed > 0 ? EXIT_FOUND : EXIT_CLEAN;
}

/* What `packs` can do besides listing. */
struct action {
	const char *name;
	int (*run)(struct call *call, const struct pack *p);
	size_t least;		/* arguments behind the name */
	size_t most;
	const char *import;	/* the kind of table, or NULL */
};

static int import(struct call *call, const struct pack *p);

static const struct action actions[] = {
	{"test", test, 0, 0, NULL},
	{"import-ncci", import, 1, SIZE_MAX, "ncci"},
	{"import-mue", import, 1, SIZE_MAX, "mue"},
	{"import-rvu", import, 1, SIZE_MAX, "rvu"},
};

enum { N_ACTIONS = sizeof(actions) / sizeof(actions[0]) };

static const struct action *
action_of(const struct call *call, struct err *err)
{
	const char *words[N_ACTIONS];
	struct str asked = str_of(call->args.at[0]);

	for (size_t i = 0; i < N_ACTIONS; i++) {
		words[i] = actions[i].name;
		if (str_eq(str_of(words[i]), asked))
			return &actions[i];
	}
	refuse_word(err, (struct origin){.file = "packs"}, "action", asked,
	    words, N_ACTIONS);
	return NULL;
}

static void
tell_import(const struct call *call, const struct import *im)
{
	for (size_t i = 0; i < im->complaints.len; i++)
		fprintf(stderr, "rehablint: %.*s\n",
		    STR_ARG(im->complaints.at[i]));
	if (im->refused > im->complaints.len)
		fprintf(stderr, "rehablint: and %zu more rows refused\n",
		    im->refused - im->complaints.len);
	if (!call->asked.quiet)
		fprintf(stderr, "rehablint: %zu rows read behind %zu lines of "
		    "heading: %zu kept, %zu of other codes, %zu refused\n",
		    im->rows, im->headings, im->kept, im->others, im->refused);
}

static int
import(struct call *call, const struct pack *p)
{
	const struct action *action = action_of(call, NULL);
	struct import im = {.arena = call->arena, .pack = p,
	    .kind = import_kind(action->import),
	    .setting = call->asked.setting, .edition = call->asked.edition};
	struct err err = {0};

	call->nothing = true;
	for (size_t i = 1; i < call->args.len; i++)
		if (import_file(&im, call->args.at[i], &err) != OK)
			return complain(&err);
	tell_import(call, &im);
	if (import_end(&im, &err) != OK)
		return complain(&err);
	call->nothing = false;
	for (size_t i = 0; i < im.lines.len; i++)
		fprintf(call->out, "%.*s\n", STR_ARG(im.lines.at[i]));
	return im.refused > 0 ? EXIT_UNREAD : EXIT_CLEAN;
}

static int
run(struct call *call)
{
	const struct action *action = NULL;
	const struct pack *pack;
	struct err err = {0};

	if (call->args.len > 0) {
		size_t n = call->args.len - 1;
		action = action_of(call, &err);
		if (action == NULL)
			return complain(&err);
		if (n < action->least || n > action->most) {
			err_set(&err, E_CONFIG, "packs %s: %s", action->name,
			    n > action->most ? "takes no further arguments" :
			    "no file; expected those that CMS publishes");
			return complain(&err);
		}
	}
	if (!setup_whole_pack(call, &pack, &err))
		return complain(&err);
	return action != NULL ? action->run(call, pack) : list(call, pack);
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_packs = {
	.name = "packs",
	.args = "[test | import-ncci FILE... | import-mue FILE... | "
	    "import-rvu FILE...]",
	.about = "List the packs, test their examples, or import tables",
	.help = "\n'packs test' runs the examples that the packs carry, prints "
	    "each that fails\nwith its place, and exits with 1 if one does. "
	    "It prints text only.\n"
	    "\n'packs import-...' makes a table for --pack from files that "
	    "CMS publishes: pairs\nof codes (ccipra, ccioph), daily limits "
	    "(MCR_MUE), relative values (PPRRVU).  It\nexits with 3 where "
	    "rows were refused.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(SETTING) | TAKES(EDITION) | TAKES(QUIET) |
	    TAKES(HELP),
	.most = ANY_NUMBER,
	.run = run,
};
