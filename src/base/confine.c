/* SPDX-License-Identifier: Apache-2.0 */
/*
 * What is barred is listed and the rest allowed, since what a C library asks
 * of the kernel for reading files and running threads changes from one release
 * to the next, and a program that dies of an upgrade is worth less than a bar.
 * A call that is newer than these lists can give back nothing that they bar:
 * those that could (io_uring, clone3, openat2) are barred by name.
 */
#include "base/confine.h"

/* Leak checking starts a process, and reports start another. */
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define UNDER_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || \
    __has_feature(memory_sanitizer)
#define UNDER_SANITIZER 1
#endif
#endif

#if !defined(HAVE_LIBSECCOMP)

enum confinement
confine(enum rights kept)
{
	(void)kept;
	return CONFINED_NOT_BUILT;
}

const char *
confine_means(void)
{
	return "nothing (built without libseccomp)";
}

#elif defined(UNDER_SANITIZER)

enum confinement
confine(enum rights kept)
{
	(void)kept;
	return CONFINED_NOT_BUILT;
}

const char *
confine_means(void)
{
	return "nothing (built with a sanitizer)";
}

#else

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stddef.h>

/* __NR_clone takes its flags second there. */
#ifdef __s390__
#define CLONE_FLAGS 1
#else
#define CLONE_FLAGS 0
#endif

static const char *const barred[] = {
	/* The network.  A pair of sockets leads nowhere and is allowed. */
	"socket", "connect", "bind", "listen", "accept", "accept4",
	/* Other processes. */
	"ptrace", "process_vm_readv", "process_vm_writev", "kill", "tkill",
	"rt_sigqueueinfo", "rt_tgsigqueueinfo", "pidfd_open", "pidfd_getfd",
	"pidfd_send_signal",
	/* Files, where others would find them. */
	"creat", "truncate", "mknod", "mknodat", "mkdir", "mkdirat", "symlink",
	"symlinkat", "link", "linkat", "open_by_handle_at",
	/* The machine. */
	"mount", "umount2", "move_mount", "chroot", "pivot_root", "unshare",
	"setns", "bpf", "perf_event_open", "userfaultfd", "keyctl", "add_key",
	"request_key", "init_module", "finit_module", "kexec_load",
};

/* Whoever does without them falls back to what can be told apart. */
static const char *const unknown[] = {
	"openat2", "io_uring_setup", "io_uring_enter", "io_uring_register",
};

static const char *const starting[] = {
	"execve", "execveat", "fork", "vfork",
};

/* A call that this machine or this libseccomp does not know needs no bar. */
static bool
bar(scmp_filter_ctx filter, const char *const *names, size_t n, int error)
{
	for (size_t i = 0; i < n; i++) {
		int call = seccomp_syscall_resolve_name(names[i]);
		if (call >= 0 && seccomp_rule_add(filter,
		    SCMP_ACT_ERRNO((uint16_t)error), call, 0) != 0)
			return false;
	}
	return true;
}

#define BAR(filter, names, error) \
	bar(filter, names, sizeof(names) / sizeof(*(names)), error)

/* Bar a call when of its argument these bits have this value. */
static bool
bar_bits(scmp_filter_ctx filter, const char *name, unsigned argument,
    unsigned long mask, unsigned long value)
{
	int call = seccomp_syscall_resolve_name(name);
	const struct scmp_arg_cmp bits = {argument, SCMP_CMP_MASKED_EQ, mask,
	    value};

	return call < 0 || seccomp_rule_add_array(filter,
	    SCMP_ACT_ERRNO(EPERM), call, 1, &bits) == 0;
}

/* Opening a file for anything but reading. */
static bool
bar_writing(scmp_filter_ctx filter, const char *name, unsigned flags)
{
	return bar_bits(filter, name, flags, O_ACCMODE, O_WRONLY) &&
	    bar_bits(filter, name, flags, O_ACCMODE, O_RDWR) &&
	    bar_bits(filter, name, flags, O_CREAT, O_CREAT) &&
	    bar_bits(filter, name, flags, O_TRUNC, O_TRUNC);
}

/* A thread is all that may be made of a process.  What clone3 is given lies
 * in memory, where no filter looks. */
static bool
bar_starting(scmp_filter_ctx filter)
{
	static const char *const clone3[] = {"clone3"};

	return BAR(filter, starting, EPERM) && BAR(filter, clone3, ENOSYS) &&
	    bar_bits(filter, "clone", CLONE_FLAGS, CLONE_THREAD, 0);
}

enum confinement
confine(enum rights kept)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
	bool done;

	if (filter == NULL)
		return CONFINED_NOT_ALLOWED;
	/* Programs that read and compute need no slower branches for it. */
	seccomp_attr_set(filter, SCMP_FLTATR_CTL_SSB, 1);
	done = BAR(filter, barred, EPERM) && BAR(filter, unknown, ENOSYS) &&
	    bar_writing(filter, "open", 1) &&
	    bar_writing(filter, "openat", 2) &&
	    (kept == RIGHTS_TO_START || bar_starting(filter)) &&
	    seccomp_load(filter) == 0;
	seccomp_release(filter);
	return done ? CONFINED : CONFINED_NOT_ALLOWED;
}

const char *
confine_means(void)
{
	return "seccomp";
}

#endif
