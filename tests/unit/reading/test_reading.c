/* Whatever the call looks like: figures are finite and bounded, and a failed
   allocation is an error and nothing worse. */
#include "reading_fixture.h"
#include "tap.h"

enum { CALLS = 40, MOST = 60 };

static uint32_t seed = 99;

static double between(double low, double high)
{
    seed = seed * 1664525u + 1013904223u;
    return low + (high - low) * (double)(seed >> 8) / 16777216.0;
}

/* Two parties at random: scraps, long turns, no pitch, silence, leakage. */
static size_t random_call(struct stretch *s, double *duration_s)
{
    double time_s[2] = {0.1, 0.1};
    size_t n = (size_t)between(0, MOST);
    for (size_t i = 0; i < n; i++) {
        int party = between(0, 1) < 0.5;
        double start = time_s[party] + between(0.2, 4);
        double end = start + pow(10, between(-1.7, 1.2));
        s[i] = (struct stretch){
            .party = (cad_party)party,
            .start_s = start,
            .end_s = end,
            .f0_hz = between(0, 1) < 0.2 ? 0 : between(60, 400),
            .level_dbfs = between(-90, 0),
            .tilt_db = between(-60, 60),
            .syllables_s = between(0, 9),
            .joined = between(0, 1) < 0.3,
            .kind = between(0, 1) < 0.2 ? CAD_BACKCHANNEL : CAD_TURN,
            .leaked = between(0, 1) < 0.2,
        };
        time_s[party] = end;
    }
    *duration_s = fmax(time_s[0], time_s[1]) + 1;
    return n;
}

static bool is_sound(cad_figure f, double low, double high)
{
    return cad_is_known(f) ? f.value >= low && f.value <= high : true;
}

static bool are_bounded(const cad_segment *s)
{
    return is_sound(s->activation, -1, 1) && is_sound(s->confidence, 0, 1) &&
           is_sound(s->activation_z, -4, 4) &&
           is_sound(s->pitch.median_hz, 50, 500) &&
           is_sound(s->pitch.median_st, -40, 40) &&
           is_sound(s->pitch.slope_st_s, -1000, 1000) &&
           is_sound(s->loudness.lufs, -200, 10) &&
           is_sound(s->loudness.rel_db, -100, 100) &&
           is_sound(s->effort.rel_db, -130, 130) &&
           is_sound(s->rate.articulation_syl_s, 0, 20) &&
           is_sound(s->rate.speech_syl_s, 0,
                    s->rate.articulation_syl_s.value + 1e-9) &&
           is_sound(s->rate.uncertainty_pct, 0, 100) &&
           is_sound(s->rate.rel_pct, -100, 10000) &&
           s->overlap_s <= s->speech_s + 1e-9 &&
           s->pitch.voiced_s <= s->speech_s + 1e-9 &&
           cad_is_known(s->activation) == (s->tone != CAD_TONE_UNKNOWN);
}

static bool share(cad_figure f)
{
    return is_sound(f, 0, 1);
}

static bool parties_are_bounded(const cad_report *r)
{
    bool good = share(r->conversation.overlap_share);
    for (int p = 0; p < 2; p++) {
        const cad_party_report *party = &r->party[p];
        good = good && share(party->talk_share) && share(party->pause_share) &&
               share(party->talk_share_of_call) &&
               is_sound(party->activation.p90, -1, 1);
        for (int m = 0; m < CAD_MEASURES; m++)
            good = good && is_sound(party->baseline[m].spread, 1e-3, 100);
        for (int q = 0; q < 4; q++)
            good = good &&
                   share(r->conversation.quarters[q].party[p].talk_share) &&
                   is_sound(r->conversation.quarters[q].party[p].activation, -1,
                            1);
    }
    return good;
}

static void any_call(void)
{
    bool bounded = true, whole = true, read = true;
    size_t segments = 0;
    for (int call = 0; call < CALLS; call++) {
        struct fixture fx;
        struct stretch s[MOST];
        double duration_s;
        size_t n = random_call(s, &duration_s), units = 0;
        fixture_open(&fx, duration_s, s, n);
        read = read && fixture_read(&fx) == CAD_OK;
        for (size_t i = 0; i < fx.report.segment_count; i++) {
            bounded = bounded && are_bounded(&fx.report.segments[i]);
            units += fx.report.segments[i].ipu_count;
        }
        bounded = bounded && parties_are_bounded(&fx.report);
        whole = whole && units == n;
        segments += fx.report.segment_count;
        fixture_close(&fx);
    }
    ok(read, "%d random calls are read", CALLS);
    ok(whole, "every unit of them lies in one segment");
    ok(bounded, "figures of %zu segments are finite and bounded", segments);
}

static void no_memory(void)
{
    struct stretch s[MOST];
    double duration_s;
    size_t n = random_call(s, &duration_s), failed = 0;
    cad_status status = CAD_ERR_MEMORY;
    bool right = true;
    for (size_t k = 1; status && k < 1000; k++) {
        struct fixture fx;
        fixture_open(&fx, duration_s, s, n);
        cad_arena_fail_after(fx.arena, k);
        status = fixture_read(&fx);
        right = right && (!status || status == CAD_ERR_MEMORY);
        failed += status != CAD_OK;
        fixture_close(&fx);
    }
    ok(status == CAD_OK && failed > 5 && right,
       "each of %zu requests that can fail says so", failed);
}

int main(void)
{
    any_call();
    no_memory();
    return tap_done();
}
