/* SPDX-License-Identifier: Apache-2.0 */
#include "pack/pack.h"

#include <xxhash.h>

#include "base/limits.h"
#include "pack/csv.h"
#include "pack/kept.h"
#include "pack/load.h"
#include "pack/source.h"

/* What a file holds, and its reader: of the file's tree, or of one row of a
 * table. */
struct kind {
	const char *name;
	bool (*load)(struct loader *load, const struct node *tree);
};

/* In the order of loading: each names things of those above it. */
static const struct kind kinds[] = {
	{"macros", load_macros},
	{"sections", load_sections},
	{"concepts", load_concepts},
	{"assertion", load_assertion},
	{"lexicon", load_lexicon},
	{"words", load_words},
	{"exercise-kinds", load_exercise_kinds},
	{"note-types", load_note_types},
	{"columns", load_columns},
	{"claim-columns", load_claim_columns},
	{"rules", load_rules},
	{"payers", load_payers},
	{"score", load_score},
	{"copying", load_copying},
};

/* Tables go by the name of their file, or by a comment `# table: NAME` before
 * the header.  In the order of loading, as above. */
static const struct kind tables[] = {
	{"codes.csv", load_code},
	{"modifiers.csv", load_modifier},
	{"mue.csv", load_limit},
	{"ncci.csv", load_pair},
	{"fees.csv", load_fee},
	{"conversion-factors.csv", load_conversion},
	{"kx-thresholds.csv", load_threshold},
	{"weights.csv", load_weight},
};

enum {
	N_KINDS = sizeof(kinds) / sizeof(kinds[0]),
	N_TABLES = sizeof(tables) / sizeof(tables[0]),
};

/* What to load from. */
struct sources {
	const char *folder;
	const char *kept;	/* trees parsed before, or NULL */
	const char *const *user;
	size_t n;
};

/* A file that was read but not yet loaded. */
struct tree {
	const struct kind *kind;
	const struct node *top;	/* NULL of a table */
	const char *path;
	struct str text;	/* of a table */
	bool own;		/* of a user's pack */
};
VEC_TYPE(trees, struct tree);

static const struct kind *
kind_find(struct loader *load, const struct kind *table, size_t n,
    const char *what, struct origin at, struct str name)
{
	const char **names = arena_array(load->r.scratch, n, sizeof(*names));

	for (size_t i = 0; i < n; i++) {
		names[i] = table[i].name;
		if (str_eq(str_of(names[i]), name))
			return &table[i];
	}
	refuse_word(load->r.err, at, what, name, names, n);
	return NULL;
}

static bool
read_csv(struct loader *load, const char *path, struct str text,
    struct tree *out)
{
	const char *slash = strrchr(path, '/');
	struct str name = csv_remark(text, "table");

	if (name.len == 0)
		name = str_of(slash ? slash + 1 : path);
	else
		name = arena_printf(load->r.scratch, "%.*s.csv", STR_ARG(name));
	out->path = path;
	out->text = text;
	out->kind = kind_find(load, tables, N_TABLES, "table",
	    (struct origin){path, 1, 1}, name);
	return out->kind != NULL;
}

static bool
find_kind(struct loader *load, struct tree *out)
{
	struct err *err = load->r.err;

	if (out->top->kind != NODE_MAP)
		return refuse(err, out->top->origin, "the file is not a "
		    "mapping; expected one with 'kind' and 'name'");
	const struct node *kind = node_value(out->top, "kind");
	if (kind == NULL)
		return refuse(err, out->top->origin,
		    "'kind' is missing; every file needs one");
	if (kind->kind != NODE_TEXT)
		return refuse(err, kind->origin,
		    "'kind' is not a text; expected a kind of pack");
	out->kind = kind_find(load, kinds, N_KINDS, "kind", kind->origin,
	    kind->text);
	return out->kind != NULL;
}

/* Parse a file, or take the tree that was kept of it. */
static bool
read_file(struct loader *load, const struct kept *kept, const char *path,
    struct tree *out)
{
	struct arena *scratch = load->r.scratch;
	struct str bytes, text;

