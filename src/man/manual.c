/*
 * manual.c - fills a template: make runs it for the pages and the completion.
 *
 *   manual TEMPLATE VERSION DATE > page
 *
 * A line that is only "@name@" becomes that part (parts.h); @version@ and
 * @date@ may stand anywhere.
 */
#include "man/parts.h"

#include <stdbool.h>
#include <string.h>

static const struct {
    const char *name;
    void (*put)(FILE *out);
} parts[] = {
    {"@verbs@\n", cad_page_verbs},
    {"@options@\n", cad_page_options},
    {"@formats@\n", cad_page_formats},
    {"@measures@\n", cad_page_measures},
    {"@shell-verbs@\n", cad_shell_verbs},
    {"@shell-options@\n", cad_shell_options},
    {"@shell-values@\n", cad_shell_values},
    {"@shell-formats@\n", cad_shell_formats},
    {"@shell-metrics@\n", cad_shell_metrics},
};

static bool put_part(const char *line, FILE *out)
{
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (!strcmp(parts[i].name, line)) {
            parts[i].put(out);
            return true;
        }
    return false;
}

/* A line of the template with its version and date. */
static void put_line(const char *line, const char *version, const char *date,
                     FILE *out)
{
    const struct {
        const char *name, *value;
    } words[] = {{"@version@", version}, {"@date@", date}};
    while (*line) {
        size_t known = 0, i = 0;
        for (; i < 2 && !known; i++)
            if (!strncmp(line, words[i].name, strlen(words[i].name)))
                known = strlen(words[i].name);
        if (known)
            fputs(words[i - 1].value, out);
        else
            putc(*line, out);
        line += known ? known : 1;
    }
}

int main(int argc, char **argv)
{
    char line[512];
    FILE *template = argc == 4 ? fopen(argv[1], "r") : NULL;
    if (!template) {
        fputs("usage: manual TEMPLATE VERSION DATE > page\n", stderr);
        return 2;
    }
    while (fgets(line, sizeof line, template))
        if (!put_part(line, stdout))
            put_line(line, argv[2], argv[3], stdout);
    bool good = !ferror(template) && !fclose(template);
    return fflush(stdout) || ferror(stdout) || !good ? 4 : 0;
}
