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

/* Below the least, a word beside its label would not fit; above the most, a
   sentence is hard to follow back. */
enum { COLUMNS_LEAST = 40, COLUMNS_MOST = 120 };

static int columns_of_stdout(void)
{
    struct winsize size;
    const char *set = getenv("COLUMNS");
    int columns = 80;
    if (!ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) && size.ws_col)
        columns = size.ws_col;
    else if (set && atoi(set) > 0)
        columns = atoi(set);
    return columns < COLUMNS_LEAST  ? COLUMNS_LEAST
           : columns > COLUMNS_MOST ? COLUMNS_MOST
                                    : columns;
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

/* Bytes of a character that drives a terminal: C0 and C1 controls, and marks
   that turn the writing direction of what follows; 0: it is a plain one. */
static size_t control_at(const unsigned char *c, size_t room)
{
    if (c[0] < ' ' || c[0] == 0x7f)
        return 1;
    if (room >= 2 && c[0] == 0xc2 && c[1] >= 0x80 && c[1] < 0xa0)
        return 2;
    if (room >= 3 && c[0] == 0xe2 &&
        ((c[1] == 0x80 &&
          ((c[2] >= 0xaa && c[2] <= 0xae) || c[2] == 0x8e || c[2] == 0x8f)) ||
         (c[1] == 0x81 && c[2] >= 0xa6 && c[2] <= 0xa9)))
        return 3;
    return 0;
}

void cad_print_plain(const char *text, size_t n, FILE *out)
{
    size_t length = strnlen(text, n);
    for (size_t i = 0; i < length;) {
        size_t control =
            control_at((const unsigned char *)text + i, length - i);
        fputc(control ? '?' : text[i], out);
        i += control ? control : 1;
    }
}

/* Bytes that continue a UTF-8 character take no column. */
int cad_text_columns(const char *text, size_t n)
{
    int columns = 0;
    for (size_t i = 0; i < n; i++)
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    return columns;
}

/* Bytes up to the next blank at which a line may end: not between a figure
   and its unit (of one or two letters, or %). */
static size_t word_length(const char *text)
{
    size_t n = strcspn(text, " ");
    if (!n || text[n - 1] < '0' || text[n - 1] > '9' || text[n] != ' ')
        return n;
    size_t unit = strcspn(text + n + 1, " ,;.)");
    bool is_unit = unit == 1 || unit == 2;
    return is_unit ? n + 1 + strcspn(text + n + 1, " ") : n;
}

void cad_wrap(const char *text, int indent, const struct cad_terminal *t,
              FILE *out)
{
    int at = indent;
    while (*text) {
        size_t n = word_length(text);
        int columns = cad_text_columns(text, n);
        if (at > indent && at + 1 + columns > t->columns) {
            fprintf(out, "\n%*s", indent, "");
            at = indent;
        } else if (at > indent) {
            fputc(' ', out);
            at++;
        }
        cad_print_plain(text, n, out);
        at += columns;
        text += n + strspn(text + n, " ");
    }
    fputc('\n', out);
}
