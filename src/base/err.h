/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Errors are values.  A function that can fail returns a status and fills
 * the caller's `struct err` with a message a user can act on: which file,
 * where, what is wrong, what is expected.  Note text never enters a message.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum status {
	OK = 0,
	E_MEMORY,		/* out of memory or over an arena's ceiling */
	E_IO,			/* a file cannot be opened, read or written */
	E_INPUT,		/* an input is not what it should be */
	E_LIMIT,		/* a limit of limits.h was reached */
	E_CONFIG,		/* a pack, an option or a profile is wrong */
};

struct err {
	enum status status;
	char text[480];		/* NUL-terminated, cut if longer */
};

/** Fill `e` and return `status`.  `e` may be NULL. */
enum status err_set(struct err *e, enum status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
