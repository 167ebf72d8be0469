/* What people read in place of codes: every kind has it, and explain finds
   it. */
#include "emit/explain.h"
#include "emit/titles.h"
#include "emit/words.h"
#include "tap.h"

#include <string.h>

static cad_explainer e;

static json_t *explained(const char *name)
{
    json_t *measure = NULL;
    cad_error error;
    return cad_explainer_find(&e, name, &measure, &error) ? NULL : measure;
}

/* As a reader sees it: in words, and not those of the code. */
static void is_titled(enum cad_titles of, const char *code)
{
    const char *title = cad_title(of, code);
    char key[64];
    snprintf(key, sizeof key, "%s.%s",
             of == CAD_TITLE_MOMENT ? "highlights" : "pacing", code);
    ok(strcmp(title, code) && !strchr(title, '_'), "%s: \"%s\"", key, title);
    ok(explained(title) &&
           explained(title) == cad_explainer_measure_of(&e, key),
       "explain has the same for either");
}

/* Some codes are plain words already. */
static void is_found(enum cad_titles of, const char *code)
{
    const char *title = cad_title(of, code);
    ok(explained(title) != NULL, "%s: \"%s\" is explained", code, title);
}

static void moments_and_figures(void)
{
    for (int i = 0; cad_word_highlight_kind((cad_highlight_kind)i); i++)
        is_titled(CAD_TITLE_MOMENT,
                  cad_word_highlight_kind((cad_highlight_kind)i));
    for (int i = 0; i < CAD_PACING_COUNT; i++)
        is_titled(CAD_TITLE_PACING, cad_word_pacing((cad_pacing_id)i));
}

static void parts(void)
{
    static const char *const evidence[] = {"activation",
                                           "surprise",
                                           "peak_activation",
                                           "floor",
                                           "silence_share",
                                           "interruption_overlap",
                                           "duration",
                                           "response_latency",
                                           "rate",
                                           "pitch",
                                           "level"};
    for (int i = 0; cad_word_cue((cad_cue_kind)i); i++)
        is_found(CAD_TITLE_CUE, cad_word_cue((cad_cue_kind)i));
    for (int i = 0; cad_word_event_kind((cad_event_kind)i); i++)
        is_found(CAD_TITLE_EVENT, cad_word_event_kind((cad_event_kind)i));
    for (cad_outcome o = CAD_YIELDED; o <= CAD_HELD; o++)
        is_found(CAD_TITLE_HOW, cad_word_outcome(o));
    for (cad_overlap_form f = CAD_TERMINAL; f <= CAD_SIMULTANEOUS; f++)
        is_found(CAD_TITLE_HOW, cad_word_overlap_form(f));
    is_found(CAD_TITLE_HOW, "competitive");
    is_found(CAD_TITLE_EFFECT, cad_word_effect(CAD_EFFECT_ESCALATED));
    is_found(CAD_TITLE_EFFECT, cad_word_effect(CAD_EFFECT_CALMED));
    for (int v = 0; cad_word_verdict((cad_verdict)v); v++)
        is_found(CAD_TITLE_VERDICT, cad_word_verdict((cad_verdict)v));
    for (size_t i = 0; i < sizeof evidence / sizeof *evidence; i++)
        is_found(CAD_TITLE_EVIDENCE, evidence[i]);
}

static void bounds(void)
{
    ok(!strcmp(cad_title(CAD_TITLE_MOMENT, "of_tomorrow"), "of_tomorrow"),
       "a kind of a later version is shown as it is");
    ok(!cad_title(CAD_TITLE_MOMENT, NULL), "none has none");
    ok(!strcmp(cad_titled("CUT IN ON a raised voice"), "cut_in_heat"),
       "whatever the case");
    ok(!cad_titled("cut_in_heat") && !cad_titled(""), "a code is no title");
    ok(strcmp(cad_title(CAD_TITLE_MOMENT, "dead_air"),
              cad_title(CAD_TITLE_PACING, "dead_air")),
       "a moment and a figure of one code differ");
}

int main(void)
{
    cad_error error = {0};
    if (!ok(cad_explainer_open(&e, &error) == CAD_OK, "opened"))
        return tap_done();
    moments_and_figures();
    parts();
    bounds();
    cad_explainer_close(&e);
    return tap_done();
}
