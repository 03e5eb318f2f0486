/* SPDX-License-Identifier: Apache-2.0 */
#include "cmd/look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A report line stays readable on the widest screen. */
enum { NARROWEST = 40, USUAL = 80, WIDEST = 120 };

static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);

	return value != NULL && value[0] != '\0';
}

bool
look_colour(FILE *out)
{
	const char *terminal = getenv("TERM");

	return isatty(fileno(out)) && !is_set("NO_COLOR") &&
	    terminal != NULL && strcmp(terminal, "dumb") != 0;
}

unsigned
look_width(FILE *out)
{
	struct winsize size;

	if (!isatty(fileno(out)) ||
	    ioctl(fileno(out), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return USUAL;
	if (size.ws_col < NARROWEST)
		return NARROWEST;
	return size.ws_col > WIDEST ? WIDEST : size.ws_col;
}
