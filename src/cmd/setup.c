/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/setup.h"

#include <limits.h>
#include <unistd.h>

#include "base/limits.h"
#include "cmd/paths.h"
#include "facts/claims.h"
#include "ingest/ingest.h"
#include "pack/refuse.h"
#include "pack/vocabulary.h"

static void
release_pack(void *p)
{
	pack_free(p);
}

static void
release_engine(void *p)
{
	engine_free(p);
}

static void
release_worker(void *p)
{
	worker_free(p);
}

static void
release_reader(void *p)
{
	reader_free(p);
}

static void
release_scratch(void *p)
{
	scratch_free(p);
}

/* The setting that the clinic bills in, where it is said. */
static bool
use_setting(const struct call *call, struct pack *pack, struct err *err)
{
	const char *words[CHOICES_AT_MOST];
	enum setting setting;

	if (call->asked.setting == NULL)
		return true;
	if (!setting_named(str_of(call->asked.setting), &setting))
		return refuse_word(err, (struct origin){.file = "--setting"},
		    "setting", str_of(call->asked.setting), words,
		    choice_names(setting_choices, words));
	pack_use_setting(pack, setting);
	return true;
}

static void
find_tables(struct call *call, const char *folder)
{
	char path[PATH_MAX];

	if (call->tables == NULL &&
	    paths_find_made(folder, ".tab", path, sizeof(path)))
		call->tables = arena_copy(call->arena, path, strlen(path));
}

static void
release_ahead(void *call)
{
	prebuilt_free(((struct call *)call)->ahead);
}

void
setup_ahead(struct call *call)
{
	char folder[PATH_MAX];

	if (!paths_find_patterns(folder, sizeof(folder)))
		return;
	find_tables(call, folder);
	if (call->tables == NULL)
		return;
	arena_defer(call->arena, release_ahead, call);
	call->ahead = prebuilt_open(call->tables, true);
}

/* For an engine or a reader to take over. */
static struct prebuilt *
take_tables(struct call *call)
{
	struct prebuilt *t = call->ahead;

	call->ahead = NULL;
	return t != NULL || call->tables == NULL ? t :
	    prebuilt_open(call->tables, false);
}

static bool
load_pack(struct call *call, bool whole, const struct pack **out,
    struct err *err)
{
	char folder[PATH_MAX], made[PATH_MAX];
	struct pack *pack;

	if (!paths_find_patterns(folder, sizeof(folder))) {
		err_set(err, E_CONFIG, "the packs are not found; name their "
		    "folder in the environment as REHABLINT_PATTERNS");
		return false;
	}
	bool kept = !whole &&
	    paths_find_made(folder, ".trees", made, sizeof(made));
	if (pack_load_kept(folder, kept ? made : NULL, call->asked.packs.at,
	    call->asked.packs.len, &pack, err) != OK)
		return false;
	arena_defer(call->arena, release_pack, pack);
	if (!use_setting(call, pack, err))
		return false;
	find_tables(call, folder);
	*out = pack;
	return true;
}

bool
setup_pack(struct call *call, const struct pack **out, struct err *err)
{
	return load_pack(call, false, out, err);
}

bool
setup_whole_pack(struct call *call, const struct pack **out, struct err *err)
{
	return load_pack(call, true, out, err);
}

bool
setup_payer(const struct call *call, const struct pack *pack,
    const struct payer **out, struct err *err)
{
	const char *asked = call->asked.payer;
	size_t n = pack->payers.len;

	*out = NULL;
	if (asked == NULL)
		return true;
	*out = pack_payer(pack, str_of(asked));
	if (*out != NULL)
		return true;
	const char **ids = arena_array(call->arena, n, sizeof(*ids));
	for (size_t i = 0; i < n; i++)
		ids[i] = pack->payers.at[i].id;
	return refuse_word(err, (struct origin){.file = "--payer"}, "payer",
	    str_of(asked), ids, n);
}

