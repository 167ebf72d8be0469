#include "fleet/pattern.h"

#include <string.h>

bool cad_pattern_fits(const char *pattern, const char *measure)
{
    const char *star = NULL, *again = NULL;
    while (*measure) {
        if (*pattern == '*') {
            star = pattern++;
            again = measure;
        } else if (*pattern == *measure) {
            pattern++, measure++;
        } else if (star) {
            pattern = star + 1;
            measure = ++again;
        } else {
            return false;
        }
    }
    return !pattern[strspn(pattern, "*")];
}
