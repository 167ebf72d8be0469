#include "emit/near_name.h"

#include <stddef.h>
#include <string.h>

enum { LONGEST = 60 };

static size_t least(size_t a, size_t b, size_t c)
{
    size_t ab = a < b ? a : b;
    return ab < c ? ab : c;
}

/* Levenshtein's distance, a row at a time. */
static size_t distance(const char *a, size_t na, const char *b, size_t nb)
{
    size_t row[LONGEST + 1];
    for (size_t j = 0; j <= nb; j++)
        row[j] = j;
    for (size_t i = 0; i < na; i++) {
        size_t diagonal = row[0];
        row[0] = i + 1;
        for (size_t j = 0; j < nb; j++) {
            size_t change = diagonal + (a[i] != b[j]);
            diagonal = row[j + 1];
            row[j + 1] = least(change, row[j] + 1, row[j + 1] + 1);
        }
    }
    return row[nb];
}

bool cad_near_name(const char *typed, const char *name)
{
    size_t n = strlen(typed), m = strlen(name);
    size_t shorter = n < m ? n : m, longer = n < m ? m : n;
    if (longer > LONGEST)
        return false;
    if (shorter >= 3 && memcmp(typed, name, shorter) == 0)
        return true;
    return longer - shorter <= 2 && distance(typed, n, name, m) * 3 <= longer;
}