bool
setup_level(const struct call *call, enum level *out, struct err *err)
{
	static const char *const levels[] = {"note", "warning", "error"};
	const char *asked = call->asked.level;

	*out = LEVEL_WARNING;
	if (asked == NULL || level_named(str_of(asked), out))
		return true;
	return refuse_word(err, (struct origin){.file = "--level"}, "level",
	    str_of(asked), levels, sizeof(levels) / sizeof(levels[0]));
}

/* The category of a rule: what stands before the slash. */
static struct str
category_of(const char *id)
{
	return (struct str){id, strcspn(id, "/")};
}

static bool
is_rule_or_category(const struct pack *pack, const char *name)
{
	if (pack_rule(pack, name) != NULL)
		return true;
	for (size_t i = 0; i < pack->rules.len; i++)
		if (str_eq(category_of(pack->rules.at[i].id), str_of(name)))
			return true;
	return false;
}

bool
setup_no_rule(const struct call *call, const struct pack *pack,
    const char *option, const char *word, bool categories, struct err *err)
{
	struct arena *a = call->arena;
	VEC(const char *) names = {0};

	struct str last = {"", 0};	/* rules of a category stand together */

	for (size_t i = 0; i < pack->rules.len; i++) {
		const char *id = pack->rules.at[i].id;
		struct str category = category_of(id);

		vec_push(a, &names, id);
		if (categories && !str_eq(category, last))
			vec_push(a, &names,
			    arena_copy(a, category.ptr, category.len));
		last = category;
	}
	return refuse_word(err, (struct origin){.file = option}, "rule",
	    str_of(word), names.at, names.len);
}

/* Do --only and --disable name rules or categories of the packs? */
static bool
rules_exist(const struct call *call, const struct pack *pack, struct err *err)
{
	const struct {
		const char *option;
		const struct texts *list;
	} lists[] = {
		{"--only", &call->asked.only},
		{"--disable", &call->asked.disable},
	};

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		for (size_t j = 0; j < lists[i].list->len; j++)
			if (!is_rule_or_category(pack, lists[i].list->at[j]))
				return setup_no_rule(call, pack,
				    lists[i].option, lists[i].list->at[j],
				    true, err);
	return true;
}

static unsigned
processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);

	if (n < 1)
		return 1;
	return n > MOST_THREADS ? MOST_THREADS : (unsigned)n;
}

static bool
no_memory(struct err *err)
{
	err_set(err, E_MEMORY, "out of memory");
	return false;
}

/* Charges live in an arena of their own, under their own ceiling. */
static bool
read_claims(struct call *call, const struct pack *pack, struct err *err)
{
	struct claims *claims = NULL;
	struct arena *a;

	if (call->asked.claims == NULL)
		return true;
	a = arena_within(call->arena, LIMIT_CLAIMS_ARENA);
	if (ARENA_FAILED(a))
		return no_memory(err);
	enum status status = claims_read(a, pack, call->asked.claims,
	    call->asked.claims_map, &claims, err);
	arena_disarm(a);
	if (status != OK)
		return false;
	call->claims = claims;
	for (size_t i = 0; i < claims->complaints.len; i++)
		fprintf(stderr, "rehablint: %.*s\n",
		    STR_ARG(claims->complaints.at[i]));
	if (claims->refused > claims->complaints.len)
		fprintf(stderr, "rehablint: and %zu more rows refused\n",
		    claims->refused - claims->complaints.len);
	return true;
}

bool
setup_engine(struct call *call, const struct pack *pack,
    struct engine **out, struct err *err)
{
	const struct asked *asked = &call->asked;
	struct options options = {
		.only = asked->only,
		.disable = asked->disable,
		.threads = asked->threads > 0 ?
		    (unsigned)asked->threads : processors(),
		.fingerprint_key = asked->fingerprint_key,
		.place = asked->place,
		.launcher = call->launcher,
	};
	struct engine *engine;

