/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/hash.h"
#include "base/limits.h"
#include "ingest/aside.h"
#include "ingest/feed.h"

/* A number as it stands in a message. */
#define LIMIT_TEXT(n) LIMIT_DIGITS(n)
#define LIMIT_DIGITS(n) #n

/* The folder of documents in a package on a medium (IHE XDM). */
#define PACKAGE_FOLDER "IHE_XDM"

/* The longest path; no system opens a longer one. */
#define PATH_BYTES 4096

enum entry_type { ENTRY_FILE, ENTRY_FOLDER, ENTRY_LINKED_FOLDER };

struct entry {
	const char *name;
	enum entry_type type;
};

/* A folder is known by its device and inode, whatever path leads to it. */
struct folder_id {
	dev_t device;
	ino_t inode;
};

/* A folder being walked. */
struct frame {
	struct arena *arena;	/* holds the entries */
	struct entry *entries;
	size_t n;
	size_t next;
	size_t path_len;	/* of the folder's path, with its '/' */
	bool package;		/* it is a package of documents, unpacked */
	struct folder_id id;
};

/* A folder that a link led to. */
struct linked {
	struct folder_id id;
	UT_hash_handle hh;
};

struct walk {
	const char *const *inputs;
	size_t n_inputs;
	size_t next_input;
	struct frame frames[LIMIT_FOLDER_DEPTH];
	size_t depth;		/* frames in use */
	char path[PATH_BYTES];	/* of the current entry */
	struct trouble trouble;	/* what the last item points at, */
	char message[160];	/* and its text where it is made here */
	struct arena *arena;	/* holds `linked` */
	struct linked *linked;
};

struct walk *
walk_new(const char *const *inputs, size_t n, struct err *err)
{
	struct walk *w = calloc(1, sizeof(*w));

	if (w != NULL)
		w->arena = arena_new(LIMIT_FOLDER_BYTES);
	if (w == NULL || w->arena == NULL) {
		free(w);
		err_set(err, E_MEMORY, "not enough memory to list the input");
		return NULL;
	}
	w->inputs = inputs;
	w->n_inputs = n;
	return w;
}

static void
leave_folder(struct walk *w)
{
	struct frame *f = &w->frames[--w->depth];

	arena_free(f->arena);
	*f = (struct frame){0};
}

void
walk_free(struct walk *w)
{
	if (w == NULL)
		return;
	while (w->depth > 0)
		leave_folder(w);
	arena_free(w->arena);
	free(w);
}

/* What a name in a folder is; false when it is nothing to walk or read.  A
 * link to nothing is a file, so that whoever reads it says so. */
static bool
entry_type(int folder, const struct dirent *item, enum entry_type *out)
{
	struct stat here, there;

	*out = ENTRY_FILE;
	if (item->d_type == DT_REG)
		return true;
	if (fstatat(folder, item->d_name, &here, AT_SYMLINK_NOFOLLOW) != 0)
		return true;
	there = here;
	if (S_ISLNK(here.st_mode) &&
	    fstatat(folder, item->d_name, &there, 0) != 0)
		return true;
	if (S_ISDIR(there.st_mode))
		*out = S_ISLNK(here.st_mode) ? ENTRY_LINKED_FOLDER :
		    ENTRY_FOLDER;
	return S_ISDIR(there.st_mode) || S_ISREG(there.st_mode);
}

/* Order of the paths as printed: a folder's name goes on with '/'. */
static int
compare_entries(const void *left, const void *right)
{
	const struct entry *a = left, *b = right;
	const char *p = a->name, *q = b->name;

	while (*p != '\0' && *p == *q) {
		p++;
		q++;
	}
	int c = *p != '\0' ? (unsigned char)*p :
	    a->type == ENTRY_FILE ? 0 : '/';
	int d = *q != '\0' ? (unsigned char)*q :
	    b->type == ENTRY_FILE ? 0 : '/';
	return (c > d) - (c < d);
}

/* Read and sort the names of a folder.  Returns why that is impossible, or
 * NULL. */
static const char *
list_folder(struct frame *f, DIR *folder)
{
	struct arena *a = f->arena;
	VEC(struct entry) entries = {0};
	struct dirent *item;
	enum entry_type type;

	if (ARENA_FAILED(a))
		return "its list of names does not fit into memory";
	for (errno = 0; (item = readdir(folder)) != NULL; errno = 0) {
		if (item->d_name[0] == '.' ||
		    !entry_type(dirfd(folder), item, &type))
			continue;
		f->package |= type != ENTRY_FILE &&
		    strcmp(item->d_name, PACKAGE_FOLDER) == 0;
		const char *name = arena_copy(a, item->d_name,
		    strlen(item->d_name));
		vec_push(a, &entries, (struct entry){name, type});
	}
	const char *why = errno != 0 ? feed_reason(errno) : NULL;
	arena_disarm(a);
	if (entries.len > 0)
		qsort(entries.at, entries.len, sizeof(*entries.at),
		    compare_entries);
	f->entries = entries.at;
	f->n = entries.len;
	return why;
}

static bool
same_folder(struct folder_id a, struct folder_id b)
{
	return a.device == b.device && a.inode == b.inode;
}

static bool
stands_in(const struct walk *w, struct folder_id id)
{
	for (size_t i = 0; i < w->depth; i++)
		if (same_folder(w->frames[i].id, id))
			return true;
	return false;
}

