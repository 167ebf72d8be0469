/* file_name.c - an id as a name that every file system takes. */
#include <callcadence/fleet.h>

#include "base/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = CAD_FILE_NAME - 8, HASH_BYTES = 17 };

/* Fowler, Noll, Vo: to tell apart what would have one name */
static uint64_t fnv1a(const char *text)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (; *text; text++)
        hash = (hash ^ (unsigned char)*text) * 0x100000001b3u;
    return hash;
}

static uint32_t code_point(const unsigned char *at, size_t length)
{
    uint32_t code = length == 1 ? at[0] : at[0] & (0xFFu >> (length + 1));
    for (size_t i = 1; i < length; i++)
        code = code << 6 | (at[i] & 0x3F);
    return code;
}

/* Characters that cannot be seen, or turn the ones around them about: blanks,
   controls, marks of direction, selectors, private ones. */
static bool is_unseen(uint32_t code)
{
    static const struct {
        uint32_t from, to;
    } ranges[] = {
        {0x80, 0xA0},     {0xAD, 0xAD},        {0x34F, 0x34F},
        {0x61C, 0x61C},   {0x115F, 0x1160},    {0x1680, 0x1680},
        {0x17B4, 0x17B5}, {0x180B, 0x180F},    {0x2000, 0x206F},
        {0x3000, 0x3000}, {0x3164, 0x3164},    {0xE000, 0xF8FF},
        {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF},    {0xFFA0, 0xFFA0},
        {0xFFF0, 0xFFFF}, {0xE0000, 0x10FFFF},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (code >= ranges[i].from && code <= ranges[i].to)
            return true;
    return false;
}

/* Bytes of the character, if it may stand in a name; or 0. */
static size_t kept(const char *at, bool first)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-"
                                "()+,@";
    size_t length = cad_utf8_length(at);
    if (length == 1 && *at == ' ') /* between two, where it is seen */
        return !first && at[1] && at[1] != ' ';
    if (length == 1)
        return strchr(plain, *at) && !(first && *at == '.');
    if (!length || is_unseen(code_point((const unsigned char *)at, length)))
        return 0;
    return length;
}

void cad_file_name(const char *id, char out[CAD_FILE_NAME])
{
    size_t n = 0, uncut = 0; /* uncut: where there is still room for a hash */
    bool changed = !*id;
    if (changed)
        out[uncut++] = '_';
    for (const char *at = id; *at;) {
        size_t length = kept(at, at == id);
        size_t bytes = length ? length : 1;
        if (n + bytes > NAME_MAX_BYTES) {
            changed = true;
            break;
        }
        memcpy(out + n, length ? at : "_", bytes);
        changed = changed || !length;
        n += bytes;
        size_t step = cad_utf8_length(at);
        at += step ? step : 1;
        if (n <= NAME_MAX_BYTES - HASH_BYTES)
            uncut = n;
    }
    if (changed)
        n = uncut + (size_t)snprintf(out + uncut, HASH_BYTES + 1, "-%016llx",
                                     (unsigned long long)fnv1a(id));
    out[n] = '\0';
}
