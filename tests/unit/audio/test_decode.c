#include "audio/decode.h"

#include <math.h>
#include <sndfile.h>
#include <sys/stat.h>

#include "scratch.h"
#include "tap.h"

enum { RATE = 8000, N = 16000, ROOM = 40000 };

static float tone[N * 2], heard[ROOM * 2];
static struct cad_audio_info info;
static cad_error error;

static cad_status read_clip(const char *path, const cad_raw *raw, double from_s,
                            double to_s)
{
    cad_arena *arena = cad_arena_new();
    cad_decoder *d;
    size_t got, n = 0;
    info = (struct cad_audio_info){0};
    error = (cad_error){0};
    cad_status status =
        cad_decoder_open(arena, path, raw, from_s, to_s, &d, &error);
    while (!status) {
        size_t at = n * (size_t)cad_decoder_info(d)->channels;
        status = cad_decoder_read(d, heard + at, 999, &got, &error);
        n += got;
        if (status || !got)
            break;
    }
    if (d)
        info = *cad_decoder_info(d);
    info.format = info.path = NULL; /* they end with the arena */
    cad_decoder_close(&d);
    cad_arena_free(arena);
    return status;
}

static cad_status read_all(const char *path)
{
    return read_clip(path, NULL, 0, 0);
}

static void make_tone(void)
{
    for (int i = 0; i < N; i++) {
        tone[2 * i] = 0.4f * (float)sin(0.3 * i);
        tone[2 * i + 1] = 0.2f * (float)sin(0.5 * i);
    }
}

static const char *encode(const char *name, int format, int channels)
{
    SF_INFO sf = {.samplerate = RATE, .channels = channels, .format = format};
    const char *path = scratch_path(name);
    SNDFILE *s = sf_open(path, SFM_WRITE, &sf);
    if (!s)
        return NULL;
    float mono[N];
    for (int i = 0; i < N; i++)
        mono[i] = tone[2 * i];
    sf_writef_float(s, channels == 2 ? tone : mono, N);
    sf_close(s);
    return path;
}

/* Signal to noise of what was heard against the tone, best of small lags. */
static double snr_db(int channels)
{
    double best = -99;
    for (int lag = -700; lag <= 700; lag++) {
        double signal = 0, noise = 0;
        for (int i = 4000; i < 12000; i++) {
            double want = (double)tone[2 * i];
            double diff = (double)heard[(i + lag) * channels] - want;
            signal += want * want;
            noise += diff * diff;
        }
        best = fmax(best, 10 * log10(signal / (noise + 1e-20)));
    }
    return best;
}

