/* What browsers cannot play, as Opus: the same sound, the same bytes. */
#include "audio/decode.h"
#include "audio/encode.h"
#include "scratch.h"
#include "signals.h"
#include "tap.h"

struct heard {
    int channels;
    double duration_s, db[2];
};

static struct heard listen(cad_arena *arena, const char *path)
{
    static float block[8192];
    struct heard h = {0};
    cad_decoder *d;
    cad_error error = {0};
    const cad_raw none = {0};
    size_t got = 1, frames = 0;
    double sum[2] = {0};
    if (cad_decoder_open(arena, path, &none, 0, 0, &d, &error)) {
        ok(false, "%s", error.text);
        return h;
    }
    h.channels = cad_decoder_info(d)->channels;
    while (!cad_decoder_read(d, block, 8192, &got, &error) && got) {
        for (size_t i = 0; i < got * (size_t)h.channels; i++)
            sum[i % (size_t)h.channels] += (double)block[i] * (double)block[i];
        frames += got;
    }
    h.duration_s = (double)frames / cad_decoder_info(d)->rate_hz;
    for (int c = 0; c < h.channels && c < 2; c++)
        h.db[c] = 10 * log10(sum[c] / (double)frames + 1e-12);
    cad_decoder_close(&d);
    return h;
}

static void test_sound(cad_arena *arena, const char *path, double from_s,
                       double to_s, double want_s)
{
    struct cad_encoded a, b;
    const cad_raw none = {0};
    cad_error error = {0};
    cad_status status =
        cad_encode_opus(arena, path, &none, from_s, to_s, &a, &error);
    ok(!status, "%s encoded %s", path, error.text);
    if (status)
        return;
    status = cad_encode_opus(arena, path, &none, from_s, to_s, &b, &error);
    ok(!status && a.length == b.length && !memcmp(a.bytes, b.bytes, a.length),
       "twice the same %zu bytes", a.length);
    const char *copy = scratch_write("copy.ogg", a.bytes, a.length);
    struct heard was = listen(arena, path), is = listen(arena, copy);
    ok(is.channels == was.channels, "%d channels", is.channels);
    near(is.duration_s, want_s, 0.05, "length, s"); /* Opus pads a packet */
    for (int c = 0; c < is.channels && to_s <= 0; c++)
        near(is.db[c], was.db[c], 1.0, "level of a channel, dB");
    /* 16 kbit/s a channel, and headers; half again for variable rate */
    ok((double)a.length < 1.5 * 2000 * is.channels * want_s + 4000,
       "small: %zu bytes", a.length);
}

int main(void)
{
    cad_arena *arena = cad_arena_new();
    const cad_raw none = {0};
    struct heard whole = listen(arena, "samples/rushed.flac");
    test_sound(arena, "samples/rushed.flac", 0, 0, whole.duration_s);
    test_sound(arena, "samples/rushed.flac", 10, 14, 4);
    struct heard mono = listen(arena, "samples/mono.flac");
    test_sound(arena, "samples/mono.flac", 0, 0, mono.duration_s);
    struct cad_encoded out;
    cad_error error = {0};
    ok(cad_encode_opus(arena, "samples/none.wav", &none, 0, 0, &out, &error) ==
           CAD_ERR_MISSING,
       "no such file: %s", error.text);
    scratch_remove();
    cad_arena_free(arena);
    return tap_done();
}
