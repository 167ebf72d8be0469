#include "quality.h"

#include "base/error.h"
#include "base/print.h"
#include "base/vec.h"

#include <stdarg.h>
#include <string.h>

/* ---- input ------------------------------------------------------------ */

static double bandwidth_hz(const struct cad_analysis *a)
{
    double widest = 0.0;
    for (size_t r = 0; r < a->recording_count; r++)
        for (size_t c = 0; c < a->recording[r].channel_count; c++)
            widest = fmax(widest, a->recording[r].channel[c]->bandwidth_hz);
    return widest;
}

static cad_roles_source roles_source(const struct cad_analysis *a)
{
    const cad_call *call = a->call;
    bool given = call->agent_channel || call->agent_file;
    bool parted = a->layout == CAD_LAYOUT_TWO_CHANNEL ||
                  a->layout == CAD_LAYOUT_TWO_FILES ||
                  a->layout == CAD_LAYOUT_ONE_SIDED;
    if (!parted)
        return call->segments_file ? CAD_ROLES_SEGMENTS : CAD_ROLES_ASSUMED;
    return given ? call->roles_source : CAD_ROLES_ASSUMED;
}

cad_status cad_input_fill(const struct cad_analysis *a, cad_input *out,
                          cad_error *error)
{
    out->file_count = a->recording_count;
    for (size_t r = 0; r < a->recording_count; r++) {
        const struct cad_recording *in = &a->recording[r];
        cad_file *file = &out->files[r];
        file->name = cad_arena_strdup(a->arena, in->info.name);
        file->format = cad_arena_strdup(a->arena, in->info.format);
        if (!file->name || !file->format)
            return cad_fail_memory(error);
        memcpy(file->sha256, in->sha256, sizeof file->sha256);
        file->sample_rate_hz = in->info.rate_hz;
        file->channels = in->info.channels;
    }
    double band = bandwidth_hz(a);
    out->bandwidth_hz =
        band > 0.0 ? cad_known(band) : cad_unknown(CAD_WHY_NO_EVIDENCE);
    out->duration_s = a->duration_s;
    out->layout = a->layout;
    out->roles[CAD_AGENT] = a->source[CAD_AGENT];
    out->roles[CAD_CUSTOMER] = a->source[CAD_CUSTOMER];
    out->roles_source = roles_source(a);
    out->roles_confidence = out->roles_source == CAD_ROLES_ASSUMED ? 0.5 : 1.0;
    if (cad_side_exists(&a->side[CAD_MIXED]))
        out->roles_confidence = 0.0;
    return CAD_OK;
}

/* ---- figures of a side ------------------------------------------------ */

static void fill_leakage(const struct cad_leak *leak, cad_leakage *out)
{
    out->level_db = out->delay_ms = cad_unknown(CAD_WHY_NONE_FOUND);
    if (leak->found) {
        out->level_db = cad_known(leak->level_db);
        out->delay_ms = cad_known(leak->delay_ms > 0.0 ? leak->delay_ms : 0.0);
    }
    out->suppressed_s = cad_known(leak->suppressed_s);
}

void cad_side_quality(const struct cad_side *side, cad_why absent_why,
                      cad_party_quality *out)
{
    *out = (cad_party_quality){.present = cad_side_exists(side),
                               .absent_why = absent_why};
    if (!out->present)
        return;
    out->noise_floor_dbfs = side->noise.floor_dbfs;
    out->active_level_dbfs = side->noise.active_dbfs;
    out->snr_db = side->noise.floor_dbfs;
    if (cad_is_known(side->noise.floor_dbfs))
        out->snr_db = side->noise.active_dbfs;
    if (cad_is_known(out->snr_db))
        out->snr_db.value =
            side->noise.active_dbfs.value - side->noise.floor_dbfs.value;
    out->clipped_share = side->defects.clipped_share;
    out->dropout_s = side->defects.dropout_s;
    out->agc_suspected = side->defects.agc_suspected;
    fill_leakage(&side->leak, &out->leakage);
}

/* ---- notes ------------------------------------------------------------ */

struct notes {
    const struct cad_analysis *a;
    CAD_VEC(cad_note) list;
    bool failed; /* out of memory: said once, at the end */
};

CAD_PRINTF(4, 5)
static void note(struct notes *notes, cad_note_code code, cad_party party,
                 const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    cad_vprint(text, sizeof text, format, args);
    va_end(args);
    cad_note *n = CAD_VEC_PUSH(notes->a->arena, &notes->list);
    char *kept = cad_arena_strdup(notes->a->arena, text);
    if (!n || !kept) {
        notes->failed = true;
        return;
    }
    *n = (cad_note){code, kept, party, -1.0, -1.0};
}

