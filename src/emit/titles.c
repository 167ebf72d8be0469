#include "emit/titles.h"

#include <stddef.h>
#include <string.h>
#include <strings.h>

static const struct {
    enum cad_titles of;
    const char *code, *title;
} titles[] = {
    {CAD_TITLE_MOMENT, "rose_after_agent",
     "Customer's voice rose after the agent's"},
    {CAD_TITLE_MOMENT, "fell_after_agent",
     "Customer's voice fell after the agent's"},
    {CAD_TITLE_MOMENT, "customer_rose", "Customer's voice rose"},
    {CAD_TITLE_MOMENT, "customer_fell", "Customer's voice fell"},
    {CAD_TITLE_MOMENT, "raised_episode", "Customer's voice stayed raised"},
    {CAD_TITLE_MOMENT, "withdrawn_episode",
     "Customer's voice lower, turns shorter"},
    {CAD_TITLE_MOMENT, "cut_in_heat", "Cut in on a raised voice"},
    {CAD_TITLE_MOMENT, "venting_room", "Let the customer speak"},
    {CAD_TITLE_MOMENT, "step_down", "Answered lower, softer or slower"},
    {CAD_TITLE_MOMENT, "mutual_raise", "Both voices raised in turn"},
    {CAD_TITLE_MOMENT, "monologue", "Long stretch with the floor"},
    {CAD_TITLE_MOMENT, "dead_air", "Long silence"},
    {CAD_TITLE_MOMENT, "handover", "Raised to the end"},
    {CAD_TITLE_PACING, "interruptions_calm", "Cut in, customer level"},
    {CAD_TITLE_PACING, "interruptions_heat", "Cut in, customer raised"},
    {CAD_TITLE_PACING, "venting_room", "Room to speak, customer raised"},
    {CAD_TITLE_PACING, "floor_wait", "Wait for the floor, customer raised"},
    {CAD_TITLE_PACING, "steadiness", "Own voice, customer raised"},
    {CAD_TITLE_PACING, "step_down", "Answers lower, softer or slower"},
    {CAD_TITLE_PACING, "pace", "Pace, whole call"},
    {CAD_TITLE_PACING, "pace_mismatch", "Pace against the customer's"},
    {CAD_TITLE_PACING, "latency", "Median wait"},
    {CAD_TITLE_PACING, "latency_heat", "Median wait, customer raised"},
    {CAD_TITLE_PACING, "monologue", "Longest stretch with the floor"},
    {CAD_TITLE_PACING, "dead_air", "Longest silence"},
    {CAD_TITLE_PACING, "mutual_raise", "Runs of both voices raised"},
    {CAD_TITLE_PACING, "closing", "Customer's end against the opening"},
    {CAD_TITLE_PACING, "handover", "Raised without coming back"},
    {CAD_TITLE_PACING, "listening", "Signs of listening"},
    {CAD_TITLE_CUE, "interrupted", "cut in"},
    {CAD_TITLE_CUE, "let_finish", "let the customer finish"},
    {CAD_TITLE_CUE, "quick", "answered quickly"},
    {CAD_TITLE_CUE, "long_pause", "paused"},
    {CAD_TITLE_CUE, "monologue", "held the floor"},
    {CAD_TITLE_EVENT, "ringback", "ringing"},
    {CAD_TITLE_EVENT, "busy", "busy tone"},
    {CAD_TITLE_EVENT, "dial", "dial tone"},
    {CAD_TITLE_EVENT, "sit", "information tone"},
    {CAD_TITLE_EVENT, "dtmf", "keys"},
    {CAD_TITLE_HOW, "yielded", "got the floor"},
    {CAD_TITLE_HOW, "held", "the other went on"},
    {CAD_TITLE_HOW, "competitive", "both talked on"},
    {CAD_TITLE_HOW, "terminal", "over the end of a turn"},
    {CAD_TITLE_HOW, "simultaneous_start", "both began"},
    {CAD_TITLE_EFFECT, "escalated", "the customer rose after it"},
    {CAD_TITLE_EFFECT, "calmed", "the customer fell after it"},
    {CAD_TITLE_EFFECT, "none", "no change went with the agent's move"},
    {CAD_TITLE_EFFECT, "unclear", "could not be told"},
    {CAD_TITLE_VERDICT, "insufficient_evidence",
     "not enough evidence for a pattern"},
    {CAD_TITLE_VERDICT, "raises",
     "rises of the customer's voice follow raised moves of the agent more "
     "often than by chance"},
    {CAD_TITLE_VERDICT, "calms",
     "falls of the customer's voice follow lowered moves of the agent more "
     "often than by chance"},
    {CAD_TITLE_VERDICT, "no_clear_pattern", "no clear pattern"},
    {CAD_TITLE_EVIDENCE, "surprise", "beyond what was to be expected"},
    {CAD_TITLE_EVIDENCE, "silence_share", "share of agent's silence"},
    {CAD_TITLE_EVIDENCE, "interruption_overlap", "both at once"},
    {CAD_TITLE_EVIDENCE, "level", "loudness"},
    {CAD_TITLE_EVIDENCE, "response_latency", "wait"},
    {CAD_TITLE_EVIDENCE, "floor", "time with the floor"},
    {CAD_TITLE_EVIDENCE, "duration", "length"},
};

const char *cad_title(enum cad_titles of, const char *code)
{
    for (size_t i = 0; code && i < sizeof titles / sizeof *titles; i++)
        if (titles[i].of == of && !strcmp(titles[i].code, code))
            return titles[i].title;
    return code;
}

const char *cad_titled(const char *title)
{
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (!strcasecmp(titles[i].title, title))
            return titles[i].code;
    return NULL;
}
