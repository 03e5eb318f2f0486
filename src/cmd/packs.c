/* SPDX-License-Identifier: Apache-2.0 */
/* rehablint packs: what is loaded, and whether its examples hold. */
#include <stdlib.h>

#include "cmd/examples.h"
#include "cmd/show.h"
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
	fprintf(call->out, "%8zu %8zu %8zu %8zu %8zu  and %zu codes\n",
	    p->concepts.len, p->patterns.len, p->lexemes.len, p->rules.len,
	    p->payers.len, p->codes.len);
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

static int
run(struct call *call)
{
	static const char *const words[] = {"test"};
	const struct pack *pack;
	struct err err = {0};
	bool testing = call->args.len > 0;

	if (testing && strcmp(call->args.at[0], words[0]) != 0) {
		refuse_word(&err, (struct origin){.file = "packs"}, "action",
		    str_of(call->args.at[0]), words, 1);
		return complain(&err);
	}
	if (!setup_whole_pack(call, &pack, &err))
		return complain(&err);
	return testing ? test(call, pack) : list(call, pack);
}

static const char *const formats[] = {"text", "json", NULL};

const struct command command_packs = {
	.name = "packs",
	.args = "[test]",
	.about = "List the packs that are loaded, or test their examples",
	.help = "\n'packs test' runs the examples that the packs carry, prints "
	    "each that fails\nwith its place, and exits with 1 if one does. "
	    "It prints text only.\n",
	.formats = formats,
	.options = TAKES(FORMAT) | TAKES(OUTPUT) | TAKES(PACK) |
	    TAKES(CONFIG) | TAKES(HELP),
	.most = 1,
	.run = run,
};
