#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool speaks_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const char *value = getenv(names[i]);
        if (value && *value) {
            const char *dot = strchr(value, '.');
            return dot && (!strncasecmp(dot, ".utf-8", 6) ||
                           !strncasecmp(dot, ".utf8", 5));
        }
    }
    return false;
}

static int columns_of_stdout(void)
{
    struct winsize size;
    const char *set = getenv("COLUMNS");
    int columns = 80;
    if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
        columns = size.ws_col;
    else if (set && atoi(set) > 0)
        columns = atoi(set);
    return columns < 60 ? 60 : columns > 120 ? 120 : columns;
}

struct cad_terminal cad_terminal_of_stdout(enum cad_when colour)
{
    const char *no_color = getenv("NO_COLOR"), *kind = getenv("TERM");
    bool dumb = (no_color && *no_color) || (kind && !strcmp(kind, "dumb"));
    struct cad_terminal t = {.utf8 = speaks_utf8(),
                             .columns = columns_of_stdout()};
    t.colour = colour == CAD_ALWAYS ||
               (colour == CAD_AUTO && !dumb && isatty(STDOUT_FILENO));
    return t;
}

const char *cad_style(const struct cad_terminal *t, enum cad_style style)
{
    static const char *const codes[] = {"\033[0m",  "\033[1m",  "\033[2m",
                                        "\033[31m", "\033[34m", "\033[33m"};
    return t->colour ? codes[style] : "";
}

void cad_print_plain(const char *text, size_t n, FILE *out)
{
    for (size_t i = 0; i < n && text[i]; i++) {
        unsigned char c = (unsigned char)text[i];
        fputc(c < ' ' || c == 0x7f ? '?' : c, out);
    }
}