static void test_encodings(void)
{
    static const struct {
        const char *name;
        int format, channels;
        double snr_db; /* what the codec allows, with room */
    } files[] = {
        {"a.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_U8, 2, 35},
        {"b.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_16, 2, 80},
        {"c.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_24, 2, 120},
        {"d.wav", SF_FORMAT_WAV | SF_FORMAT_PCM_32, 2, 120},
        {"e.wav", SF_FORMAT_WAV | SF_FORMAT_FLOAT, 2, 140},
        {"f.wav", SF_FORMAT_WAV | SF_FORMAT_DOUBLE, 2, 140},
        {"g.wav", SF_FORMAT_WAV | SF_FORMAT_ULAW, 2, 35},
        {"h.wav", SF_FORMAT_WAV | SF_FORMAT_ALAW, 2, 35},
        {"i.wav", SF_FORMAT_WAV | SF_FORMAT_GSM610, 1, 8},
        {"j.wav", SF_FORMAT_WAV | SF_FORMAT_IMA_ADPCM, 2, 20},
        {"k.wav", SF_FORMAT_WAV | SF_FORMAT_MS_ADPCM, 2, 20},
        {"l.flac", SF_FORMAT_FLAC | SF_FORMAT_PCM_16, 2, 80},
        {"m.ogg", SF_FORMAT_OGG | SF_FORMAT_VORBIS, 2, 15},
        {"n.opus", SF_FORMAT_OGG | SF_FORMAT_OPUS, 2, 10},
        {"o.mp3", SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III, 2, 15},
        {"p.aiff", SF_FORMAT_AIFF | SF_FORMAT_PCM_16, 2, 80},
        {"q.au", SF_FORMAT_AU | SF_FORMAT_ULAW, 2, 35},
        {"r.rf64", SF_FORMAT_RF64 | SF_FORMAT_PCM_16, 2, 80},
        {"s.caf", SF_FORMAT_CAF | SF_FORMAT_PCM_16, 2, 80},
        {"t.w64", SF_FORMAT_W64 | SF_FORMAT_PCM_16, 2, 80},
        {"u.caf", SF_FORMAT_CAF | SF_FORMAT_ALAC_16, 2, 80},
        {"v.wav", SF_FORMAT_WAVEX | SF_FORMAT_PCM_16, 2, 80},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *name = files[i].name;
        const char *path = encode(name, files[i].format, files[i].channels);
        if (!path) {
            skip(name, "this libsndfile does not write it");
            continue;
        }
        cad_status status = read_all(path);
        double snr = status ? -99 : snr_db(files[i].channels);
        ok(!status && info.channels == files[i].channels &&
               snr > files[i].snr_db && info.frames_read >= N &&
               info.frames_read < N + 3000 && !info.truncated,
           "%s: %.1f dB, %llu frames %s", name, snr,
           (unsigned long long)info.frames_read, error.text);
    }
}

static void test_clip(void)
{
    static const char *const names[] = {"b.wav",  "g.wav", "i.wav", "j.wav",
                                        "l.flac", "m.ogg", "o.mp3"};
    static float whole[ROOM * 2];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (read_all(scratch_path(names[i])))
            continue;
        memcpy(whole, heard, sizeof heard);
        cad_status status = read_clip(scratch_path(names[i]), NULL, 0.5, 1.25);
        size_t n = (size_t)(info.frames_read * (uint64_t)info.channels);
        size_t from = (size_t)info.rate_hz / 2 * (size_t)info.channels;
        ok(!status && info.frames_read == (uint64_t)info.rate_hz * 3 / 4 &&
               info.frames_declared == info.frames_read && !info.truncated &&
               !memcmp(heard, whole + from, n * sizeof *heard),
           "%s: a clip holds the same samples as the whole", names[i]);
    }
    cad_status late = read_clip(scratch_path("b.wav"), NULL, 2.5, 3);
    ok(late == CAD_ERR_ARGUMENT, "%s", error.text);
    cad_status back = read_clip(scratch_path("b.wav"), NULL, 1, 0.5);
    ok(back == CAD_ERR_ARGUMENT, "%s", error.text);
    ok(read_clip(scratch_path("b.wav"), NULL, (double)NAN, 1) ==
           CAD_ERR_ARGUMENT,
       "a clip from nan");
    cad_status before = read_clip(scratch_path("b.wav"), NULL, -5, 0);
    ok(before == CAD_ERR_ARGUMENT && strstr(error.text, "from 0 on"),
       "a clip to the end from before the start: %s", error.text);
    ok(!read_clip(scratch_path("b.wav"), NULL, 1.5, 99) &&
           info.frames_read == RATE / 2 && !info.truncated,
       "a clip that ends later than the recording ends with it");
}

static const struct wav_lies honest = {1, 1, RATE, 16, NULL, 0, -1, -1};

static void test_lengths(void)
{
    struct wav_lies w = honest;
    w.data = tone;
    w.bytes = 16000;
    w.data_says = 32000;
    w.riff_says = 32036;
    cad_status status = read_all(scratch_wav("cut.wav", &w));
    ok(!status && info.truncated && info.frames_read == 8000 &&
           info.frames_declared == 16000,
       "cut in the middle: %llu of %llu frames",
       (unsigned long long)info.frames_read,
       (unsigned long long)info.frames_declared);
    ok(!read_clip(scratch_path("cut.wav"), NULL, 0, 0.5) && !info.truncated,
       "a clip before the cut is whole");
    w.data_says = 0xffffffff;
    w.riff_says = 0xffffffff;
    ok(!read_all(scratch_wav("stream.wav", &w)) && !info.truncated &&
           info.frames_read == 8000 && !info.frames_declared,
       "a stream of unknown length");
    w.data_says = 0;
    w.riff_says = 0;
    status = read_all(scratch_wav("stream0.wav", &w));
    ok(!status && !info.truncated && info.frames_read == 8000,
       "a stream whose length stayed 0: %llu frames",
       (unsigned long long)info.frames_read);
    w.data_says = 0x7f000008;
    w.riff_says = 0x7f00002c;
    status = read_all(scratch_wav("stream7f.wav", &w));
    ok(!status && !info.truncated && info.frames_read == 8000,
       "a stream of 2 GiB that never came");
    w.data_says = 8000;
    w.riff_says = -1;
    ok(!read_all(scratch_wav("short.wav", &w)) && info.frames_read == 4000,
       "a header that claims less is believed");
    w.bytes = 2;
    w.data_says = -1;
    ok(!read_all(scratch_wav("one.wav", &w)) && info.frames_read == 1,
       "one sample");
}

static void cut_file(const char *name, const char *from, double share)
{
    static unsigned char bytes[1 << 20];
    FILE *f = fopen(scratch_path(from), "rb");
    if (!f)
        abort();
    size_t n = fread(bytes, 1, sizeof bytes, f);
    fclose(f);
    scratch_write(name, bytes, (size_t)((double)n * share));
}

static void test_truncated(void)
{
    static const char *const from[] = {"b.wav",  "g.wav",  "i.wav", "j.wav",
                                       "l.flac", "p.aiff", "q.au",  "r.rf64",
                                       "s.caf",  "t.w64",  "o.mp3"};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        char name[32];
        snprintf(name, sizeof name, "cut-%s", from[i]);
        cut_file(name, from[i], 0.6);
        cad_status status = read_all(scratch_path(name));
        double share =
            (double)info.frames_read / fmax((double)info.frames_declared, 1);
        ok(!status && info.truncated && share > 0.3 && share < 0.75,
           "%s: %llu of %llu frames %s", name,
           (unsigned long long)info.frames_read,
           (unsigned long long)info.frames_declared, error.text);
    }
}

/* Frames of constant size, without the first, which would tell their number. */
static size_t mpeg_frames(unsigned char *to, size_t room)
{
    SF_INFO sf = {.samplerate = RATE,
                  .channels = 2,
                  .format = SF_FORMAT_MPEG | SF_FORMAT_MPEG_LAYER_III};
    const char *path = scratch_path("constant.mp3");
    int mode = SF_BITRATE_MODE_CONSTANT;
    SNDFILE *s = sf_open(path, SFM_WRITE, &sf);
    sf_command(s, SFC_SET_BITRATE_MODE, &mode, sizeof mode);
    sf_writef_float(s, tone, N);
    sf_close(s);
    FILE *f = fopen(path, "rb");
    size_t n = f ? fread(to, 1, room, f) : 0, first = 40;
    if (f)
        fclose(f);
    while (first < n && memcmp(to + first, to, 2) != 0)
        first++;
    memmove(to, to + first, n - first);
    return n - first;
}

/* MP3 in a WAV: its length is a guess, and a guess that is missed is no
   truncation. */
static void mpeg_in_wav(const char *name, double share)
{
    static const unsigned char format[] = {
        0x55, 0,  2, 0, 0x40, 0x1f, 0, 0, 0x40, 2,    0, 0, 0x80, 4, 0,
        0,    12, 0, 1, 0,    2,    0, 0, 0,    0x80, 4, 1, 0,    0, 0};
    static unsigned char wav[1 << 20];
    size_t n = mpeg_frames(wav + 58, sizeof wav - 58);
    memcpy(wav, "RIFF", 4);
    wav_put(wav + 4, n + 58 - 8, 4);
    memcpy(wav + 8, "WAVEfmt ", 8);
    wav_put(wav + 16, sizeof format, 4);
    memcpy(wav + 20, format, sizeof format);
    memcpy(wav + 50, "data", 4);
    wav_put(wav + 54, n, 4);
    scratch_write(name, wav, 58 + (size_t)(share * (double)n));
}

static void test_mpeg_in_wav(void)
{
    for (int cut = 0; cut < 2; cut++) {
        const char *name = cut ? "mp3-cut.wav" : "mp3.wav";
        mpeg_in_wav(name, cut ? 0.6 : 1.0);
        cad_status status = read_all(scratch_path(name));
        ok(!status && info.truncated == (cut == 1),
           "%s: %llu of %llu frames, %struncated %s", name,
           (unsigned long long)info.frames_read,
           (unsigned long long)info.frames_declared,
           info.truncated ? "" : "not ", error.text);
    }
}

/* One frame in a file that says it holds 2^50 bytes: no figure of it is beyond
   what its type holds (make asan). */
static void test_says_much(void)
{
    static const unsigned char format[] = {1, 0,    2,   0, 0, 0xee, 2,  0,
                                           0, 0xb8, 0xb, 0, 4, 0,    16, 0};
    unsigned char rf64[84] = "RF64\xff\xff\xff\xffWAVEds64\x1c";
    memset(rf64 + 28, 0xff, 6); /* the length of the samples */
    rf64[34] = 3;
    memcpy(rf64 + 48, "fmt \x10\0\0", 8);
    memcpy(rf64 + 56, format, sizeof format);
    memcpy(rf64 + 72, "data\xff\xff\xff\xff", 8);
    cad_status status = read_all(scratch_write("much.rf64", rf64, sizeof rf64));
    ok(!status && info.frames_read == 1 && info.truncated && !info.goes_on,
       "one frame of many: %llu %s", (unsigned long long)info.frames_read,
       error.text);
}

/* What programs write into a pipe: lengths of -1 or none at all. */
static void test_streamed(void)
{
    static unsigned char bytes[1 << 20];
    static const struct {
        const char *from, *to, *mark;
        size_t skip, size;
        unsigned char with;
    } streams[] = {
        {"s.caf", "streamed.caf", "data", 4, 8, 0xff},
        {"t.w64", "streamed.w64", "data\xf3\xac", 16, 8, 0x7f},
        {"l.flac", "streamed.flac", "fLaC", 21 + 1, 4, 0},
        {"q.au", "streamed.au", ".snd", 8, 4, 0xff},
    };
    for (size_t i = 0; i < sizeof streams / sizeof *streams; i++) {
        FILE *f = fopen(scratch_path(streams[i].from), "rb");
        size_t n = f ? fread(bytes, 1, sizeof bytes, f) : 0, at = 0;
        if (f)
            fclose(f);
        size_t mark = strlen(streams[i].mark);
        while (at + mark < n && memcmp(bytes + at, streams[i].mark, mark) != 0)
            at++;
        at += streams[i].skip;
        memset(bytes + at, streams[i].with, streams[i].size);
        cad_status status = read_all(scratch_write(streams[i].to, bytes, n));
        ok(!status && !info.truncated && info.frames_read == N,
           "%s: %llu frames %s", streams[i].to,
           (unsigned long long)info.frames_read, error.text);
    }
}

static void test_truncated_ogg(void)
{
    static const char *const from[] = {"m.ogg", "n.opus"};
    for (size_t i = 0; i < 2; i++) {
        char name[32];
        snprintf(name, sizeof name, "cut-%s", from[i]);
        cad_status whole = read_all(scratch_path(from[i]));
        ok(!whole && !info.truncated, "%s ends with its last page", from[i]);
        cut_file(name, from[i], 0.8);
        cad_status status = read_all(scratch_path(name));
        ok(status || info.truncated, "%s: %llu frames, %s", name,
           (unsigned long long)info.frames_read,
           status ? error.text : "its end is missing");
    }
}

/* One after the other, as recorders and cat leave them. */
static void test_chained(void)
{
    static unsigned char bytes[1 << 20];
    static const char *const from[] = {"m.ogg", "n.opus", "l.flac"};
    for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
        char name[32];
        snprintf(name, sizeof name, "twice-%s", from[i]);
        FILE *f = fopen(scratch_path(from[i]), "rb");
        size_t n = f ? fread(bytes, 1, sizeof bytes / 2, f) : 0;
        if (f)
            fclose(f);
        bool once = !read_all(scratch_path(from[i])) && !info.goes_on;
        memcpy(bytes + n, bytes, n);
        cad_status status = read_all(scratch_write(name, bytes, 2 * n));
        ok(once && !status && info.goes_on && !info.truncated &&
               info.frames_read < 3 * N / 2,
           "%s: %llu frames, and it is seen that more follows", name,
           (unsigned long long)info.frames_read);
    }
}

