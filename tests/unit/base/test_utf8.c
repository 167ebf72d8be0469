/* Well-formed and malformed sequences: Unicode 15, tables 3-7 and 3-8. */
#include "base/utf8.h"
#include "tap.h"

#include <string.h>

#define BAD "\xEF\xBF\xBD"

static void measures(const char *text, size_t want, const char *name)
{
    size_t got = cad_utf8_length(text);
    ok(got == want, "%s: %zu bytes", name, got);
}

static void cleans(const char *text, const char *want, const char *name)
{
    char out[100];
    cad_utf8_clean(text, out);
    ok(strcmp(out, want) == 0, "%s", name);
}

int main(void)
{
    measures("", 0, "end");
    measures("a", 1, "ASCII");
    measures("\xC3\xA9", 2, "two");
    measures("\xE2\x82\xAC", 3, "three");
    measures("\xF0\x9F\x98\x80", 4, "four");
    measures("\xF4\x8F\xBF\xBF", 4, "the last code point");
    measures("\xF4\x90\x80\x80", 0, "beyond the last");
    measures("\xED\xA0\x80", 0, "a surrogate");
    measures("\xC0\x80", 0, "an overlong zero");
    measures("\xE0\x80\x80", 0, "an overlong three");
    measures("\x80", 0, "a lone continuation");
    measures("\xE2\x82", 0, "cut off");
    cleans("plain", "plain", "plain text stays");
    cleans("caf\xC3\xA9 \xF0\x9F\x98\x80", "caf\xC3\xA9 \xF0\x9F\x98\x80",
           "good text stays");
    cleans("caf\xE9", "caf" BAD, "Latin-1 gets a replacement");
    cleans("\xE2\x82"
           "a\xFF",
           BAD BAD "a" BAD, "each bad byte gets one");
    return tap_done();
}
