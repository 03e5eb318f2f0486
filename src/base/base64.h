/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Base64 as RFC 4648 has it, with line ends and blanks between.
 */
#ifndef BASE_BASE64_H
#define BASE_BASE64_H

#include "base/str.h"

/**
 * Decode `s` into `out`, which has room for s.len / 4 * 3 + 3 bytes and may
 * be where `s` lies.  Returns the bytes written.  `*bad` says whether a byte
 * stood there that is not of the alphabet, or the end is missing; what came
 * before is decoded all the same.
 */
size_t base64_decode(struct str s, char *out, bool *bad);

#endif
