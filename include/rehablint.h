/* SPDX-License-Identifier: Apache-2.0 */
/**
 * librehablint: audit therapy notes from a program of your own.
 *
 *	struct rl_auditor *auditor;
 *	struct rl_audit *audit;
 *	struct rl_error error;
 *
 *	if (rl_auditor_new("/usr/share/rehablint/patterns", NULL, &auditor,
 *	    &error) != RL_OK)
 *		...
 *	if (rl_audit_text(auditor, "note.txt", bytes, length, &audit, &error)
 *	    != RL_OK)
 *		...
 *	for (size_t i = 0; i < rl_audit_findings(audit, 0); i++)
 *		puts(rl_finding_message(rl_audit_finding(audit, 0, i)));
 *	rl_audit_free(audit);
 *	rl_auditor_free(auditor);
 *
 * Nothing here prints, exits, or reaches for the network; nothing is written
 * to disk.  Strings that are returned are UTF-8 with a NUL behind them, belong
 * to the object they were asked of and live as long as it.  A NULL object may
 * be given to the _free functions and to nothing else.
 *
 * An auditor does not change once made: any number of threads may use it at
 * the same time.  An audit belongs to one thread at a time.
 */
#ifndef REHABLINT_H
#define REHABLINT_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum rl_status {
	RL_OK = 0,
	RL_ERROR_MEMORY,	/* out of memory */
	RL_ERROR_IO,		/* a pack cannot be opened or read */
	RL_ERROR_CONFIG,	/* a pack or an option is wrong; says where */
};

struct rl_error {
	enum rl_status status;
	char text[480];		/* what is wrong, where, and what is expected */
};

/** Levels of findings, those of SARIF. */
enum rl_level { RL_NOTE, RL_WARNING, RL_ERROR };

/** Packs, compiled and ready. */
struct rl_auditor;

/** What was found in one input. */
struct rl_audit;

/** One finding of an audit. */
struct rl_finding;

/** Notes that are compared with each other. */
struct rl_caseload;

struct rl_options {
	const char *const *packs;	/* further pack files, or NULL */
	size_t n_packs;
	const char *payer;		/* id of a payer profile; NULL: the one
					 * the note names, else medicare */
	const char *fingerprint_key;	/* for keyed fingerprints, or NULL */
};

/** The version, "0.1.0". */
const char *rl_version(void);

/**
 * Load and compile the packs in the folder `patterns` and those of `options`
 * (may be NULL; need not outlive the call).  Quick where what was made of the
 * shipped packs lies beside the folder ("FOLDER.tab", "FOLDER.trees").  On
 * failure `*out` is untouched and `error` (may be NULL) is filled.
 */
enum rl_status rl_auditor_new(const char *patterns,
    const struct rl_options *options, struct rl_auditor **out,
    struct rl_error *error);
void rl_auditor_free(struct rl_auditor *auditor);

/**
 * Audit the bytes of one file, in any encoding that the program reads: a note,
 * or an archive or table with many, which are all audited, in order.  `name`
 * is what positions call it.  Input that cannot be read is no error here but
 * an input/... finding.  Fails with RL_ERROR_MEMORY only; `*out` is then
 * untouched.  `auditor` must outlive the audit.
 */
enum rl_status rl_audit_text(const struct rl_auditor *auditor,
    const char *name, const void *bytes, size_t length, struct rl_audit **out,
    struct rl_error *error);
void rl_audit_free(struct rl_audit *audit);

/**
 * Compare notes: give those that are there with rl_caseload_take(), then audit
 * new ones with rl_caseload_audit(), each for its own cost.  `auditor` must
 * outlive the caseload.  A caseload belongs to one thread at a time.
 *
 * Memory: what is compared of a note, 16 bytes a word of its prose and what
 * finding it again needs, is kept until the caseload is freed: some 5 KB a
 * note.
 */
enum rl_status rl_caseload_new(const struct rl_auditor *auditor,
    struct rl_caseload **out, struct rl_error *error);
void rl_caseload_free(struct rl_caseload *caseload);

/** Remember the notes of one file.  What is the clinic's standing text is
 * learnt from them, so none are taken after the first rl_caseload_audit():
 * RL_ERROR_CONFIG. */
enum rl_status rl_caseload_take(struct rl_caseload *caseload,
    const char *name, const void *bytes, size_t length,
    struct rl_error *error);

/**
 * As rl_audit_text(), with what the notes have from others that are known, or
 * left behind of them: copy/..., integrity/...  They are remembered, too.  Free
 * the audit before the caseload.  After a failure the caseload takes no more.
 */
enum rl_status rl_caseload_audit(struct rl_caseload *caseload,
    const char *name, const void *bytes, size_t length, struct rl_audit **out,
    struct rl_error *error);

/** How many notes the input holds.  What cannot be read counts as one; an
 * archive of nothing but what is set aside holds none. */
size_t rl_audit_notes(const struct rl_audit *audit);

/** The risk score of a note (0 to 100) and its tier; `note` counts from 0 and
 * is below rl_audit_notes(). */
int rl_audit_score(const struct rl_audit *audit, size_t note);
const char *rl_audit_tier(const struct rl_audit *audit, size_t note);

/** Billed units that the findings of a note put at risk, each once, and what
 * they amount to in cents of the Medicare fee schedule; -1 where it is not
 * known.  The JSON says what the amount rests on. */
int rl_audit_units_at_risk(const struct rl_audit *audit, size_t note);
long rl_audit_cents_at_risk(const struct rl_audit *audit, size_t note);

/** The findings of a note, worst first. */
size_t rl_audit_findings(const struct rl_audit *audit, size_t note);
const struct rl_finding *rl_audit_finding(const struct rl_audit *audit,
    size_t note, size_t index);

/** A note's audit as the JSON object of the program's ndjson format, without a
 * line end.  NULL without memory. */
const char *rl_audit_json(struct rl_audit *audit, size_t note);

const char *rl_finding_rule(const struct rl_finding *finding);
enum rl_level rl_finding_level(const struct rl_finding *finding);
const char *rl_finding_message(const struct rl_finding *finding);
const char *rl_finding_fix(const struct rl_finding *finding);

/** Where the evidence begins in the source: line and column from 1 (columns
 * in code points); both 0 when the finding is about something missing. */
void rl_finding_position(const struct rl_finding *finding, size_t *line,
    size_t *column);

#ifdef __cplusplus
}
#endif

#endif
