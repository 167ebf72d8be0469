/* Why a recording is refused, and the way out: what the message must hold. */
#include "audio/refusal.h"

#include "scratch.h"
#include "tap.h"

static cad_error error;

static bool says(const char *word)
{
    return strstr(error.text, word) != NULL;
}

/* The refusal of a file of these bytes with a header read as `header`. */
static cad_status refuse(const char *name, const void *bytes, size_t n,
                         const struct cad_header *header)
{
    struct cad_input_file file;
    error = (cad_error){0};
    const char *path = scratch_write(name, bytes, n);
    if (cad_input_open(path, &file, &error))
        return CAD_ERR_BUG;
    cad_status status = cad_refuse(path, &file, header, &error);
    cad_input_close(&file);
    ok(status == CAD_ERR_FORMAT && !strncmp(error.text, path, strlen(path)) &&
           !strchr(error.text, '\n'),
       "%s", error.text);
    return status;
}

static void refuse_text(const char *text, const char *word)
{
    static const struct cad_header none;
    refuse("a.wav", text, strlen(text), &none);
    ok(says(word), "says: %s", word);
}

static bool shape(double rate_hz, double channels)
{
    error = (cad_error){0};
    return cad_check_shape("a.wav", rate_hz, channels, &error) == CAD_OK;
}

static void test_shape(void)
{
    ok(shape(4000, 1) && shape(192000, 8), "4 to 192 kHz, 1 to 8 channels");
    ok(!shape(3999, 1) && says("3999 Hz"), "below 4 kHz");
    ok(!shape(192001, 1) && says("192001 Hz"), "above 192 kHz");
    ok(!shape(NAN, 1) && says("sample rate"), "no number at all");
    ok(!shape(8000, 0) && says("0 channels"), "no channel");
    ok(!shape(8000, 9) && says("9 channels") && says("-ac 2"), "9 channels");
}

static void refuse_tag(const char *name, unsigned tag)
{
    const struct cad_header wav = {.container = "WAV",
                                   .has_format = true,
                                   .has_data = true,
                                   .wav_tag = tag,
                                   .channels = 1,
                                   .rate_hz = 8000};
    refuse(name, "RIFF", 4, &wav);
}

static void test_codecs(void)
{
    refuse_tag("7.wav", 0x83);
    ok(says("codec G.729 ") && says(" -ar 8000 7.flac"), "a narrow codec");
    refuse_tag("7.wav", 0x65);
    ok(says("codec G.722 ") && !says("-ar"), "a wide one keeps its rate");
    refuse_tag("7.wav", 0x7abc);
    ok(says("WAV tag 0x7ABC") && !says("-ar"), "one without a name");
    refuse_tag("7.wav", 0x31);
    ok(says("header is damaged"), "one that is read: the file is damaged");
    refuse_tag("it's mine.wav", 0x83);
    ok(says("it'\\''s mine.wav'") && says("'it'\\''s mine.flac'"),
       "the line can be pasted into a shell");
    char long_name[140];
    memset(long_name, 'a', sizeof long_name - 1);
    long_name[sizeof long_name - 1] = '\0';
    refuse_tag(long_name, 0x83);
    ok(says("ffmpeg -i FILE -ar 8000 ") && says(".flac"),
       "a long name does not crowd out the way out");
    refuse("a.wav", "#!AMR-WB\n", 9, &(struct cad_header){0});
    ok(says("AMR-WB") && !says("-ar"), "AMR-WB is not AMR-NB");
    refuse("a.wav", "0\x23!SILK_V3", 10, &(struct cad_header){0});
    ok(says("SILK"), "a byte before its mark");
}

static void test_containers(void)
{
    struct cad_header h = {.container = "CAF",
                           .has_format = true,
                           .channels = 1,
                           .rate_hz = 8000,
                           .caf_codec = "aac "};
    refuse("a.caf", "caff", 4, &h);
    ok(says("codec aac "), "a CAF's codec");
    memcpy(h.caf_codec, "lpcm", 5);
    refuse("a.caf", "caff", 4, &h);
    ok(says("CAF header without samples"), "no samples");
    h.channels = 9;
    refuse("a.caf", "caff", 4, &h);
    ok(says("9 channels"), "too many channels come first");
    h = (struct cad_header){.container = "AIFF", .has_data = true};
    refuse("a.aiff", "FORM", 4, &h);
    ok(says("its AIFF header is damaged"), "no format at all");
    refuse("a.flac", "fLaC", 4, &(struct cad_header){0});
    ok(says("a FLAC file that is damaged"), "what is read elsewhere");
    refuse("a.wav", "PK\3\4", 4, &(struct cad_header){0});
    ok(says("is a ZIP archive; unpack it"), "an archive");
    refuse("a.wav", "%PDF", 4, &(struct cad_header){0});
    ok(says("is a PDF, not audio"), "something else");
}

static void test_text(void)
{
    refuse_text("<!DOCTYPE html><p>not found", "is text (a web page)");
    refuse_text(" \n<HTML>", "is text (a web page)");
    refuse_text("<?xml?>", "is text (XML)");
    refuse_text("\xEF\xBB\xBF{\"error\": 404}", "is text (JSON)");
    refuse_text("[1]", "is text (JSON)");
    refuse_text("#!/bin/sh\n", "is text (a script)");
    refuse_text("version https://git-lfs.github.com", "(a Git LFS pointer)");
    refuse_text("Anna spoke with Ben\r\n\tat noon\f", "is text, not audio");
    ok(!says("Anna"), "its words are nobody's business");
    refuse_text("gr\xC3\xBC\xC3\x9F Gott \xE2\x82\xAC \xF0\x9F\x93\x9E",
                "is text, not audio");
    refuse_text("gr\xFC\xDF Gott aus Wien", "is text, not audio");
    refuse_text("gr\xFC\xDF Go", "no audio format"); /* 2 of 7 are high */
    refuse_text("abc\x01", "no audio format");
    refuse_text("abc\x7f", "no audio format");
}

static void test_endings(void)
{
    static const struct {
        const char *name, *raw;
    } cases[] = {
        {"a.ULAW", "--raw ulaw:8000:1"}, {"a.b.al", "--raw alaw:8000:1"},
        {"a.gsm", "--raw gsm:8000:1"},   {"a.sln16", "--raw s16le:16000:1"},
        {"a.raw", "--raw ulaw:8000:2"},  {"a", "--raw ulaw:8000:2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        refuse(cases[i].name, "\xff\xfe\0\1", 4, &(struct cad_header){0});
        ok(says(cases[i].raw), "%s: %s", cases[i].name, cases[i].raw);
    }
}

static void test_read_error(void)
{
    struct cad_input_file broken = {.fd = -1, .read_errno = 5};
    ok(cad_refuse("a.wav", &broken, &(struct cad_header){0}, &error) ==
               CAD_ERR_READ &&
           says("read error"),
       "a failing disk is no fault of the format");
}

int main(void)
{
    test_shape();
    test_codecs();
    test_containers();
    test_text();
    test_endings();
    test_read_error();
    scratch_remove();
    return tap_done();
}
