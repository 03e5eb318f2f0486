/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Giving up what a process never needs again, so that a defect which somebody
 * finds in it is worth little: the network, other programs, other processes,
 * files to write, the machine.  By seccomp(2), through libseccomp; where the
 * build is without it, nothing is given up.
 */
#ifndef BASE_CONFINE_H
#define BASE_CONFINE_H

enum confinement {
	CONFINED,
	CONFINED_NOT_BUILT,	/* without libseccomp, or under a sanitizer
				 * that starts processes of its own */
	CONFINED_NOT_ALLOWED,	/* the kernel, or what runs it, refuses */
};

enum rights {
	/* Files and pipes that are open stay of use, files can be opened to
	 * be read, renamed and removed, threads started, memory had. */
	RIGHTS_TO_READ,
	/* The same, and other programs may be started, which inherit all
	 * other bars. */
	RIGHTS_TO_START,
};

/**
 * Give up all rights of this process but those kept, for good.  What is then
 * asked of the kernel fails with EPERM, or ENOSYS where the C library knows
 * another way.  To be called before threads are started: those that run
 * keep their rights.
 */
enum confinement confine(enum rights kept);

/** "seccomp", or "nothing" with the reason: what this build can do. */
const char *confine_means(void);

#endif
