/* comma_locale.h - a locale with a decimal comma, made where there is none. */
#ifndef COMMA_LOCALE_H
#define COMMA_LOCALE_H

#include "tap.h"

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

/* true: from here on printf says "0,5" until setlocale(LC_ALL, "C"). Else
   the `tests` that need it are counted as skipped. */
__attribute__((unused)) static bool comma_locale(int tests)
{
    static char folder[] = "/tmp/callcadence-locale.XXXXXX";
    char text[256];
    bool set = setlocale(LC_ALL, "de_DE.UTF-8");
    if (!set && mkdtemp(folder)) {
        snprintf(text, sizeof text,
                 "localedef -i de_DE -f UTF-8 %s/de_DE.UTF-8 2>&1", folder);
        bool made = system(text) == 0;
        setenv("LOCPATH", folder, 1);
        set = made && setlocale(LC_ALL, "de_DE.UTF-8");
        snprintf(text, sizeof text, "rm -rf %s", folder);
        made = system(text) == 0;
    }
    while (!set && tests--)
        skip("in de_DE", "it cannot be made here: apt-get install locales");
    return set;
}

#endif
