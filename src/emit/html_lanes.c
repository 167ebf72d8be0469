/* html_lanes.c - who spoke when, as rows that share one time axis. The shapes
   are SVG, stretched with the zoom; what has text is HTML, which is not. */
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/titles.h"
#include "emit/words.h"

#include <math.h>

enum { SPEECH_PX = 26, TONE_PX = 26, MIDDLE_PX = 20, SOUNDS_PX = 20 };

void cad_html_row_open(const struct cad_html_page *page, const char *class,
                       const char *label, const char *scale)
{
    cad_html(page->out,
             "<div class=\"row %s\"><span class=\"label\">%s<small>%s</small>"
             "</span><div class=\"track\">\n",
             class, label, scale);
}

void cad_html_row_close(const struct cad_html_page *page)
{
    fputs("</div></div>\n", page->out);
}

void cad_html_svg_open(const struct cad_html_page *page, int height_px)
{
    /* across: hundredths of a second; down: pixels */
    fprintf(page->out,
            "<svg viewBox=\"0 0 %ld %d\" height=\"%d\" width=\"100%%\" "
            "preserveAspectRatio=\"none\" aria-hidden=\"true\">\n",
            lround(page->duration_s * 100), height_px, height_px);
}

/* ---- time axis and pins -------------------------------------------------- */

static double tick_s(double duration_s)
{
    static const double steps[] = {1,  2,   5,   10,  15,  30,
                                   60, 120, 300, 600, 900, 1800};
    size_t i = 0;
    while (i + 1 < sizeof steps / sizeof *steps && duration_s / steps[i] > 10)
        i++;
    return steps[i];
}

static void put_axis(const struct cad_html_page *page)
{
    double step_s = tick_s(page->duration_s);
    cad_html_row_open(page, "axis", "Time", "");
    for (int i = 0; i * step_s < page->duration_s * 0.98; i++) {
        cad_html(page->out, "<span class=\"tick\" style=\"left:%.3f%%\">",
                 cad_html_percent(page, i * step_s));
        cad_html_length(page->out, i * step_s);
        fputs("</span>", page->out);
    }
    cad_html_row_close(page);
}

/* Pins too close to stand side by side stand one above the other. */
static int level_of(const struct cad_html_page *page, size_t pin,
                    const int *levels)
{
    const double apart = 2.5; /* percent */
    const cad_highlight *all = page->report->highlights;
    int level = 0;
    for (size_t i = 0; i < pin; i++) {
        double s = fabs(all[i].start_s - all[pin].start_s);
        if (levels[i] == level && cad_html_percent(page, s) < apart) {
            level++;
            i = (size_t)-1; /* again, one level down */
        }
    }
    return level;
}

static void put_pin(const struct cad_html_page *page, size_t i, int level)
{
    const cad_highlight *h = &page->report->highlights[i];
    double left = cad_html_percent(page, h->start_s);
    cad_html(page->out,
             "<span class=\"reach\" style=\"left:%.3f%%;width:%.3f%%\">"
             "</span><a class=\"pin\" href=\"#t=%.2f\" "
             "style=\"left:%.3f%%;top:%.1frem\" title=\"%s\">%zu</a>\n",
             left, cad_html_percent(page, h->end_s) - left, h->start_s, left,
             1.7 * level, h->text, i + 1);
}

static void put_pins(const struct cad_html_page *page)
{
    enum { PINS_MAX = 10 };
    int levels[PINS_MAX], deepest = 0;
    size_t count = page->report->highlight_count;
    if (!count)
        return;
    if (count > PINS_MAX)
        count = PINS_MAX;
    for (size_t i = 0; i < count; i++) {
        levels[i] = level_of(page, i, levels);
        deepest = levels[i] > deepest ? levels[i] : deepest;
    }
    cad_html_row_open(page, "pins", "Moments", "by rank");
    cad_html(page->out, "<div style=\"height:%.1frem\">\n",
             1.7 * (deepest + 1));
    for (size_t i = 0; i < count; i++)
        put_pin(page, i, levels[i]);
    fputs("</div>", page->out);
    cad_html_row_close(page);
}

/* ---- one party's lane ---------------------------------------------------- */

/* Bars of speech as one path; backchannels are half as high. */
static void put_speech(const struct cad_html_page *page, cad_party party)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html_row_open(page, cad_word_party(party), cad_html_party(party),
                      "speech");
    cad_html_svg_open(page, SPEECH_PX);
    fputs("<path class=\"speech\" d=\"", out);
    for (size_t i = 0; i < r->segment_count; i++) {
        const cad_segment *s = &r->segments[i];
        bool small = s->kind == CAD_BACKCHANNEL;
        for (size_t k = 0; s->party == party && k < s->ipu_count; k++) {
            long from = lround(s->ipus[k].start_s * 100);
            long wide = lround(s->ipus[k].end_s * 100) - from;
            fprintf(out, "M%ld %dh%ldv%dh-%ldz", from, small ? 8 : 2, wide,
                    small ? SPEECH_PX - 16 : SPEECH_PX - 4, wide);
        }
    }
    fputs("\"/></svg>\n", out);
    cad_html_row_close(page);
}