static void test_bad_samples(void)
{
    float bad[6] = {0.5f, NAN, INFINITY, -INFINITY, 1e30f, -9.0f};
    struct wav_lies w = {3, 1, RATE, 32, bad, sizeof bad, -1, -1};
    cad_status status = read_all(scratch_wav("bad.wav", &w));
    ok(!status && info.bad_samples == 5 && heard[0] == 0.5f &&
           heard[1] == 0.0f && heard[5] == 0.0f,
       "NaN, infinity, 1e30 and 9 are set to 0: %llu counted",
       (unsigned long long)info.bad_samples);
    double worse[3] = {1e300, -1e300, 0.25};
    w = (struct wav_lies){3, 1, RATE, 64, worse, sizeof worse, -1, -1};
    ok(!read_all(scratch_wav("worse.wav", &w)) && info.bad_samples == 2,
       "doubles beyond float are counted too");
}

/* status, and a word that the message must hold */
static void refused(const char *path, cad_status want, const char *word)
{
    cad_status status = read_all(path);
    bool starts = !strncmp(error.text, path, strlen(path));
    ok(status == want && strstr(error.text, word) && starts &&
           !strchr(error.text, '\n'),
       "%s", error.text);
}

static void refused_wav(const char *name, struct wav_lies w, const char *word)
{
    w.data = tone;
    w.bytes = 1600;
    refused(scratch_wav(name, &w), CAD_ERR_FORMAT, word);
}