	if (!source_bytes(scratch, path, &load->buffer, &bytes, load->r.err))
		return false;
	bool csv = source_ends(path, ".csv");
	out->top = csv ? NULL : kept_find(kept, scratch, path, bytes);
	if (out->top == NULL) {
		if (!source_text(scratch, path, bytes, &text, load->r.err))
			return false;
		if (csv)
			return read_csv(load, path, text, out);
		if (!yaml_read(scratch, path, text, &out->top, load->r.err))
			return false;
		load->proven = false;
	}
	return find_kind(load, out);
}

/* The first `shipped` files are not the user's. */
static bool
read_files(struct loader *load, const char *kept_path,
    const struct texts *paths, size_t shipped, struct trees *out)
{
	const struct kept *kept = kept_open(load->r.scratch, kept_path);

	load->proven = true;
	for (size_t i = 0; i < paths->len; i++) {
		struct tree tree = {.own = i >= shipped};
		if (!read_file(load, kept, paths->at[i], &tree))
			return false;
		vec_push(load->r.scratch, out, tree);
	}
	return true;
}

static bool
list_files(struct loader *load, const struct sources *from, struct texts *out,
    size_t *shipped)
{
	struct recipient *r = &load->r;

	if (from->folder != NULL &&
	    !source_list(r->keep, r->scratch, from->folder, out, r->err))
		return false;
	if (from->folder != NULL && out->len == 0)
		return refuse(r->err, ((struct origin){from->folder, 0, 0}),
		    "the folder has no packs; expected .yaml and .csv files");
	*shipped = out->len;
	for (size_t i = 0; i < from->n; i++) {
		const char *user = from->user[i];
		if (!source_is_folder(user))
			vec_push(r->keep, out,
			    arena_str(r->keep, str_of(user)).ptr);
		else if (!source_list(r->keep, r->scratch, user, out,
		    r->err))
			return false;
	}
	return true;
}

/* Row by row: a table of pairs has some thousand cells, too many for a tree
 * at every start. */
static bool
load_table(struct loader *load, const struct tree *table)
{
	struct csv_rows rows;
	const struct node *row;

	if (!csv_rows_open(&rows, load->r.scratch, table->path, table->text,
	    load->r.err))
		return false;
	for (;;) {
		if (!csv_rows_next(&rows, &row, load->r.err))
			return false;
		if (row == NULL)
			return true;
		if (!table->kind->load(load, row))
			return false;
	}
}

static bool
load_tree(struct loader *load, const struct tree *tree)
{
	load->own = tree->own;
	return tree->top == NULL ? load_table(load, tree) :
	    tree->kind->load(load, tree->top);
}

static bool
load_kinds(struct loader *load, const struct trees *trees,
    const struct kind *table, size_t n)
{
	for (size_t k = 0; k < n; k++)
		for (size_t i = 0; i < trees->len; i++)
			if (trees->at[i].kind == &table[k] &&
			    !load_tree(load, &trees->at[i]))
				return false;
	return true;
}

/* The NUL behind each regex counts, so that they cannot run together. */
static uint64_t
checksum(const struct pack *pack)
{
	uint64_t sum = 0;

	for (size_t i = 0; i < pack->patterns.len; i++) {
		const char *regex = pack->patterns.at[i]->regex;
		sum = XXH3_64bits_withSeed(regex, strlen(regex) + 1, sum);
	}
	return sum;
}

static struct pack *
pack_new(struct arena *a)
{
	struct pack *pack = arena_alloc(a, sizeof(*pack));
	struct pack_index *index = arena_alloc(a, sizeof(*index));

	*index = (struct pack_index){
		.concepts = names_new(a),
		.sections = names_new(a),
		.codes = names_new(a),
		.modifiers = names_new(a),
		.payers = names_new(a),
		.rules = names_new(a),
		.note_types = names_new(a),
		.exercise_kinds = names_new(a),
		.facts = names_new(a),
	};
	pack->arena = a;
	pack->index = index;
	return pack;
}

static struct loader *
loader_new(struct pack *pack, struct arena *scratch, struct err *err)
{
	struct loader *load = arena_alloc(scratch, sizeof(*load));

	*load = (struct loader){
		.pack = pack,
		.r = {pack->arena, scratch, err},
		.macros = {.names = names_new(scratch)},
		.wordings = names_new(scratch),
		.synonyms = names_new(scratch),
		.tiers = names_new(scratch),
		.caps = names_new(scratch),
		.rows = {names_new(scratch), names_new(scratch)},
	};
	return load;
}

