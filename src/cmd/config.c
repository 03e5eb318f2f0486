/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/config.h"

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "pack/refuse.h"
#include "pack/schema.h"
#include "pack/source.h"

/* A configuration as it is read. */
struct draft {
	struct asked asked;
	const struct node *locality;
};

#define AT(member) offsetof(struct draft, asked.member)

static const char file_name[] = ".rehablint.yaml";

static const struct field fields[] = {
	{.name = "payer", .type = FIELD_TEXT, .offset = AT(payer)},
	{.name = "map", .type = FIELD_TEXT, .offset = AT(map)},
	{.name = "level", .type = FIELD_WORD, .offset = AT(level),
	    .choices = level_choices},
	{.name = "packs", .type = FIELD_TEXTS, .offset = AT(packs)},
	{.name = "disable", .type = FIELD_TEXTS, .offset = AT(disable)},
	{.name = "only", .type = FIELD_TEXTS, .offset = AT(only)},
	{.name = "format", .type = FIELD_TEXT, .offset = AT(format)},
	{.name = "redact", .type = FIELD_BOOL, .offset = AT(redact)},
	{.name = "fingerprint_key", .type = FIELD_TEXT,
	    .offset = AT(fingerprint_key)},
	{.name = "setting", .type = FIELD_WORD, .offset = AT(setting),
	    .choices = setting_choices},
	{.name = "locality", .type = FIELD_MAP, 
	    .offset = offsetof(struct draft, locality)},
	{.name = "conversion_factor", .type = FIELD_DECIMAL,
	    .offset = AT(place.factor), .most = MOST_FACTOR},
	{.name = "threads", .type = FIELD_NUMBER, .offset = AT(threads),
	    .most = MOST_THREADS},
};

static const struct schema schema = SCHEMA("configuration", fields);

/* The folder above, in place; false at the root. */
static bool
go_up(char *folder)
{
	char *slash = strrchr(folder, '/');

	if (slash == NULL || folder[1] == '\0')
		return false;
	if (slash == folder)
		slash++;
	*slash = '\0';
	return true;
}

const char *
config_find(struct arena *a, const char *folder)
{
	char at[PATH_MAX];

	if (folder == NULL ? getcwd(at, sizeof(at)) == NULL :
	    realpath(folder, at) == NULL)
		return NULL;
	do {
		const char *join = strcmp(at, "/") == 0 ? "" : "/";
		struct str path = arena_printf(a, "%s%s%s", at, join,
		    file_name);
		if (access(path.ptr, F_OK) == 0)
			return path.ptr;
	} while (go_up(at));
	return NULL;
}

/* Packs are named as seen from the file that names them. */
static void
resolve_packs(struct arena *a, const char *file, struct texts *packs)
{
	const char *slash = strrchr(file, '/');
	int folder = slash ? (int)(slash - file) + 1 : 0;

	for (size_t i = 0; i < packs->len; i++)
		if (packs->at[i][0] != '/')
			packs->at[i] = arena_printf(a, "%.*s%s", folder, file,
			    packs->at[i]).ptr;
}

bool
config_read(struct arena *a, const char *file, struct asked *out,
    struct err *err)
{
	const struct recipient into = {.keep = a, .scratch = a, .err = err};
	struct draft draft = {.asked = *out};
	const struct node *root = NULL;
	struct str text;

	if (!source_read(a, file, &text, err))
		return false;
	/* An empty file is a configuration that says nothing. */
	if (str_trim(text).len == 0)
		return true;
	if (!yaml_read(a, file, text, &root, err))
		return false;
	if (root->kind != NODE_MAP)
		return refuse(err, root->origin,
		    "a configuration is a mapping, as 'payer: NAME'");
	if (!schema_read(&into, root, &schema, &draft) ||
	    !load_locality(&into, draft.locality, &draft.asked.place))
		return false;
	*out = draft.asked;
	resolve_packs(a, file, &out->packs);
	return true;
}

static void
overlay_text(const char **under, const char *over)
{
	if (over != NULL)
		*under = over;
}

static void
overlay_list(struct arena *a, struct texts *under, const struct texts *over)
{
	for (size_t i = 0; i < over->len; i++)
		vec_push(a, under, over->at[i]);
}

void
config_overlay(struct arena *a, struct asked *config,
    const struct asked *said)
{
	overlay_text(&config->format, said->format);
	overlay_text(&config->output, said->output);
	overlay_text(&config->payer, said->payer);
	overlay_text(&config->config, said->config);
	overlay_text(&config->level, said->level);
	overlay_text(&config->scope, said->scope);
	overlay_text(&config->min, said->min);
	overlay_text(&config->map, said->map);
	overlay_text(&config->claims, said->claims);
	overlay_text(&config->claims_map, said->claims_map);
	overlay_text(&config->setting, said->setting);
	overlay_text(&config->edition, said->edition);
	overlay_list(a, &config->packs, &said->packs);
	overlay_list(a, &config->disable, &said->disable);
	overlay_list(a, &config->templates, &said->templates);
	if (said->only.len > 0)
		config->only = said->only;
	if (said->threads > 0)
		config->threads = said->threads;
	config->redact |= said->redact;
	config->quiet |= said->quiet;
	config->verbose |= said->verbose;
	config->help |= said->help;
}