static void test_refusals(void)
{
    struct wav_lies w = honest;
    refused(scratch_path("none.wav"), CAD_ERR_MISSING, "no such file");
    refused(scratch_write("empty.wav", "", 0), CAD_ERR_EMPTY, "0 bytes");
    refused(scratch_write("t.wav", "<html>\nnot found", 16), CAD_ERR_FORMAT,
            "text");
    refused(scratch_wav("nothing.wav", &w), CAD_ERR_EMPTY, "no samples");
    w.channels = 0;
    refused_wav("ch0.wav", w, "0 channels");
    w.channels = 9;
    refused_wav("ch9.wav", w, "9 channels");
    w = honest;
    w.rate = 0;
    refused_wav("r0.wav", w, "rate 0 Hz");
    w.rate = 1;
    refused_wav("r1.wav", w, "rate 1 Hz");
    w.rate = 4000000000u;
    refused_wav("r4g.wav", w, "rate 4000000000 Hz");
    w = (struct wav_lies){0x83, 1, RATE, 8, NULL, 0, -1, -1};
    refused_wav("7.wav", w, "codec G.729 is not readable");
    ok(strstr(error.text, " -ar 8000 7.flac") != NULL, "with the ffmpeg line");
    w.tag = 0x42;
    refused_wav("8.wav", w, "G.723.1");
    w.tag = 0x22;
    refused_wav("it's 9.wav", w, "TrueSpeech");
    w.tag = 0x7abc;
    refused_wav("10.wav", w, "0x7ABC");
    refused(scratch_write("a.amr", "#!AMR\n\4\4\4\4\4\4\4\4", 14),
            CAD_ERR_FORMAT, "AMR-NB");
    refused(scratch_write("a.m4a",
                          "\0\0\0\x20"
                          "ftypM4A \0\0\0\0",
                          16),
            CAD_ERR_FORMAT, "M4A");
    refused(scratch_write("a.webm", "\x1a\x45\xdf\xa3\1\2\3\4", 8),
            CAD_ERR_FORMAT, "WebM");
    refused(scratch_write("a.wav.gz", "\x1f\x8b\x08\0\0\0\0\0", 8),
            CAD_ERR_FORMAT, "archive");
    refused(scratch_write("a.ulaw", "\xff\xfe\x80\x81\x82\x00\x01\x02", 8),
            CAD_ERR_FORMAT, "--raw ulaw:8000:1");
    refused(scratch_folder, CAD_ERR_MISSING, "folder");
    mkfifo(scratch_path("fifo"), 0600);
    refused(scratch_path("fifo"), CAD_ERR_MISSING, "pipe");
    refused("/dev/null", CAD_ERR_MISSING, "device");
}

