/* coach_list.c - the agents of many calls, by name. */
#include "fleet/coach_html.h"

#include "base/error.h"
#include "emit/html.h"
#include "emit/html_shell.h"
#include "emit/html_write.h"
#include "emit/stream.h"
#include "model/builtin.h"

#include <stdlib.h>
#include <string.h>

/* By name; the calls without an agent last. */
static int by_name(const void *a, const void *b)
{
    const struct cad_coach_agent *const *x = a, *const *y = b;
    const char *one = (*x)->id, *other = (*y)->id;
    if (!one || !other)
        return !one - !other;
    return strcmp(one, other);
}

/* The days of the first and the last of its dated calls. */
static void put_days(FILE *out, const struct cad_coach_agent *agent)
{
    const struct cad_coach_call *first = NULL, *last = NULL;
    for (size_t i = 0; i < agent->calls.count; i++) {
        const struct cad_coach_call *c = &agent->calls.items[i];
        if (c->dated && (!first || c->day < first->day))
            first = c;
        if (c->dated && (!last || c->day > last->day))
            last = c;
    }
    cad_html(out, "<td>%s</td><td>%s</td>", first ? first->started_at : "",
             last ? last->started_at : "");
}

static void put_agent(FILE *out, const struct cad_coach_agent *agent)
{
    char name[CAD_COACH_NAME];
    cad_coach_name(agent->id, name);
    fputs("<tr><th scope=\"row\"><a href=\"", out);
    cad_html_url(out, name);
    cad_html(out,
             ".coach.html\"><bdi>%s</bdi></a></th><td class=\"n\">%zu"
             "</td>",
             agent->id ? agent->id : "Calls without an agent",
             agent->calls.count);
    put_days(out, agent);
    fputs("</tr>\n", out);
}

static void put_list(const cad_coach *coach,
                     const struct cad_coach_agent **agents, const char *index,
                     FILE *out)
{
    static const char *const columns[] = {"Agent", "#Calls", "First", "Last"};
    size_t n = coach->agents.count, named = 0;
    while (named < n && agents[named]->id) /* the nameless are the last */
        named++;
    fputs("<main>\n<header>\n", out);
    if (index) {
        fputs("<nav class=\"ways\" aria-label=\"Other pages\">\n<a href=\"",
              out);
        cad_html_url(out, index);
        fputs("\">All calls</a>\n</nav>\n", out);
    }
    cad_html(out,
             "<p class=\"kind\">Agents over time</p>\n<h1>%zu %s</h1>\n"
             "<p class=\"hint\">By name. Agents are not ranked: each page "
             "sets an agent's calls against that agent's own.</p>\n"
             "</header>\n<section id=\"agents\">\n",
             named, named == 1 ? "agent" : "agents");
    cad_html_table_open(out, "Agents", columns,
                        sizeof columns / sizeof *columns);
    for (size_t i = 0; i < n; i++)
        put_agent(out, agents[i]);
    cad_html_table_close(out);
    fputs("</section>\n", out);
}

cad_status cad_coach_list_html(const cad_coach *coach,
                               const cad_coach_links *links, FILE *out,
                               cad_error *error)
{
    if (!coach || !out)
        return cad_fail_null(error, "coach or out");
    static const struct cad_html_shell shell = {.title = "Agents",
                                                .style = cad_builtin_fleet_css,
                                                .script = "",
                                                .skip_to = "agents"};
    size_t n = coach->agents.count;
    cad_arena *arena = cad_arena_new();
    const struct cad_coach_agent **agents =
        arena ? CAD_NEW(arena, const struct cad_coach_agent *, n) : NULL;
    if (!agents) {
        cad_arena_free(arena);
        return cad_fail_memory(error);
    }
    for (size_t i = 0; i < n; i++)
        agents[i] = &coach->agents.items[i];
    if (n)
        qsort(agents, n, sizeof(void *), by_name);
    cad_status status = cad_html_shell_open(out, arena, &shell, error);
    put_list(coach, agents, links ? links->index : NULL, out);
    cad_html_shell_foot(out);
    cad_html_shell_close(out, &shell);
    cad_arena_free(arena);
    return status ? status : cad_stream_done(out, error);
}
