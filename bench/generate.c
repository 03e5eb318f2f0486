/* SPDX-License-Identifier: Apache-2.0 */
/*
 * generate --notes N --seed S --out DIR: invented therapy notes for the
 * benchmark, a folder a patient and a file a visit.  The same seed makes the
 * same bytes.  Their wording is in phrases.txt.
 */
#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "bench/visit.h"

enum { MOST_NOTES = 10000000, NOTE_MEMORY = 16 << 20 };

struct asked {
	long notes;
	long seed;
	const char *out;
	const char *phrases;
};

/* Sizes in bytes, to tell at the end how they are spread. */
struct sizes {
	size_t *at;
	size_t n;
};

static int
fail(const struct err *err)
{
	fprintf(stderr, "generate: %s\n", err->text);
	return 1;
}

static bool
read_number(const char *text, long max, long *out)
{
	return str_number(str_of(text), max, out);
}

static bool
read_options(int argc, char **argv, struct asked *asked)
{
	static const struct option options[] = {
		{"notes", required_argument, NULL, 'n'},
		{"seed", required_argument, NULL, 's'},
		{"out", required_argument, NULL, 'o'},
		{"phrases", required_argument, NULL, 'p'},
		{NULL, 0, NULL, 0}
	};
	bool good = true;
	int c;

	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'n')
			good &= read_number(optarg, MOST_NOTES, &asked->notes);
		else if (c == 's')
			good &= read_number(optarg, INT_MAX, &asked->seed);
		else if (c == 'o')
			asked->out = optarg;
		else if (c == 'p')
			asked->phrases = optarg;
		else
			good = false;
	}
	return good && optind == argc && asked->out != NULL &&
	    asked->phrases != NULL;
}

static enum status
make_folder(const char *path, struct err *err)
{
	if (mkdir(path, 0777) == 0 || errno == EEXIST)
		return OK;
	return err_set(err, E_IO, "%s: %s", path, strerror(errno));
}

static enum status
write_file(const char *path, const struct text *text, struct err *err)
{
	FILE *out = fopen(path, "w");

	if (out == NULL)
		return err_set(err, E_IO, "%s: %s", path, strerror(errno));
	bool good = fwrite(text->at, 1, text->len, out) == text->len &&
	    putc('\n', out) != EOF;
	good = fclose(out) == 0 && good;
	return good ? OK : err_set(err, E_IO, "%s: cannot be written", path);
}

/* The notes of one patient, at most as many as are still wanted. */
static enum status
write_patient(const struct phrases *p, struct arena *a,
    const struct asked *asked, unsigned number, struct sizes *sizes,
    struct err *err)
{
	struct patient patient;
	char folder[PATH_MAX], file[PATH_MAX + 16], day[11];

	if (!patient_draw(p, a, (uint64_t)asked->seed, number, &patient, err))
		return err->status;
	snprintf(folder, sizeof(folder), "%s/p%06u", asked->out, number);
	enum status status = make_folder(folder, err);
	for (unsigned i = 0; i < patient.n_visits && status == OK &&
	    sizes->n < (size_t)asked->notes; i++) {
		struct text text = {0};
		if (!visit_tell(p, a, &patient, i, &text, err))
			return err->status;
		date_format(patient.visits[i], day);
		snprintf(file, sizeof(file), "%s/%s.txt", folder, day);
		status = write_file(file, &text, err);
		sizes->at[sizes->n++] = text.len + 1;
	}
	return status;
}

static enum status
write_all(const struct phrases *p, const struct asked *asked,
    struct sizes *sizes, struct err *err)
{
	struct arena *a = arena_new(NOTE_MEMORY);
	enum status status = make_folder(asked->out, err);

	if (a == NULL || ARENA_FAILED(a)) {
		arena_free(a);
		return err_set(err, E_MEMORY, "out of memory");
	}
	for (unsigned number = 1; status == OK &&
	    sizes->n < (size_t)asked->notes; number++) {
		arena_reset(a);
		(void)arena_trap(a);
		status = write_patient(p, a, asked, number, sizes, err);
	}
	arena_free(a);
	return status;
}

static int
by_size(const void *a, const void *b)
{
	const size_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void
tell_sizes(struct sizes *s)
{
	size_t sum = 0;

	qsort(s->at, s->n, sizeof(*s->at), by_size);
	for (size_t i = 0; i < s->n; i++)
		sum += s->at[i];
	printf("%zu notes, %zu bytes; smallest %zu, 5%% %zu, median %zu, "
	    "95%% %zu, largest %zu\n", s->n, sum, s->at[0], s->at[s->n / 20],
	    s->at[s->n / 2], s->at[s->n - 1 - s->n / 20], s->at[s->n - 1]);
}

int
main(int argc, char **argv)
{
	struct asked asked = {.notes = 1000, .seed = 1};
	struct phrases *phrases;
	struct sizes sizes = {0};
	struct err err = {0};

	if (!read_options(argc, argv, &asked) || asked.notes == 0) {
		fputs("usage: generate --phrases FILE --out DIR [--notes N] "
		    "[--seed S]\n", stderr);
		return 2;
	}
	sizes.at = calloc((size_t)asked.notes, sizeof(*sizes.at));
	if (sizes.at == NULL) {
		fputs("generate: out of memory\n", stderr);
		return 1;
	}
	enum status status = phrases_load(asked.phrases, &phrases, &err);
	if (status == OK) {
		status = write_all(phrases, &asked, &sizes, &err);
		phrases_free(phrases);
	}
	if (status == OK)
		tell_sizes(&sizes);
	free(sizes.at);
	return status == OK ? 0 : fail(&err);
}