static struct pack *
load_all(struct arena *keep, struct arena *scratch, const struct sources *from,
    struct err *err)
{
	struct loader *load = loader_new(pack_new(keep), scratch, err);
	struct texts paths = {0};
	struct trees trees = {0};
	size_t shipped = 0;

	if (!list_files(load, from, &paths, &shipped) ||
	    !read_files(load, from->kept, &paths, shipped, &trees) ||
	    !load_kinds(load, &trees, kinds, N_KINDS) ||
	    !load_kinds(load, &trees, tables, N_TABLES) ||
	    !link_concepts(load) || !link_sections(load) ||
	    !link_examples(load) || !link_overrides(load) ||
	    !link_add_ons(load))
		return NULL;
	link_facts(load);
	link_pairs(load);
	link_fees(load);
	load->pack->checksum = checksum(load->pack);
	return load->pack;
}

static struct pack *
out_of_memory(struct err *err)
{
	err_set(err, E_MEMORY, "the packs do not fit into memory; expected at "
	    "most %zu bytes when loaded", LIMIT_PACK_ARENA);
	return NULL;
}

/* load_all() with the traps of both arenas armed. */
static struct pack *
load_trapped(struct arena *keep, struct arena *scratch,
    const struct sources *from, struct err *err)
{
	if (ARENA_FAILED(keep))
		return out_of_memory(err);
	if (ARENA_FAILED(scratch))
		return out_of_memory(err);
	struct pack *pack = load_all(keep, scratch, from, err);
	arena_disarm(scratch);
	arena_disarm(keep);
	return pack;
}

static enum status
load(const struct sources *from, struct pack **out, struct err *err)
{
	struct err local = {0};
	struct err *e = err ? err : &local;
	struct arena *keep = arena_new_roomy(LIMIT_PACK_ARENA);
	struct arena *scratch = arena_new_roomy(LIMIT_PACK_ARENA);
	struct pack *pack = keep != NULL && scratch != NULL ?
	    load_trapped(keep, scratch, from, e) : out_of_memory(e);

	arena_free(scratch);
	if (pack == NULL) {
		arena_free(keep);
		return e->status;
	}
	*out = pack;
	return OK;
}

enum status
pack_load(const char *folder, const char *const *user, size_t n,
    struct pack **out, struct err *err)
{
	return load(&(struct sources){folder, NULL, user, n}, out, err);
}

enum status
pack_load_kept(const char *folder, const char *kept, const char *const *user,
    size_t n, struct pack **out, struct err *err)
{
	return load(&(struct sources){folder, kept, user, n}, out, err);
}

static bool
write_trees(struct arena *scratch, const struct texts *paths, FILE *out,
    struct err *err)
{
	struct source_buffer buffer = {0};

	if (!kept_begin(out))
		return false;
	for (size_t i = 0; i < paths->len; i++) {
		const char *path = paths->at[i];
		const struct node *tree;
		struct str bytes, text;
		if (source_ends(path, ".csv"))
			continue;
		if (!source_bytes(scratch, path, &buffer, &bytes, err) ||
		    !source_text(scratch, path, bytes, &text, err) ||
		    !yaml_read(scratch, path, text, &tree, err) ||
		    !kept_add(out, scratch, bytes, tree))
			return false;
	}
	return true;
}

enum status
pack_keep(const char *folder, const char *kept, struct err *err)
{
	struct arena *scratch = arena_new_roomy(LIMIT_PACK_ARENA);
	FILE *out = fopen(kept, "wb");
	struct texts paths = {0};

	err_set(err, E_IO, "%s: cannot be written", kept);
	if (scratch == NULL || out == NULL || ARENA_FAILED(scratch)) {
		arena_free(scratch);
		if (out != NULL)
			fclose(out);
		return E_IO;
	}
	bool good = source_list(scratch, scratch, folder, &paths, err) &&
	    write_trees(scratch, &paths, out, err);
	arena_disarm(scratch);
	arena_free(scratch);
	good = fclose(out) == 0 && good;
	return good ? OK : err->status;
}

void
pack_use_setting(struct pack *p, enum setting setting)
{
	for (size_t i = 0; i < p->payers.len; i++)
		p->payers.at[i].setting = setting;
}

void
pack_free(struct pack *p)
{
	if (p != NULL)
		arena_free(p->arena);
}
