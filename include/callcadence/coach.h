/*
 * coach.h - one agent over many calls: habit, own trend, what followed what,
 * and places to listen.
 *
 * Reports are read one at a time and only their figures kept. Agents are not
 * ranked and nothing is graded: each stands alone, against no one but himself.
 * One thread at a time for one coach; several coaches do not know each other.
 *
 *   cad_coach *coach = NULL;
 *   cad_coach_new(NULL, &coach, &error);
 *   cad_coach_add(coach, "reports/42.json", &error);
 *   for (size_t i = 0; i < cad_coach_agents(coach); i++)
 *       cad_coach_json(coach, i, out, &error);
 *   cad_coach_free(&coach);
 */
#ifndef CALLCADENCE_COACH_H
#define CALLCADENCE_COACH_H

#include <stddef.h>
#include <stdio.h>

#include <callcadence/fleet.h>
#include <callcadence/status.h>

#define CAD_COACH_SCHEMA "callcadence/coach/1"

typedef struct cad_coach cad_coach;

/*
 * cad_coach_new - begin with no report.
 *
 *   model_file  JSON that overrides keys of the built-in model, or NULL
 *   out         free with cad_coach_free(); NULL after an error
 *   errors      ERR_MODEL names line and key; ERR_MEMORY
 *   source      models/default.json (coach), models/norms.json
 *   test        tests/unit/fleet/test_coach.c
 */
CAD_API CAD_NODISCARD cad_status cad_coach_new(const char *model_file,
                                               cad_coach **out,
                                               cad_error *error);

/*
 * cad_coach_free - release a coach and set the caller's pointer to NULL.
 *
 *   coach   may point to NULL
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_coach.c
 */
CAD_API void cad_coach_free(cad_coach **coach);

/*
 * cad_coach_add - the figures of one report, to its agent's.
 *
 *   path    a report as cad_emit_json() writes it
 *   out     nothing is added after an error
 *   errors  ERR_MISSING; ERR_FORMAT: broken, or a call that this agent has
 *           already, error->text names file and place; ERR_ARGUMENT: JSON, but
 *           no report of ours; ERR_READ, ERR_MEMORY
 *   source  models/report-1.schema.json
 *   test    tests/unit/fleet/test_coach.c
 */
CAD_API CAD_NODISCARD cad_status cad_coach_add(cad_coach *coach,
                                               const char *path,
                                               cad_error *error);

/*
 * cad_coach_agents - how many agents the reports name. Calls without an agent
 * are one more, together.
 *
 *   out     their number
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_coach.c
 */
CAD_API size_t cad_coach_agents(const cad_coach *coach);

/*
 * cad_coach_agent - an agent's id.
 *
 *   agent   less than cad_coach_agents(); in the order in which they came
 *   out     lives as long as the coach; NULL: the calls without an agent, or
 *           no such agent
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_coach.c
 */
CAD_API const char *cad_coach_agent(const cad_coach *coach, size_t agent);

/* Room for a name and its zero. */
enum { CAD_COACH_NAME = CAD_FILE_NAME };

/*
 * cad_coach_name - an agent's id as the first part of a file's name:
 * AGENT.coach.json, AGENT.coach.html.
 *
 *   agent_id  NULL: "unknown"
 *   out     as cad_file_name() has it; an agent who is called "unknown" gets
 *           one more _
 *   errors  none
 *   source  -
 *   test    tests/unit/fleet/test_coach.c
 */
CAD_API void cad_coach_name(const char *agent_id, char out[CAD_COACH_NAME]);

/*
 * cad_coach_json - all that is known of an agent, indented JSON of schema
 * callcadence/coach/1:
 *
 *   focus             two or three strengths, then one thing to practise
 *   measures, pacing  for each id: median and robust spread over the calls,
 *                     and the trend: change over the days it spans, and how
 *                     often chance alone would give one as clear (p)
 *   attribution       effects over all calls beside those that chance would
 *                     give; the coupling of the customer's surprise to the
 *                     agent's moves, pooled over the calls
 *   examples          places to listen, strengths first
 *   dots              the calls one by one, in order of started_at
 *
 *   agent   less than cad_coach_agents()
 *   out     open stream; the order in which reports were added does not matter
 *   errors  ERR_ARGUMENT: no such agent; ERR_WRITE, ERR_MEMORY
 *   schema  models/coach-1.schema.json
 *   source  Sen (1968) and Mann (1945), trend; DerSimonian & Laird (1986),
 *           pooled slope; Stouffer (1949), pooled p
 *   test    tests/unit/fleet/test_coach.c, tests/cli/coach.t
 */
CAD_API CAD_NODISCARD cad_status cad_coach_json(cad_coach *coach, size_t agent,
                                                FILE *out, cad_error *error);

/* Where a coach page's links lead: paths relative to the page; all may be
   NULL, and what is NULL is no link. */
typedef struct cad_coach_links {
    /* the page of a report's call; the report as cad_coach_add() got it. The
       text lasts until the next question. NULL: it has none */
    const char *(*page_of)(void *user, const char *report);
    void *user;
    const char *index, *agents; /* all calls, all agents */
} cad_coach_links;

/*
 * cad_coach_html - the same as a page: strengths and one thing to practise
 * with places to listen, the agent's own course call by call, pacing against
 * own habit, what followed what.
 *
 *   agent   less than cad_coach_agents()
 *   links   or NULL: none
 *   out     open stream: HTML with its style and script inside, a strict
 *           Content-Security-Policy and nothing from elsewhere
 *   errors  ERR_ARGUMENT: no such agent; ERR_WRITE, ERR_MEMORY
 *   source  HTML Living Standard; CSP Level 3; WCAG 2.2 AA
 *   test    tests/cli/coach_page.t
 */
CAD_API CAD_NODISCARD cad_status cad_coach_html(cad_coach *coach, size_t agent,
                                                const cad_coach_links *links,
                                                FILE *out, cad_error *error);

/*
 * cad_coach_list_html - all agents by name, each a link to
 * cad_coach_name().coach.html in the same folder.
 *
 *   links   or NULL; only index is used
 *   out     open stream: HTML as that of cad_coach_html()
 *   errors  ERR_WRITE, ERR_MEMORY
 *   source  -
 *   test    tests/cli/coach_page.t
 */
CAD_API CAD_NODISCARD cad_status
cad_coach_list_html(const cad_coach *coach, const cad_coach_links *links,
                    FILE *out, cad_error *error);

/*
 * cad_coach_profile - an agent's habit, for cad_profile_load(). What too few
 * calls show is null.
 *
 *   agent   less than cad_coach_agents()
 *   out     open stream: JSON of schema callcadence/profile/1
 *           (models/profile-1.schema.json)
 *   errors  ERR_ARGUMENT: no such agent; ERR_WRITE, ERR_MEMORY
 *   source  -
 *   test    tests/unit/fleet/test_coach.c, tests/cli/coach.t
 */
CAD_API CAD_NODISCARD cad_status cad_coach_profile(cad_coach *coach,
                                                   size_t agent, FILE *out,
                                                   cad_error *error);

#endif