	if (!rules_exist(call, pack, err) ||
	    !setup_payer(call, pack, &options.payer, err) ||
	    !read_claims(call, pack, err))
		return false;
	options.claims = call->claims;
	if (engine_new(pack, take_tables(call), &options, &engine, err) != OK)
		return false;
	arena_defer(call->arena, release_engine, engine);
	*out = engine;
	return true;
}

static void
release_intake(void *intake)
{
	intake_free(intake);
}

bool
setup_intake(struct call *call, const struct pack *pack,
    struct intake **out, struct err *err)
{
	struct columns *columns = arena_alloc(call->arena, sizeof(*columns));
	const struct intake_options options = {.columns = columns,
	    .launcher = call->launcher};

	/* A copy: what is asked for is this call's alone. */
	vec_append(call->arena, &columns->names, pack->columns.names.at,
	    pack->columns.names.len);
	if (call->asked.map != NULL && columns_ask(call->arena, columns,
	    call->asked.map, err) != OK)
		return false;
	if (intake_new(call->args.at, call->args.len, &options, out,
	    err) != OK)
		return false;
	arena_defer(call->arena, release_intake, *out);
	return true;
}

bool
setup_reads_stdin(const struct call *call)
{
	for (size_t i = 0; i < call->args.len; i++)
		if (strcmp(call->args.at[i], "-") == 0)
			return true;
	return false;
}

bool
setup_scope(const struct call *call, enum scope *out, struct err *err)
{
	const char *asked = call->asked.scope;
	size_t n = 0;

	*out = SCOPE_CASELOAD;
	if (asked == NULL)
		return true;
	for (; scope_names[n] != NULL; n++)
		if (strcmp(scope_names[n], asked) == 0) {
			*out = (enum scope)n;
			return true;
		}
	return refuse_word(err, (struct origin){.file = "--scope"}, "scope",
	    str_of(asked), scope_names, n);
}

static void
release_caseload(void *c)
{
	caseload_free(c);
}

/* The text of a file, as notes are read. */
static bool
read_template(struct call *call, const char *file, struct caseload *c,
    struct err *err)
{
	struct arena *a = arena_within(call->arena,
	    LIMIT_NOTE_ARENA + LIMIT_FILE_BYTES);
	struct document *d;

	if (ingest_read(a, file, call->launcher, &d, err) != OK)
		return false;
	if (d->unreadable)
		return err_set(err, E_IO, "--template: %s: %.*s", file,
		    STR_ARG(d->troubles.at[0].message)) == OK;
	return caseload_template(c, d->text, err) == OK;
}

bool
setup_caseload(struct call *call, const struct engine *engine,
    enum scope scope, struct caseload **out, struct err *err)
{
	struct caseload *c;

	if (caseload_new(engine, scope, &c, err) != OK)
		return false;
	arena_defer(call->arena, release_caseload, c);
	for (size_t i = 0; i < call->asked.templates.len; i++)
		if (!read_template(call, call->asked.templates.at[i], c, err))
			return false;
	*out = c;
	return true;
}

bool
setup_worker(struct call *call, const struct engine *engine,
    struct worker **out, struct err *err)
{
	*out = worker_new(engine);
	if (*out == NULL)
		return no_memory(err);
	arena_defer(call->arena, release_worker, *out);
	return true;
}

bool
setup_reader(struct call *call, const struct pack *pack,
    struct reader **out, struct scratch **scratch, struct err *err)
{
	struct reader *reader;

	if (reader_new(pack, take_tables(call), &reader, err) != OK)
		return false;
	arena_defer(call->arena, release_reader, reader);
	*scratch = scratch_new(reader_scanner(reader));
	if (*scratch == NULL)
		return no_memory(err);
	arena_defer(call->arena, release_scratch, *scratch);
	*out = reader;
	return true;
}
