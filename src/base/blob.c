/* SPDX-License-Identifier: Apache-2.0 */
#include "base/blob.h"

#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { UNIT = 8, MARK = 8 };

struct section {
	char mark[MARK];
	uint64_t checksum;
	uint64_t size;		/* of what follows, in bytes */
};

static void
unmap(void *handle)
{
	const struct str *whole = handle;

	munmap((void *)whole->ptr, whole->len);
}

bool
blob_open(struct arena *a, const char *path, struct blob *out)
{
	struct str *whole = arena_alloc(a, sizeof(*whole));
	int file = open(path, O_RDONLY | O_CLOEXEC);
	struct stat st;
	void *at = MAP_FAILED;

	if (file < 0)
		return false;
	if (fstat(file, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0)
		at = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE,
		    file, 0);
	close(file);
	if (at == MAP_FAILED)
		return false;
	*whole = (struct str){at, (size_t)st.st_size};
	arena_defer(a, unmap, whole);
	out->rest = *whole;
	return true;
}

/* Bytes of the objects and of the padding behind them; false when that is more
 * than can be. */
static bool
padded(size_t count, size_t size, size_t *out)
{
	if (size != 0 && count > (SIZE_MAX - UNIT) / size)
		return false;
	*out = (count * size + UNIT - 1) / UNIT * UNIT;
	return true;
}

const void *
blob_take(struct blob *b, size_t count, size_t size)
{
	const char *here = b->rest.ptr;
	size_t need;

	if (!padded(count, size, &need) || need > b->rest.len)
		return NULL;
	b->rest.ptr += need;
	b->rest.len -= need;
	return here;
}

bool
blob_put(FILE *out, const void *from, size_t count, size_t size)
{
	static const char zeros[UNIT];
	size_t bytes = count * size, whole;

	return padded(count, size, &whole) &&
	    fwrite(from, 1, bytes, out) == bytes &&
	    fwrite(zeros, 1, whole - bytes, out) == whole - bytes;
}

bool
blob_section(struct arena *a, const char *path, const char *mark,
    uint64_t *checksum, struct blob *out)
{
	struct blob in;

	if (!blob_open(a, path, &in))
		return false;
	for (;;) {
		const struct section *s = blob_take(&in, 1, sizeof(*s));
		const char *bytes = s == NULL ? NULL :
		    blob_take(&in, s->size, 1);
		if (bytes == NULL)
			return false;
		if (memcmp(s->mark, mark, MARK) == 0) {
			*checksum = s->checksum;
			out->rest = (struct str){bytes, s->size};
			return true;
		}
	}
}

bool
blob_begin(FILE *out, const char *mark, uint64_t checksum, long *at)
{
	struct section s = {.checksum = checksum};

	memcpy(s.mark, mark, MARK);
	*at = fseek(out, 0, SEEK_END) == 0 ? ftell(out) : -1;
	return *at >= 0 && blob_put(out, &s, 1, sizeof(s));
}

bool
blob_end(FILE *out, long at)
{
	long end = ftell(out);
	uint64_t size;

	if (end < 0)
		return false;
	size = (uint64_t)(end - at) - sizeof(struct section);
	return fseek(out, at + (long)offsetof(struct section, size),
	    SEEK_SET) == 0 && fwrite(&size, sizeof(size), 1, out) == 1 &&
	    fseek(out, 0, SEEK_END) == 0;
}