/*
 * Remember that a link led to a folder.  False when one did before: links to
 * folders full of links would otherwise multiply without end.
 */
static bool
remember(struct walk *w, const struct folder_id *id)
{
	struct arena *a = w->arena;
	struct linked *entry = arena_alloc(a, sizeof(*entry)), *known;

	/* Field by field, since what lies between them is hashed as well. */
	entry->id.device = id->device;
	entry->id.inode = id->inode;
	HASH_FIND(hh, w->linked, &entry->id, sizeof(entry->id), known);
	if (known == NULL)
		HASH_ADD(hh, w->linked, id, sizeof(entry->id), entry);
	return known == NULL;
}

static const char *
check_link(struct walk *w, const struct folder_id *id)
{
	if (ARENA_FAILED(w->arena))
		return "is one link to a folder too many to remember, and was "
		    "not followed";
	bool fresh = remember(w, id);
	arena_disarm(w->arena);
	return fresh ? NULL : "leads to a folder that another link led to "
	    "before, and was not followed";
}

static bool
blame(struct walk *w, struct walk_item *out, const char *rule,
    struct str message)
{
	w->trouble = (struct trouble){.rule = rule, .message = message};
	*out = (struct walk_item){.file = w->path, .trouble = &w->trouble};
	return true;
}

static bool
blame_list(struct walk *w, struct walk_item *out, const char *why)
{
	int n = snprintf(w->message, sizeof(w->message),
	    "cannot be walked: %s", why);

	return blame(w, out, "input/unreadable",
	    (struct str){w->message, (size_t)n});
}

/* May the open folder at the current path be walked?  Otherwise it is
 * blamed. */
static bool
may_walk(struct walk *w, DIR *folder, bool linked, struct folder_id *id,
    struct walk_item *out)
{
	struct stat st;
	const char *why = NULL;

	if (fstat(dirfd(folder), &st) != 0)
		return !blame_list(w, out, feed_reason(errno));
	*id = (struct folder_id){st.st_dev, st.st_ino};
	if (stands_in(w, *id))
		why = "leads back to a folder that holds it, and was not "
		    "followed";
	else if (w->depth == LIMIT_FOLDER_DEPTH)
		why = "lies deeper than " LIMIT_TEXT(LIMIT_FOLDER_DEPTH)
		    " folders, and was not walked";
	else if (linked)
		why = check_link(w, id);
	return why == NULL || !blame(w, out, "input/limit", str_of(why));
}

/* Walk the folder at the current path from now on.  True when that failed
 * and `out` says why. */
static bool
enter_folder(struct walk *w, bool linked, struct walk_item *out)
{
	struct frame f = {0};
	const char *why = NULL;
	DIR *folder = opendir(w->path);

	if (folder == NULL)
		return blame_list(w, out, feed_reason(errno));
	if (!may_walk(w, folder, linked, &f.id, out)) {
		closedir(folder);
		return true;
	}
	f.arena = arena_new(LIMIT_FOLDER_BYTES);
	if (f.arena == NULL)
		why = feed_reason(ENOMEM);
	else
		why = list_folder(&f, folder);
	closedir(folder);
	if (why != NULL) {
		arena_free(f.arena);
		return blame_list(w, out, why);
	}
	f.path_len = strlen(w->path);
	if (w->path[f.path_len - 1] != '/')
		w->path[f.path_len++] = '/';
	w->frames[w->depth++] = f;
	return false;
}

static const char *
aside_of_name(const struct frame *f, const char *name)
{
	const char *why = aside_in_folder(name);

	return why == NULL && f->package ? aside_in_package(name) : why;
}

/* The next entry of the innermost folder, or the end of that folder.  True
 * when `out` is an item. */
static bool
step(struct walk *w, struct walk_item *out)
{
	struct frame *f = &w->frames[w->depth - 1];

	if (f->next == f->n) {
		leave_folder(w);
		return false;
	}
	const struct entry *e = &f->entries[f->next++];
	size_t len = strlen(e->name);
	/* Room for a '/' and the NUL behind it. */
	if (len > PATH_BYTES - 2 - f->path_len) {
		w->path[f->path_len] = '\0';
		return blame(w, out, "input/unreadable", STR("holds a file or "
		    "folder whose path is too long to be opened"));
	}
	memcpy(w->path + f->path_len, e->name, len + 1);
	if (e->type != ENTRY_FILE)
		return enter_folder(w, e->type == ENTRY_LINKED_FOLDER, out);
	*out = (struct walk_item){.file = w->path,
	    .aside = aside_of_name(f, e->name)};
	return true;
}

/* Take up the next input.  True when `out` is an item. */
static bool
begin_input(struct walk *w, struct walk_item *out)
{
	const char *input = w->inputs[w->next_input++];
	size_t len = strlen(input);
	struct stat st;

	*out = (struct walk_item){.file = input};
	if (strcmp(input, "-") == 0 || len > PATH_BYTES - 2 ||
	    stat(input, &st) != 0 || !S_ISDIR(st.st_mode))
		return true;
	while (len > 1 && input[len - 1] == '/')
		len--;
	memcpy(w->path, input, len);
	w->path[len] = '\0';
	return enter_folder(w, false, out);
}

bool
walk_next(struct walk *w, struct walk_item *out)
{
	for (;;) {
		if (w->depth > 0) {
			if (step(w, out))
				return true;
		} else if (w->next_input == w->n_inputs) {
			return false;
		} else if (begin_input(w, out)) {
			return true;
		}
	}
}
