/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/output.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static enum status
refuse_file(const char *file, const char *what, struct err *err)
{
	return err_set(err, E_IO, "%s: %s: %s", file, what, strerror(errno));
}

/* The draft stands beside the file, or renaming would be copying. */
static enum status
open_draft(struct output *o, struct err *err)
{
	int len = snprintf(o->draft, sizeof(o->draft), "%s.XXXXXX", o->file);

	if (len < 0 || (size_t)len >= sizeof(o->draft)) {
		o->draft[0] = '\0';
		errno = ENAMETOOLONG;
		return refuse_file(o->file, "cannot be written", err);
	}
	int fd = mkstemp(o->draft);
	if (fd < 0) {
		o->draft[0] = '\0';
		return refuse_file(o->file, "cannot be written", err);
	}
	o->to = fdopen(fd, "w");
	if (o->to != NULL)
		return OK;
	refuse_file(o->file, "cannot be written", err);
	close(fd);
	output_drop(o);
	return E_IO;
}

enum status
output_open(struct output *o, const char *file, struct err *err)
{
	struct stat st;

	*o = (struct output){0};
	if (file == NULL || strcmp(file, "-") == 0) {
		o->to = stdout;
		return OK;
	}
	if (strlen(file) >= sizeof(o->file)) {
		errno = ENAMETOOLONG;
		return refuse_file("--output", "cannot be written", err);
	}
	if (realpath(file, o->file) == NULL)
		memcpy(o->file, file, strlen(file) + 1);
	if (stat(o->file, &st) != 0 || S_ISREG(st.st_mode))
		return open_draft(o, err);
	if (S_ISDIR(st.st_mode))
		return err_set(err, E_IO, "%s: is a folder; expected the name "
		    "of a file", file);
	o->to = fopen(o->file, "w");
	return o->to != NULL ? OK :
	    refuse_file(file, "cannot be written", err);
}

static enum status
put_in_place(struct output *o, struct err *err)
{
	struct stat st;

	if (stat(o->file, &st) == 0)
		chmod(o->draft, st.st_mode & 0777);
	if (rename(o->draft, o->file) != 0) {
		refuse_file(o->file, "cannot be replaced", err);
		output_drop(o);
		return E_IO;
	}
	o->draft[0] = '\0';
	return OK;
}

enum status
output_close(struct output *o, struct err *err)
{
	const char *name = o->file[0] ? o->file : "standard output";
	bool bad = fflush(o->to) != 0 || ferror(o->to);

	if (o->to != stdout)
		bad |= fclose(o->to) != 0;
	o->to = NULL;
	if (!bad && o->draft[0] != '\0')
		return put_in_place(o, err);
	if (!bad)
		return OK;
	refuse_file(name, "cannot be written", err);
	output_drop(o);
	return E_IO;
}

void
output_drop(struct output *o)
{
	if (o->to != NULL && o->to != stdout)
		fclose(o->to);
	o->to = NULL;
	if (o->draft[0] != '\0')
		unlink(o->draft);
	o->draft[0] = '\0';
}
