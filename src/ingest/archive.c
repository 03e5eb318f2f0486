/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdarg.h>
#include <stdio.h>

#include "base/limits.h"
#include "ingest/aside.h"
#include "ingest/member_name.h"

enum { BLOCK_BYTES = 64 * 1024 };

struct unpacking {
	struct archive *archive;
	struct archive_entry *entry;	/* whose data is read, or NULL */
	struct feed *feed;
	struct budget *budget;
	struct err err;		/* of the feed */
	locale_t names;		/* in which libarchive makes names UTF-8 */
	uint64_t at;		/* byte of the feed that comes next */
	uint64_t read;		/* bytes of the member given out, */
	uint64_t filtered;	/* and passed through filters before it */
	uint64_t spent;		/* by this archive */
	size_t entries;
	bool over;
	bool bomb;		/* that was why, and is to be said */
	char block[BLOCK_BYTES];
};

/* Those that libarchive has built in: for others it would start programs. */
static const struct {
	const char *(*version)(void);
	int (*support)(struct archive *);
} filters[] = {
	{archive_zlib_version, archive_read_support_filter_gzip},
	{archive_bzlib_version, archive_read_support_filter_bzip2},
	{archive_liblzma_version, archive_read_support_filter_xz},
	{archive_liblzma_version, archive_read_support_filter_lzma},
	{archive_libzstd_version, archive_read_support_filter_zstd},
	{archive_liblz4_version, archive_read_support_filter_lz4},
	{archive_version_string, archive_read_support_filter_compress},
};

/* Not among them: mtree, which opens the files that it lists, and CAB, whose
 * reader ends the program where an offset in the archive is wrong (3.6.2). */
static int (*const formats[])(struct archive *) = {
	archive_read_support_format_zip,
	archive_read_support_format_tar,
	archive_read_support_format_7zip,
	archive_read_support_format_rar,
	archive_read_support_format_rar5,
	archive_read_support_format_empty,
	archive_read_support_format_raw,
};

static bool
probe(struct arena *a, const struct look *head, const struct columns *columns)
{
	(void)a;
	(void)columns;
	return head->archive;
}

/* Callbacks of libarchive.  They allocate nothing, so that no arena's trap
 * leaves through it. */

static la_ssize_t
read_block(struct archive *a, void *self, const void **out)
{
	struct unpacking *u = self;
	ssize_t got = feed_read(u->feed, u->block, BLOCK_BYTES, &u->err);

	*out = u->block;
	if (got < 0) {
		archive_set_error(a, EIO, "cannot be read");
		return ARCHIVE_FATAL;
	}
	u->at += (uint64_t)got;
	return got;
}

static la_int64_t
seek_to(struct archive *a, void *self, la_int64_t offset, int whence)
{
	struct unpacking *u = self;
	int64_t from = whence == SEEK_CUR ? (int64_t)u->at :
	    whence == SEEK_END ? (int64_t)u->feed->size : 0;

	if ((offset > 0 && from > INT64_MAX - offset) || from + offset < 0 ||
	    !feed_seek(u->feed, (uint64_t)(from + offset))) {
		archive_set_error(a, EIO, "cannot be sought");
		return ARCHIVE_FATAL;
	}
	u->at = (uint64_t)(from + offset);
	return from + offset;
}

static void
release_archive(void *archive)
{
	archive_read_free(archive);
}

static void
release_locale(void *names)
{
	freelocale((locale_t)names);
}

static void
support(struct archive *a)
{
	size_t n = sizeof(filters) / sizeof(*filters);

	for (size_t i = 0; i < n; i++)
		if (filters[i].version() != NULL)
			filters[i].support(a);
	for (size_t i = 0; i < sizeof(formats) / sizeof(*formats); i++)
		formats[i](a);
}

static void *
open_archive(const struct opening *o)
{
	struct unpacking *u = arena_alloc(o->arena, sizeof(*u));

	u->feed = o->feed;
	u->budget = o->budget;
	u->names = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	if (u->names != (locale_t)0)
		arena_defer(o->arena, release_locale, u->names);
	u->archive = archive_read_new();
	if (u->archive == NULL)
		arena_give_up(o->arena);
	arena_defer(o->arena, release_archive, u->archive);
	support(u->archive);
	archive_read_set_read_callback(u->archive, read_block);
	archive_read_set_callback_data(u->archive, u);
	if (o->feed->seek != NULL && o->feed->size != FEED_UNSIZED)
		archive_read_set_seek_callback(u->archive, seek_to);
	/* What is wrong shows again at the first entry. */
	archive_read_open1(u->archive);
	return u;
}

