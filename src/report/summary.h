/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The parts of the report for people that are about numbers: a note's score,
 * the verdict on a single note, the summary of many.
 */
#ifndef REPORT_SUMMARY_H
#define REPORT_SUMMARY_H

#include "report/report.h"
#include "report/screen.h"

/**
 * A bar, the score and the tier: at the right end of the line when `used`
 * columns of it leave room, else on a line of its own.
 */
void summary_score(const struct screen *to, const struct pack *pack,
    const struct risk *risk, unsigned used);

/** One line for the author of a single note: sign, or mend what first. */
void summary_verdict(const struct screen *to, const struct tally *t,
    enum level level);

/** What was set aside, a line a reason; nothing where nothing was. */
void summary_asides(const struct screen *to, const struct tally *t);

/** What notes state too little of to be judged. */
void summary_unjudged(const struct screen *to, const struct tally *t);

/** What was found in all; `left_out` notes with findings were not shown. */
void summary_block(const struct screen *to, const struct pack *pack,
    const struct tally *t, size_t left_out);

/** What became of the charges that were asked for; the first without a note
 * one by one.  Nothing where none were asked for. */
void summary_claims(const struct screen *to, const struct claims_tally *t,
    bool redact);

#endif
