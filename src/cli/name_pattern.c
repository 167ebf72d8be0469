#include "cli/name_pattern.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

enum { PARENTHESES = 32 };

static const char *const names[CAD_NAME_GROUPS] = {"agent_channel", "agent_id",
                                                   "call_id", "started_at"};

struct cad_name_pattern {
    regex_t regex;
    bool whole_path;
    int at[CAD_NAME_GROUPS]; /* the parenthesis of each, or 0 */
};

/* Past a bracket expression: ] is itself when it comes first. */
static size_t bracket_length(const char *at)
{
    size_t n = 1 + (at[1] == '^');
    n += at[n] == ']';
    while (at[n] && at[n] != ']') {
        char kind = at[n + 1];
        if (at[n] == '[' && kind && strchr(":.=", kind)) {
            const char end[] = {kind, ']', '\0'};
            const char *close = strstr(at + n + 2, end);
            n = close ? (size_t)(close - at) + 2 : strlen(at);
        } else {
            n++;
        }
    }
    return n + (at[n] == ']');
}

static int group_of(const char *name, size_t length)
{
    for (int g = 0; g < CAD_NAME_GROUPS; g++)
        if (strlen(names[g]) == length && !strncmp(names[g], name, length))
            return g;
    return -1;
}

/* "?<name>", "?P<name>" or "?:" after a parenthesis: its length, or -1 after
   a message. */
static int read_name(struct cad_name_pattern *p, const char *at, int number)
{
    size_t lead = !strncmp(at, "?<", 2) ? 2 : !strncmp(at, "?P<", 3) ? 3 : 0;
    if (!strncmp(at, "?:", 2))
        return 2;
    if (!lead)
        return 0;
    size_t n = strcspn(at + lead, ">");
    int group = group_of(at + lead, n);
    if (group < 0 || at[lead + n] != '>' || p->at[group]) {
        cad_message("--name-pattern: (%.*s: wants a group named agent_channel, "
                    "agent_id, call_id or started_at, each once",
                    (int)(lead + n), at);
        return -1;
    }
    p->at[group] = number;
    return (int)(lead + n + 1);
}

/* The expression as regcomp() knows them: groups by number. */
static bool translate(struct cad_name_pattern *p, const char *from, char *to)
{
    int number = 0;
    while (*from) {
        size_t n = *from == '[' ? bracket_length(from) : 1;
        n += *from == '\\' && from[1];
        memcpy(to, from, n);
        to += n;
        bool opens = *from == '(';
        from += n;
        if (!opens)
            continue;
        int name = read_name(p, from, ++number);
        if (name < 0)
            return false;
        from += name;
    }
    *to = '\0';
    if (number >= PARENTHESES)
        cad_message("--name-pattern: more than %d groups", PARENTHESES - 1);
    return number < PARENTHESES;
}

static bool has_names(const struct cad_name_pattern *p)
{
    for (int g = 0; g < CAD_NAME_GROUPS; g++)
        if (p->at[g])
            return true;
    cad_message("--name-pattern: no named group, such as "
                "(?<agent_id>[0-9]+); agent_channel, agent_id, call_id and "
                "started_at can be told");
    return false;
}

struct cad_name_pattern *cad_name_pattern_new(const char *expression)
{
    struct cad_name_pattern *p = cad_must(calloc(1, sizeof *p));
    char *posix = cad_must(malloc(strlen(expression) + 1)), why[200];
    bool good = translate(p, expression, posix) && has_names(p);
    int code = good ? regcomp(&p->regex, posix, REG_EXTENDED) : 0;
    if (code) {
        regerror(code, &p->regex, why, sizeof why);
        cad_message("--name-pattern %s: %s", expression, why);
    }
    p->whole_path = strchr(expression, '/') != NULL;
    free(posix);
    if (good && !code)
        return p;
    free(p);
    return NULL;
}

void cad_name_pattern_free(struct cad_name_pattern *p)
{
    if (!p)
        return;
    regfree(&p->regex);
    free(p);
}

bool cad_name_pattern_match(const struct cad_name_pattern *p, const char *path,
                            char *out[CAD_NAME_GROUPS])
{
    regmatch_t found[PARENTHESES];
    const char *slash = p->whole_path ? NULL : strrchr(path, '/');
    const char *text = slash ? slash + 1 : path;
    memset(out, 0, CAD_NAME_GROUPS * sizeof *out);
    if (regexec(&p->regex, text, PARENTHESES, found, 0))
        return false;
    for (int g = 0; g < CAD_NAME_GROUPS; g++) {
        const regmatch_t *m = &found[p->at[g]];
        if (p->at[g] && m->rm_so >= 0 && m->rm_eo > m->rm_so)
            out[g] =
                cad_text("%.*s", (int)(m->rm_eo - m->rm_so), text + m->rm_so);
    }
    return true;
}