/* Can what is left of an entry be passed over without unpacking it? */
static bool
can_skip(const struct unpacking *u)
{
	return (archive_format(u->archive) & ARCHIVE_FORMAT_BASE_MASK) ==
	    ARCHIVE_FORMAT_ZIP && u->feed->seek != NULL;
}

static void give_up_file(struct budget *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static void
give_up_file(struct budget *b, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	b->spent = true;
	vsnprintf(b->why, sizeof(b->why), format, args);
	va_end(args);
}

#define BOMB "it unpacks to more than %ju times its size, as no notes do, " \
	"and was not read on"

/*
 * A part of an archive that is a bomb.  It is passed over where this costs
 * nothing; else the archive is left, which may be such a part of another.
 * The file as a whole is for those that are full of them.
 */
static void
defuse(struct unpacking *u)
{
	struct budget *b = u->budget;
	bool skips = can_skip(u);

	b->unpacked -= skips ? u->read : u->spent;
	u->spent -= skips ? u->read : u->spent;
	u->read = 0;
	if (++b->bombs > b->limits.bombs)
		give_up_file(b, BOMB, (uintmax_t)b->limits.ratio);
	else if (skips)
		archive_read_data_skip(u->archive);
	else
		u->over = u->bomb = true;
}

/* What unpacking costs, in the middle of it.  False: not so much. */
static bool
spend(struct unpacking *u, uint64_t bytes)
{
	struct budget *b = u->budget;
	const struct unpack_limits *l = &b->limits;

	u->read += bytes;
	u->spent += bytes;
	b->unpacked += bytes;
	if (b->unpacked > l->bytes)
		give_up_file(b, "it unpacks to more than %ju MB, and was not "
		    "read on", (uintmax_t)(l->bytes >> 20));
	else if (b->unpacked > l->ratio_from &&
	    b->unpacked / l->ratio > b->taken)
		defuse(u);
	else
		return true;
	return false;
}

static ssize_t
read_member(void *self, char *out, size_t room, struct err *err)
{
	struct unpacking *u = self;
	la_ssize_t got;

	if (u->entry == NULL)
		return 0;
	do
		got = archive_read_data(u->archive, out, room);
	while (got == ARCHIVE_RETRY);
	if (got > 0 && spend(u, (uint64_t)got))
		return got;
	u->entry = NULL;
	if (got == 0)
		return 0;
	if (got > 0)
		err_set(err, E_LIMIT, "unpacks to more than %ju times its "
		    "size, as no note does, and was not read",
		    (uintmax_t)u->budget->limits.ratio);
	else if (u->err.status != OK)
		*err = u->err;
	else
		err_set(err, E_INPUT, "is damaged: it cannot be unpacked from "
		    "its archive");
	return -1;
}

/* Pass over what is left of a member, at its cost. */
static void
leave_member(struct unpacking *u)
{
	char rest[4096];
	struct err ignored;

	if (u->entry != NULL && can_skip(u)) {
		archive_read_data_skip(u->archive);
		u->entry = NULL;
	}
	while (read_member(u, rest, sizeof(rest), &ignored) > 0)
		continue;
	if (u->over)
		return;
	/* Headers and padding pass through filters too. */
	la_int64_t filtered = archive_filter_bytes(u->archive, 0);
	uint64_t passed = filtered > 0 ? (uint64_t)filtered : 0;
	if (archive_filter_count(u->archive) > 1 &&
	    passed > u->filtered + u->read)
		spend(u, passed - u->filtered - u->read);
	u->filtered = passed;
	u->read = 0;
}

static int
next_header(struct unpacking *u)
{
	locale_t before = (locale_t)0;
	int status;

	if (u->names != (locale_t)0)
		before = uselocale(u->names);
	do
		status = archive_read_next_header(u->archive, &u->entry);
	while (status == ARCHIVE_RETRY);
	if (before != (locale_t)0)
		uselocale(before);
	return status;
}

/* The path of the entry. */
static const char *
path_of(struct unpacking *u, struct arena *a)
{
	const char *raw = archive_entry_pathname_utf8(u->entry);
	const char *name;

	if (raw == NULL)
		raw = archive_entry_pathname(u->entry);
	name = raw != NULL ? member_name(a, raw) : NULL;
	return name != NULL ? name :
	    arena_printf(a, "entry %zu", u->entries).ptr;
}

/* Why an entry is not to be unpacked, or NULL. */
static const char *
objection(const struct unpacking *u, const char *path)
{
	mode_t type = archive_entry_filetype(u->entry);

	if (archive_entry_hardlink(u->entry) != NULL || type == AE_IFLNK)
		return "is a link in an archive; links are not followed, pack "
		    "the file itself";
	if (type != 0 && type != AE_IFREG)
		return "is a device or pipe in an archive, not a file";
	if (member_leads_out(path))
		return "has a name that leads out of its archive; pack it "
		    "again under a plain name";
	if (strlen(path) >= LIMIT_MEMBER_BYTES)
		return "has a name in its archive that is too long";
	if (archive_entry_is_data_encrypted(u->entry))
		return "is encrypted in its archive; unpack it with its "
		    "password first";
	return NULL;
}

/* The archive cannot be read, or not on. */
static bool
give_up(struct unpacking *u, struct arena *a, struct item *out)
{
	const char *where = u->entries == 0 ? "" : arena_printf(a,
	    " behind its entry %zu", u->entries).ptr;

	u->over = true;
	if (u->err.status != OK)
		item_refuse(a, out, "input/unreadable", arena_printf(a, "%s",
		    u->err.text));
	else if (archive_read_has_encrypted_entries(u->archive) > 0)
		item_refuse(a, out, "input/unreadable", STR("is an encrypted "
		    "archive; unpack it with its password first"));
	else
		item_refuse(a, out, "input/unreadable", arena_printf(a,
		    "is an archive that is damaged or ends early: nothing "
		    "could be read of it%s", where));
	return true;
}

static bool
is_raw(const struct unpacking *u)
{
	return archive_format(u->archive) == ARCHIVE_FORMAT_RAW;
}

/* The entry as an item, with its data or without. */
static void
give_out(struct unpacking *u, struct arena *a, struct item *out,
    struct feed *inner)
{
	/* A compressed file has no path but its own. */
	const char *path = is_raw(u) ? NULL : path_of(u, a);
	const char *why = path != NULL ? objection(u, path) : NULL;

	out->member = path;
	if (path != NULL && why == NULL)
		out->aside = aside_in_archive(path);
	if (why != NULL)
		item_refuse(a, out, "input/unreadable", str_of(why));
	if (why != NULL || out->aside != NULL)
		return;
	*inner = (struct feed){.read = read_member, .self = u,
	    .size = FEED_UNSIZED};
	if (archive_entry_size_is_set(u->entry) &&
	    archive_entry_size(u->entry) >= 0)
		inner->size = (uint64_t)archive_entry_size(u->entry);
}

static bool
count_entry(struct unpacking *u)
{
	struct budget *b = u->budget;

	u->entries++;
	if (++b->entries <= b->limits.entries)
		return true;
	give_up_file(b, "it holds more than %ju files, and was not read on",
	    (uintmax_t)b->limits.entries);
	return false;
}

static bool
tell_bomb(struct unpacking *u, struct arena *a, struct item *out)
{
	u->bomb = false;
	item_refuse(a, out, "input/limit", arena_printf(a, BOMB,
	    (uintmax_t)u->budget->limits.ratio));
	return true;
}

static bool
next(void *self, struct arena *a, struct item *out, struct feed *inner)
{
	struct unpacking *u = self;

	for (;;) {
		leave_member(u);
		if (u->bomb)
			return tell_bomb(u, a, out);
		if (u->over || u->budget->spent)
			return false;
		int status = next_header(u);
		if (status == ARCHIVE_EOF && u->entries > 0)
			return false;
		if (status == ARCHIVE_EOF) {
			u->over = true;
			item_refuse(a, out, "input/empty", STR("is an archive "
			    "with nothing in it"));
			return true;
		}
		/* Not compressed either: something that only begins so. */
		if ((status != ARCHIVE_OK && status != ARCHIVE_WARN) ||
		    (is_raw(u) && archive_filter_count(u->archive) < 2)) {
			u->entry = NULL;
			return give_up(u, a, out);
		}
		if (!count_entry(u))
			return false;
		if (archive_entry_filetype(u->entry) != AE_IFDIR) {
			give_out(u, a, out, inner);
			return true;
		}
	}
}

const struct container container_archive = {
	.name = "archive",
	.probe = probe,
	.open = open_archive,
	.next = next,
};