static void place_last(struct notes *notes, double start_s, double end_s)
{
    if (notes->failed)
        return;
    cad_note *last = &notes->list.items[notes->list.count - 1];
    last->start_s = start_s;
    last->end_s = end_s;
}

static const char *const party_names[] = {"agent", "customer", "mixed"};

static void note_file(struct notes *n, const struct cad_recording *r)
{
    const struct cad_audio_info *info = &r->info;
    if (info->truncated && !info->frames_declared)
        note(n, CAD_NOTE_TRUNCATED, CAD_NOBODY,
             "%s is truncated: %.1f s are there, then its end is missing.",
             info->name, r->duration_s);
    else if (info->truncated)
        note(n, CAD_NOTE_TRUNCATED, CAD_NOBODY,
             "%s is truncated: %.1f s of %.1f s are there.", info->name,
             r->duration_s, (double)info->frames_declared / info->rate_hz);
    if (info->goes_on)
        note(n, CAD_NOTE_TRUNCATED, CAD_NOBODY,
             "%s goes on behind its end: %.1f s were read, and then more "
             "follows (a second stream, or a header that tells too little); "
             "split it, or export it again.",
             info->name, r->duration_s);
    if (info->bad_samples)
        note(n, CAD_NOTE_BAD_SAMPLES, CAD_NOBODY,
             "%llu samples of %s are not numbers or beyond any sense; they "
             "were read as silence.",
             (unsigned long long)info->bad_samples, info->name);
    if (info->channels > 2)
        note(n, CAD_NOTE_EXTRA_CHANNELS, CAD_NOBODY,
             "%s has %d channels; only the first two were read.", info->name,
             info->channels);
    if (n->a->recording_count == 2 && info->channels > 1)
        note(n, CAD_NOTE_EXTRA_CHANNELS, CAD_NOBODY,
             "%s has %d channels; as one side of two files only its first "
             "was read.",
             info->name, info->channels);
    if (info->rate_hz < CAD_RATE_HZ)
        note(n, CAD_NOTE_LOW_RATE, CAD_NOBODY,
             "%s holds %d samples a second; tilt and level above %d Hz are "
             "missing.",
             info->name, info->rate_hz, info->rate_hz / 2);
}

static void note_layout(struct notes *n)
{
    const struct cad_analysis *a = n->a;
    const struct cad_pair_verdict *pair = &a->recording[0].pair;
    double first_s = a->recording[0].duration_s;
    if (a->layout == CAD_LAYOUT_TWO_FILES &&
        fabs(first_s - a->recording[1].duration_s) >
            a->engine->model.settings.measure.note_unequal_s)
        note(n, CAD_NOTE_UNEQUAL_LENGTH, CAD_NOBODY,
             "The agent's file lasts %.2f s, the customer's %.2f s; the "
             "shorter one was taken as silent after its end.",
             first_s, a->recording[1].duration_s);
    if (a->given_beyond)
        note(n, CAD_NOTE_SEGMENTS_BEYOND, CAD_NOBODY,
             "%zu of %zu given segments end after the recording does, at "
             "%.2f s; what is beyond it was left out.",
             a->given_beyond, a->given, a->duration_s);
    if (a->layout == CAD_LAYOUT_MONO)
        note(n, CAD_NOTE_MONO, CAD_NOBODY, "One channel for both voices%s.",
             cad_side_exists(&a->side[CAD_MIXED])
                 ? ": what needs to know who speaks is not known, unless a "
                   "file says who speaks when"
                 : "; who speaks when was given");
    if (a->layout == CAD_LAYOUT_DUAL_MONO && a->recording_count == 2)
        note(n, CAD_NOTE_DUAL_MONO, CAD_NOBODY,
             "Both files are the same recording: read as one channel for both "
             "voices.");
    else if (a->layout == CAD_LAYOUT_DUAL_MONO)
        note(n, pair->inverted ? CAD_NOTE_INVERTED_COPY : CAD_NOTE_DUAL_MONO,
             CAD_NOBODY,
             "Both channels carry the same signal%s (correlation %.3f): read "
             "as one channel for both voices.",
             pair->inverted ? ", one with inverted polarity" : "",
             pair->correlation);
    if (a->layout == CAD_LAYOUT_ONE_SIDED && a->recording_count == 2)
        note(n, CAD_NOTE_ONE_SIDED, CAD_NOBODY,
             "The %s's file is silent: one side of the call is missing.",
             party_names[a->missing]);
    else if (a->layout == CAD_LAYOUT_ONE_SIDED)
        note(n, CAD_NOTE_ONE_SIDED, CAD_NOBODY,
             "Channel %d is silent: one side of the call is missing.",
             a->source[a->missing].channel);
    if (roles_source(a) == CAD_ROLES_ASSUMED &&
        !cad_side_exists(&a->side[CAD_MIXED]))
        note(n, CAD_NOTE_ROLES_ASSUMED, CAD_NOBODY,
             "Channel 1 was assumed to be the agent; --agent-channel says it "
             "for sure.");
}

