/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Points in time as HL7 writes them: 20260304, 202603041405-0500,
 * 20260304140500.123+0530, of any precision; ISO 8601 is met too.
 */
#ifndef INGEST_HL7_TIME_H
#define INGEST_HL7_TIME_H

#include "base/date.h"

struct hl7_time {
	date_t day;		/* NO_DATE unless precise to the day */
	minute_t minute;	/* NO_TIME unless precise to the minute */
};

/** The local time as written; the offset from UTC does not matter here. */
struct hl7_time hl7_time_of(struct str s);

/** Minutes from one to the other, or -1: not known, or none of a visit. */
int hl7_minutes(struct hl7_time from, struct hl7_time to);

#endif
