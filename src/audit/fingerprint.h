/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Fingerprints of findings: the same for the same defect in a note that was
 * exported again, whatever its dates and numbers.
 */
#ifndef AUDIT_FINGERPRINT_H
#define AUDIT_FINGERPRINT_H

#include "rules/finding.h"

/**
 * Set the fingerprint of each finding of a note: HMAC-SHA256 under `key`, cut
 * to 64 bits, or a plain hash when `key` is NULL, of the rule, the evidence
 * with digits masked and blanks folded, and its number among such findings.
 */
void fingerprint_findings(struct arena *a, const char *key, struct str text,
    struct findings *findings);

#endif
