/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/aside.h"

enum reason { SETTINGS, LEFT_BY_SYSTEM, XDM_INDEX, STYLE, RESOURCES, REASONS };

static const char *const reasons[REASONS + 1] = {
	[SETTINGS] = "labels, settings and READMEs",
	[LEFT_BY_SYSTEM] = "hidden files and what systems leave behind",
	[XDM_INDEX] = "indexes of packages (IHE XDM)",
	[STYLE] = "style sheets and scripts",
	[RESOURCES] = "FHIR resources that hold no note",
};

/*
 * Endings of files that lie beside notes and are none: settings of this
 * program, and the README of a folder.  Labels are JSON, which may be notes as
 * well and is looked into.  Short on purpose: whatever else cannot be read is
 * reported, so that nobody takes it for audited.
 */
static const char *const settings[] = {".md", ".yaml", ".yml", NULL};
static const char *const styles[] = {".css", ".xsl", ".xslt", ".js", NULL};

/* IHE ITI TF-2 3.32.4.1.2 names these, in just these letters. */
static const char *const package_names[] = {"INDEX.HTM", "README.TXT", NULL};

/* Roots of what a package holds beside documents: ITI TF-3 4.2, XSLT. */
static const struct {
	const char *root;
	enum reason reason;
} roots[] = {
	{"SubmitObjectsRequest", XDM_INDEX},
	{"stylesheet", STYLE},
	{"transform", STYLE},
};

const char *
aside_reason(size_t i)
{
	return i < REASONS ? reasons[i] : NULL;
}

static bool
ends_in(const char *name, const char *const *endings)
{
	size_t len = strlen(name);

	for (; *endings != NULL; endings++) {
		struct str ending = str_of(*endings);
		if (len >= ending.len && str_eq_nocase((struct str){
		    name + len - ending.len, ending.len}, ending))
			return true;
	}
	return false;
}

const char *
aside_settings(void)
{
	return reasons[SETTINGS];
}

const char *
aside_resources(void)
{
	return reasons[RESOURCES];
}

const char *
aside_in_folder(const char *name)
{
	return ends_in(name, settings) ? reasons[SETTINGS] : NULL;
}

const char *
aside_in_package(const char *name)
{
	for (size_t i = 0; package_names[i] != NULL; i++)
		if (strcmp(name, package_names[i]) == 0)
			return reasons[XDM_INDEX];
	return ends_in(name, styles) ? reasons[STYLE] : NULL;
}

static bool
is_left_by_system(struct str part)
{
	return part.len > 0 && (part.ptr[0] == '.' ||
	    str_eq(part, STR("__MACOSX")) || str_eq(part, STR("Thumbs.db")) ||
	    str_eq(part, STR("desktop.ini")));
}

const char *
aside_in_archive(const char *path)
{
	const char *name = path;

	for (;;) {
		size_t len = strcspn(name, "/");
		struct str part = {name, len};
		/* A path may well begin with "./". */
		if (is_left_by_system(part) && !str_eq(part, STR(".")))
			return reasons[LEFT_BY_SYSTEM];
		if (name[len] == '\0')
			return aside_in_package(name);
		name += len + 1;
	}
}

/* Where a comment that begins at `at` ends, or `at`. */
static size_t
skip_comment(struct str s, size_t at)
{
	struct str rest = str_slice(s, (struct span){at, s.len});

	if (!str_starts(rest, STR("<!--")))
		return at;
	const char *end = memmem(rest.ptr, rest.len, "-->", 3);
	return end != NULL ? at + (size_t)(end - rest.ptr) : s.len;
}

/* The name of the first element without its prefix; empty if none. */
static struct str
root_of(struct str s)
{
	size_t at = 0;

	while (at + 1 < s.len && !(s.ptr[at] == '<' && is_word(s.ptr[at + 1])))
		at = skip_comment(s, at) + 1;
	if (at >= s.len)
		return STR("");
	size_t start = ++at;
	for (; at < s.len && (is_word(s.ptr[at]) || s.ptr[at] == ':' ||
	    s.ptr[at] == '-'); at++)
		if (s.ptr[at] == ':')
			start = at + 1;
	return at < s.len ? str_slice(s, (struct span){start, at}) : STR("");
}

const char *
aside_of(const struct look *head)
{
	size_t n = sizeof(roots) / sizeof(*roots);

	if (head->markup != MARKUP_XML)
		return NULL;
	struct str root = root_of(head->head);
	for (size_t i = 0; i < n; i++)
		if (str_eq(root, str_of(roots[i].root)))
			return reasons[roots[i].reason];
	return NULL;
}