static void put_tone_title(FILE *out, const cad_segment *s)
{
    fputs("<title>", out);
    cad_html_place(out, s->start_s);
    cad_html(out, " %s: ", cad_word_party(s->party));
    if (!cad_is_known(s->activation)) {
        fputs("no activation, ", out);
        cad_html_words(out, cad_word_why(s->activation.why));
    } else {
        fputs(s->activation.value > 0 ? "activation +" : "activation ", out);
        cad_html_figure(out, s->activation, 2, NULL);
        if (s->tone)
            cad_html(out, ", %s", cad_word_tone(s->tone));
    }
    fputs("</title>", out);
}

/* A tinted cell, and in it a bar up or down from the middle: the colour says
   nothing that the bar does not. */
static void put_tone_cell(FILE *out, const cad_segment *s)
{
    long from = lround(s->start_s * 100);
    long wide = lround(s->end_s * 100) - from;
    double z = cad_is_known(s->activation) ? s->activation.value : 0;
    int middle = TONE_PX / 2;
    /* one pixel at least, where there is evidence */
    int high = (int)fmax(round(fabs(z) * (middle - 1)), 1);
    const char *class = !cad_is_known(s->activation)  ? "unknown"
                        : s->tone == CAD_TONE_RAISED  ? "raised"
                        : s->tone == CAD_TONE_LOWERED ? "lowered"
                                                      : "level";
    fprintf(out, "<g class=\"%s\">", class);
    put_tone_title(out, s);
    fprintf(out, "<path class=\"cell\" d=\"M%ld 0h%ldv%dh-%ldz\"/>", from, wide,
            TONE_PX, wide);
    if (cad_is_known(s->activation))
        fprintf(out, "<path class=\"bar\" d=\"M%ld %dh%ldv%dh-%ldz\"/>", from,
                z > 0 ? middle - high : middle, wide, high, wide);
    fputs("</g>\n", out);
}

static void put_tone(const struct cad_html_page *page, cad_party party)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html_row_open(page, "tone", "Tone", "to own habit");
    cad_html_svg_open(page, TONE_PX);
    for (size_t i = 0; i < r->segment_count; i++)
        if (r->segments[i].party == party && r->segments[i].kind == CAD_TURN)
            put_tone_cell(out, &r->segments[i]);
    fprintf(out, "<path class=\"zero\" d=\"M0 %dH%ld\"/></svg>\n", TONE_PX / 2,
            lround(page->duration_s * 100));
    cad_html_row_close(page);
}

/* ---- between and below the lanes ----------------------------------------- */

/* The one who cuts in points at the other's lane; filled: and got the floor. */
static const char *arrow_of(const cad_event *e)
{
    if (e->outcome == CAD_YIELDED)
        return e->party == CAD_AGENT ? "\xE2\x96\xBC" : "\xE2\x96\xB2";
    return e->party == CAD_AGENT ? "\xE2\x96\xBD" : "\xE2\x96\xB3";
}

static void put_interruption(const struct cad_html_page *page,
                             const cad_event *e)
{
    const char *who =
        e->party == CAD_NOBODY ? "somebody" : cad_word_party(e->party);
    cad_html(page->out,
             "<a class=\"cut %s\" tabindex=\"-1\" href=\"#t=%.2f\" "
             "style=\"left:%.3f%%\" title=\"%s cut in, %.1f s of overlap, "
             "the other %s\" aria-label=\"%s cut in\">%s</a>\n",
             who, e->start_s, cad_html_percent(page, e->start_s), who,
             e->overlap_s, e->outcome == CAD_YIELDED ? "yielded" : "went on",
             who, arrow_of(e));
}

static void put_overlaps(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    FILE *out = page->out;
    cad_html_row_open(page, "overlap", "Both at once", "who cut in");
    cad_html_svg_open(page, MIDDLE_PX);
    fputs("<path class=\"both\" d=\"", out);
    for (size_t i = 0; i < r->event_count; i++) {
        const cad_event *e = &r->events[i];
        double length_s = e->kind == CAD_EVENT_INTERRUPTION ? e->overlap_s
                          : e->kind == CAD_EVENT_OVERLAP ? e->end_s - e->start_s
                                                         : 0;
        long wide = lround(length_s * 100);
        if (wide > 0)
            fprintf(out, "M%ld 0h%ldv%dh-%ldz", lround(e->start_s * 100), wide,
                    MIDDLE_PX, wide);
    }
    fputs("\"/></svg>\n", out);
    for (size_t i = 0; i < r->event_count; i++)
        if (r->events[i].kind == CAD_EVENT_INTERRUPTION &&
            !r->events[i].doubted)
            put_interruption(page, &r->events[i]);
    cad_html_row_close(page);
}

