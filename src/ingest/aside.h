/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What lies beside notes and is none.  It is not judged and no fault, but it
 * is counted, so that whatever came in is accounted for.
 *
 * A reason is a name for all such files ("style sheets and scripts") and
 * lives for ever; there are less than ASIDE_REASONS.
 */
#ifndef INGEST_ASIDE_H
#define INGEST_ASIDE_H

#include "ingest/looks.h"

enum { ASIDE_REASONS = 16 };

/** Why a file of a folder is set aside by its name, or NULL. */
const char *aside_in_folder(const char *name);

/** Why a file beside the documents of an unpacked package is set aside, or
 * NULL. */
const char *aside_in_package(const char *name);

/** Why a member of an archive is set aside by its path, or NULL. */
const char *aside_in_archive(const char *path);

/** Why a source is set aside by its beginning, or NULL: the index of a
 * package, a style sheet. */
const char *aside_of(const struct look *head);

/** Why a single JSON object without a note is set aside: it is a label, or
 * settings. */
const char *aside_settings(void);

/** Why FHIR resources are set aside that hold no note. */
const char *aside_resources(void);

/** The reasons, for counting; NULL from the last one on. */
const char *aside_reason(size_t i);

#endif
