#include "base/utf8.h"

#include <string.h>

/* Well-formed first and second bytes and lengths: Unicode 15, table 3-7.
   Bytes from the third on are always 80..BF. */
static const struct {
    unsigned char first_low, first_high, second_low, second_high, length;
} forms[] = {
    {0x01, 0x7F, 0x00, 0x00, 1}, {0xC2, 0xDF, 0x80, 0xBF, 2},
    {0xE0, 0xE0, 0xA0, 0xBF, 3}, {0xE1, 0xEC, 0x80, 0xBF, 3},
    {0xED, 0xED, 0x80, 0x9F, 3}, {0xEE, 0xEF, 0x80, 0xBF, 3},
    {0xF0, 0xF0, 0x90, 0xBF, 4}, {0xF1, 0xF3, 0x80, 0xBF, 4},
    {0xF4, 0xF4, 0x80, 0x8F, 4},
};

size_t cad_utf8_length(const char *text)
{
    const unsigned char *at = (const unsigned char *)text;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (at[0] < forms[i].first_low || at[0] > forms[i].first_high)
            continue;
        size_t length = forms[i].length;
        if (length > 1 &&
            (at[1] < forms[i].second_low || at[1] > forms[i].second_high))
            return 0;
        for (size_t k = 2; k < length; k++)
            if ((at[k] & 0xC0) != 0x80)
                return 0;
        return length;
    }
    return 0;
}

void cad_utf8_clean(const char *text, char *out)
{
    while (*text) {
        size_t length = cad_utf8_length(text);
        const char *from = length ? text : "\xEF\xBF\xBD";
        size_t bytes = length ? length : 3;
        memcpy(out, from, bytes);
        out += bytes;
        text += length ? length : 1;
    }
    *out = '\0';
}
