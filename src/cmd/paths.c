/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/paths.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Relative to the executable's folder.  The installed place comes first: a
 * program in ~/bin must not take somebody's ~/patterns for its own. */
static const char *const near_executable[] = {
	"../share/rehablint/patterns",
	"../patterns",
	"patterns",
};

/* The folder of the running executable; false where there is no telling. */
static bool
executable_folder(char *out, size_t size)
{
	ssize_t len = readlink("/proc/self/exe", out, size);

	/* A path that fills the buffer may have been cut. */
	if (len <= 0 || (size_t)len >= size)
		return false;
	out[len] = '\0';
	char *slash = strrchr(out, '/');
	if (slash == NULL)
		return false;
	*slash = '\0';
	return true;
}

static bool
take(const char *path, char *out, size_t size)
{
	size_t len = strlen(path);

	if (len >= size)
		return false;
	memcpy(out, path, len + 1);
	return true;
}

/* Put folder/name into `out`, links and dots resolved, if it is a folder. */
static bool
take_folder(const char *folder, const char *name, char *out, size_t size)
{
	char path[PATH_MAX], real[PATH_MAX];
	struct stat st;
	int len = snprintf(path, sizeof(path), "%s/%s", folder, name);

	if (len < 0 || (size_t)len >= sizeof(path))
		return false;
	if (realpath(path, real) == NULL)
		return false;
	if (stat(real, &st) != 0 || !S_ISDIR(st.st_mode))
		return false;
	return take(real, out, size);
}

bool
paths_find_patterns(char *out, size_t size)
{
	const size_t n = sizeof(near_executable) / sizeof(near_executable[0]);
	const char *named = getenv("REHABLINT_PATTERNS");
	char folder[PATH_MAX];

	if (size == 0)
		return false;
	out[0] = '\0';
	if (named != NULL && named[0] != '\0')
		return take(named, out, size);
	if (executable_folder(folder, sizeof(folder)))
		for (size_t i = 0; i < n; i++)
			if (take_folder(folder, near_executable[i], out, size))
				return true;
	return take_folder(PKGDATADIR, "patterns", out, size);
}

static bool
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

bool
paths_find_made(const char *patterns, const char *ending, char *out,
    size_t size)
{
	char folder[PATH_MAX];
	int len = snprintf(out, size, "%s%s", patterns, ending);

	if (len > 0 && (size_t)len < size && is_file(out))
		return true;
	if (!executable_folder(folder, sizeof(folder)))
		return false;
	len = snprintf(out, size, "%s/patterns%s", folder, ending);
	return len > 0 && (size_t)len < size && is_file(out);
}