/* Without one of its kind behind it, a frame header is only eleven bits. */
static void test_no_mpeg(void)
{
    static unsigned char bytes[4000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)(i % 2 ? 0xfb : 0xff);
    bytes[2] = 0x90;
    refused(scratch_write("m.raw", bytes, sizeof bytes), CAD_ERR_FORMAT,
            "--raw");
}

static void test_no_permission(void)
{
    struct wav_lies w = honest;
    w.data = tone;
    w.bytes = 1600;
    const char *path = scratch_wav("locked.wav", &w);
    chmod(path, 0);
    if (!access(path, R_OK))
        skip("no permission", "this user may read everything");
    else
        refused(path, CAD_ERR_MISSING, "no permission");
}

static void refused_raw(const char *path, const cad_raw *raw, const char *word)
{
    cad_status status = read_clip(path, raw, 0, 0);
    ok(status == CAD_ERR_ARGUMENT && strstr(error.text, word), "%s",
       error.text);
}

static void test_raw(void)
{
    static const unsigned char bytes[8] = {0x00, 0x80, 0xff, 0x7f,
                                           0x55, 0xd5, 0x01, 0x02};
    const char *path = scratch_write("x.raw", bytes, sizeof bytes);
    static const struct {
        const char *encoding;
        int channels;
        unsigned frames;
        double first;
    } raws[] = {
        {"ulaw", 1, 8, -0.980347}, {"alaw", 2, 4, -0.167969},
        {"s16le", 1, 4, -1.0},     {"s16be", 1, 4, 0.00390625},
        {"u8", 2, 4, -1.0},
    };
    for (size_t i = 0; i < sizeof raws / sizeof *raws; i++) {
        cad_raw raw = {raws[i].encoding, 8000, raws[i].channels};
        cad_status status = read_clip(path, &raw, 0, 0);
        ok(!status && info.frames_read == raws[i].frames &&
               fabs((double)heard[0] - raws[i].first) < 1e-5,
           "raw %s: %llu frames, first %.6f", raws[i].encoding,
           (unsigned long long)info.frames_read, (double)heard[0]);
    }
    cad_raw gsm = {"gsm", 8000, 1}, two = {"gsm", 8000, 2};
    encode("x.gsm", SF_FORMAT_RAW | SF_FORMAT_GSM610, 1);
    cad_status status = read_clip(scratch_path("x.gsm"), &gsm, 0, 0);
    near(snr_db(1), 24, 6, status ? "raw gsm failed" : "raw gsm, dB");
    cad_raw what = {"mp9", 8000, 1}, slow = {"ulaw", 1, 1};
    refused_raw(path, &two, "in 2 channels");
    refused_raw(path, &what, "mp9 is not known");
    refused_raw(path, &slow, "rate 1 Hz");
}