/* What is heard when nobody speaks, or is wrong with the sound. */
static bool is_sound(cad_event_kind kind)
{
    return kind >= CAD_EVENT_SILENCE && kind <= CAD_EVENT_NOISE;
}

static void put_sound(const struct cad_html_page *page, const cad_event *e)
{
    FILE *out = page->out;
    double left = cad_html_percent(page, e->start_s);
    const char *kind = cad_word_event_kind(e->kind);
    const char *title = cad_title(CAD_TITLE_EVENT, kind);
    cad_html(out,
             "<a class=\"sound %s\" tabindex=\"-1\" href=\"#t=%.2f\" "
             "style=\"left:%.3f%%;width:%.3f%%\" title=\"%s%s%s, %.1f s",
             kind, e->start_s, left, cad_html_percent(page, e->end_s) - left,
             title, *e->digits ? " " : "", e->digits, e->end_s - e->start_s);
    if (e->party >= 0)
        cad_html(out, ", on the side of the %s", cad_word_party(e->party));
    cad_html(out, "\"><span>%s%s%s</span></a>\n", title, *e->digits ? " " : "",
             e->digits);
}

static void put_sounds(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    bool any = false;
    for (size_t i = 0; i < r->event_count && !any; i++)
        any = is_sound(r->events[i].kind);
    if (!any)
        return;
    cad_html_row_open(page, "sounds", "Silence, hold", "tones, damage");
    for (size_t i = 0; i < r->event_count; i++)
        if (is_sound(r->events[i].kind))
            put_sound(page, &r->events[i]);
    cad_html_row_close(page);
}

/* ---- the whole ----------------------------------------------------------- */

static void put_tools(FILE *out)
{
    fputs("<div class=\"tools\" hidden>\n"
          "<button type=\"button\" id=\"zoom-out\" aria-label=\"Zoom out\">"
          "\xE2\x88\x92</button>"
          "<button type=\"button\" id=\"zoom-in\" aria-label=\"Zoom in\">+"
          "</button>"
          "<button type=\"button\" id=\"zoom-all\">Whole call</button> "
          "<span class=\"hint\">space plays, \xE2\x86\x90 \xE2\x86\x92 go to "
          "the moments, + \xE2\x88\x92 zoom, dragging pans; a click plays from "
          "there</span>"
          "</div>\n",
          out);
}

static void put_key(const struct cad_html_page *page)
{
    FILE *out = page->out;
    fputs("<p class=\"key\">Tone is <a class=\"def\" href=\"#def-activation\">"
          "activation</a> against own habit: "
          "<span class=\"chip raised\">bar up: raised</span> "
          "<span class=\"chip lowered\">bar down: lowered</span> "
          "<span class=\"chip level\">near the line: level</span> "
          "<span class=\"chip unknown\">grey: no "
          "evidence</span>",
          out);
    if (!page->report->mixed)
        fputs(". Cutting in: \xE2\x96\xBC agent, \xE2\x96\xB2 customer; "
              "hollow: floor kept",
              out);
    fputs(".</p>\n", out);
}

static void put_rows(const struct cad_html_page *page)
{
    const cad_report *r = page->report;
    put_axis(page);
    put_pins(page);
    if (r->mixed) {
        put_speech(page, CAD_MIXED);
        put_tone(page, CAD_MIXED);
    } else {
        put_speech(page, CAD_AGENT);
        put_tone(page, CAD_AGENT);
        put_overlaps(page);
        put_tone(page, CAD_CUSTOMER);
        put_speech(page, CAD_CUSTOMER);
    }
    put_sounds(page);
}

cad_status cad_html_lanes(const struct cad_html_page *page, cad_error *error)
{
    FILE *out = page->out;
    fputs("<section class=\"lanes\" aria-labelledby=\"h-lanes\">\n"
          "<h2 id=\"h-lanes\">Who spoke when</h2>\n",
          out);
    put_tools(out);
    put_key(page);
    cad_html(out,
             "<div class=\"plot\" id=\"plot\" tabindex=\"0\" role=\"region\" "
             "aria-label=\"Timeline; the tables below hold the same\" "
             "data-duration=\"%.2f\">\n<div class=\"canvas\" id=\"canvas\">\n",
             page->duration_s);
    put_rows(page);
    cad_status status = cad_html_curves(page, error);
    fputs("<div class=\"over\"><div id=\"cursor\" hidden></div></div>\n"
          "</div>\n</div>\n</section>\n",
          out);
    return status;
}
