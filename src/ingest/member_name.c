/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/member_name.h"

#include "base/limits.h"
#include "ingest/codec.h"

static const char *
clean(struct arena *a, struct str s)
{
	bool utf8 = true;

	for (size_t at = 0; at < s.len && utf8;) {
		struct character c = codec_next(ENCODING_UTF8, s.ptr + at,
		    s.len - at);
		utf8 = !c.bad;
		at += c.size;
	}
	char *out = arena_alloc(a, s.len * 3 + 1), *end = out;
	for (size_t at = 0; at < s.len;) {
		struct character c = codec_next(utf8 ? ENCODING_UTF8 :
		    ENCODING_WINDOWS_1252, s.ptr + at, s.len - at);
		bool control = c.code < 0x20 || (c.code >= 0x7F &&
		    c.code < 0xA0);
		end += codec_put(control ? '_' : c.code, end);
		at += c.size;
	}
	return out;
}

const char *
member_name(struct arena *a, const char *raw)
{
	while (raw[0] == '/' || strncmp(raw, "./", 2) == 0)
		raw += raw[0] == '/' ? 1 : 2;
	if (raw[0] == '\0')
		return NULL;
	return clean(a, (struct str){raw, strnlen(raw, LIMIT_MEMBER_BYTES)});
}

bool
member_leads_out(const char *name)
{
	for (const char *part = name;;) {
		size_t len = strcspn(part, "/\\");
		if (len == 2 && part[0] == '.' && part[1] == '.')
			return true;
		if (part[len] == '\0')
			return false;
		part += len + 1;
	}
}
