/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/progress.h"

#include <unistd.h>

/* Fewer are done before a bar could be read. */
enum { WORTH_A_BAR = 50, BAR = 24 };

static const double between_looks = 0.2;	/* seconds */

static double
seconds(const struct timespec *from, const struct timespec *to)
{
	return (double)(to->tv_sec - from->tv_sec) +
	    (double)(to->tv_nsec - from->tv_nsec) / 1e9;
}

void
progress_begin(struct progress *p, FILE *to, size_t all, bool quiet)
{
	*p = (struct progress){.all = all};
	if (quiet || (all != 0 && all < WORTH_A_BAR) || !isatty(fileno(to)))
		return;
	p->to = to;
	clock_gettime(CLOCK_MONOTONIC, &p->begun);
	p->shown = p->begun;
}

void
progress_line(size_t done, size_t all, double passed, char *out, size_t size)
{
	double rate = passed > 0 ? (double)done / passed : 0;
	char bar[BAR + 1];

	if (all == 0 || done > all) {
		snprintf(out, size, "%zu files, %.0f a second", done, rate);
		return;
	}
	size_t full = (size_t)((double)done / (double)all * BAR);
	for (size_t i = 0; i < BAR; i++)
		bar[i] = i < full ? '#' : '.';
	bar[BAR] = '\0';
	long left = rate > 0 ? (long)((double)(all - done) / rate + 0.5) : 0;
	snprintf(out, size, "[%s] %zu/%zu files, %.0f a second, %ld:%02ld left",
	    bar, done, all, rate, left / 60, left % 60);
}

void
progress_reach(struct progress *p, size_t done)
{
	struct timespec now;
	char line[160];

	p->done = done;
	if (p->to == NULL)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (seconds(&p->shown, &now) < between_looks)
		return;
	p->shown = now;
	progress_line(p->done, p->all, seconds(&p->begun, &now), line,
	    sizeof(line));
	fprintf(p->to, "\r%s\033[K", line);
	fflush(p->to);
}

void
progress_end(struct progress *p)
{
	if (p->to == NULL)
		return;
	fputs("\r\033[K", p->to);
	fflush(p->to);
	p->to = NULL;
}