static void test_sha256(void)
{
    char hex[65];
    /* FIPS 180-2, appendix B.1 */
    ok(!cad_file_sha256(scratch_write("abc", "abc", 3), hex, &error) &&
           !strcmp(hex, "ba7816bf8f01cfea414140de5dae2223"
                        "b00361a396177a9cb410ff61f20015ad"),
       "SHA-256 of abc");
    cad_status status = cad_file_sha256(scratch_path("none"), hex, &error);
    ok(status == CAD_ERR_MISSING, "%s", error.text);
}

static void test_memory(void)
{
    for (size_t fail = 1; fail < 7; fail++) {
        cad_arena *arena = cad_arena_new();
        cad_decoder *d = NULL;
        cad_arena_fail_after(arena, fail);
        cad_status status = cad_decoder_open(arena, scratch_path("l.flac"),
                                             NULL, 0.5, 1, &d, NULL);
        ok(status == CAD_ERR_MEMORY ? !d : fail == 6 && !status,
           "request %zu fails: %s", fail, cad_status_text(status));
        cad_decoder_close(&d);
        cad_arena_free(arena);
    }
}

int main(void)
{
    atexit(scratch_remove);
    make_tone();
    test_encodings();
    test_clip();
    test_lengths();
    test_truncated();
    test_mpeg_in_wav();
    test_says_much();
    test_streamed();
    test_truncated_ogg();
    test_chained();
    test_bad_samples();
    test_refusals();
    test_no_mpeg();
    test_no_permission();
    test_raw();
    test_sha256();
    test_memory();
    return tap_done();
}