static size_t speech_frames(const struct cad_side *side)
{
    size_t n = 0;
    for (size_t f = 0; f < side->voice.frames; f++)
        n += side->voice.speech[f];
    return n;
}

static void note_background(struct notes *n, cad_party party)
{
    const struct cad_background *others = &n->a->side[party].background;
    const char *name = party_names[party];
    if (!others->found)
        return;
    note(n, CAD_NOTE_BACKGROUND_VOICES, party,
         "Voices in the background of the %s's channel, %.0f dB under the %s's "
         "own: %.0f s of them were left out; who speaks when, cut-ins and "
         "pauses are less sure there.",
         name, -others->level_db, name, others->heard_s);
    place_last(n, others->start_s, others->end_s);
}

static void note_side(struct notes *n, cad_party party,
                      const cad_party_quality *q)
{
    const struct cad_settings *s = &n->a->engine->model.settings;
    const char *name = party_names[party];
    if (!speech_frames(&n->a->side[party]))
        note(n, CAD_NOTE_NO_SPEECH, party, "No speech was found (%s).", name);
    if (cad_is_known(q->clipped_share) &&
        q->clipped_share.value >= s->measure.note_clipped_share)
        note(n, CAD_NOTE_CLIPPING, party,
             "%.2f %% of the %s's samples are clipped.",
             100.0 * q->clipped_share.value, name);
    if (cad_is_known(q->dropout_s) &&
        q->dropout_s.value >= s->measure.note_dropout_s)
        note(n, CAD_NOTE_DROPOUT, party,
             "Speech of the %s is cut by %.2f s of digital silence.", name,
             q->dropout_s.value);
    if (cad_is_known(q->snr_db) && q->snr_db.value < s->measure.note_snr_db)
        note(n, CAD_NOTE_NOISE, party,
             "Speech of the %s stands only %.0f dB above the noise.", name,
             q->snr_db.value);
    const struct cad_noise_rise *rise = &n->a->side[party].noise.rise;
    if (rise->db >= s->measure.note_rise_db) {
        note(n, CAD_NOTE_NOISE_RISE, party,
             "The noise of the %s's side rises by %.0f dB at about %d:%02d and "
             "stays there.",
             name, rise->db, (int)rise->at_s / 60, (int)rise->at_s % 60);
        place_last(n, rise->at_s, n->a->duration_s);
    }
    note_background(n, party);
    double band_hz = n->a->side[party].channel->bandwidth_hz;
    if (band_hz > 0.0 && band_hz < s->measure.note_bandwidth_hz)
        note(n, CAD_NOTE_NARROW_BAND, party,
             "The %s's side reaches to %.0f Hz only: its tilt is not that of "
             "a telephone line.",
             name, band_hz);
    if (cad_is_known(q->agc_suspected) && q->agc_suspected.value > 0.5)
        note(n, CAD_NOTE_GAIN_UNSTABLE, party,
             "The %s's level seems to be driven by a gain control: level "
             "carries no weight.",
             name);
    if (cad_is_known(q->leakage.level_db))
        note(n, CAD_NOTE_LEAKAGE, party,
             "The other voice is heard in the %s's channel at %.0f dB after "
             "%.0f ms; it was left out.",
             name, q->leakage.level_db.value, q->leakage.delay_ms.value);
}

cad_status cad_notes_write(const struct cad_analysis *a,
                           const cad_party_quality *quality, cad_note **out,
                           size_t *count, cad_error *error)
{
    struct notes n = {.a = a};
    for (size_t r = 0; r < a->recording_count; r++)
        note_file(&n, &a->recording[r]);
    note_layout(&n);
    for (size_t p = 0; p < CAD_PARTIES; p++)
        if (quality[p].present)
            note_side(&n, (cad_party)p, &quality[p]);
    if (cad_is_known(a->sync.offset_ms) &&
        fabs(a->sync.offset_ms.value) >
            a->engine->model.settings.measure.note_offset_ms)
        note(&n, CAD_NOTE_OUT_OF_SYNC, CAD_NOBODY,
             "The two sides are %.0f ms apart: latency and overlap are off "
             "by as much.",
             fabs(a->sync.offset_ms.value));
    *out = n.list.items;
    *count = n.list.count;
    return n.failed ? cad_fail_memory(error) : CAD_OK;
}
