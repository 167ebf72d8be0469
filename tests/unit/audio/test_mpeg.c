/* A frame and another of its kind make an MPEG file; eleven bits do not. */
#include "audio/mpeg.h"

#include "scratch.h"
#include "tap.h"

enum { ROOM = 5000 };

static unsigned char bytes[ROOM];

/* MPEG-1 layer III, 128 kbit/s, 44.1 kHz: 144 x 128000 / 44100 = 417 bytes. */
static const unsigned char mp3[4] = {0xff, 0xfb, 0x90, 0x00};

static void put(size_t at, unsigned a, unsigned b, unsigned c)
{
    bytes[at] = (unsigned char)a;
    bytes[at + 1] = (unsigned char)b;
    bytes[at + 2] = (unsigned char)c;
}

static bool asked(bool (*question)(struct cad_input_file *), size_t n)
{
    struct cad_input_file file;
    if (cad_input_open(scratch_write("mpeg", bytes, n), &file, NULL))
        return !ok(false, "opened");
    bool yes = question(&file);
    cad_input_close(&file);
    return yes;
}

/* Headers a and b, `apart` bytes apart. */
static bool two(const unsigned char a[4], const unsigned char b[4],
                size_t apart)
{
    memset(bytes, 0x55, sizeof bytes);
    memcpy(bytes, a, 4);
    memcpy(bytes + apart, b, 4);
    return asked(cad_mpeg_is, ROOM);
}

static void test_length_of_a_frame(void)
{
    static const struct {
        unsigned char header[4];
        size_t bytes;
        const char *name;
    } frames[] = {
        {{0xff, 0xfb, 0x90, 0}, 417, "MPEG-1 layer III"},
        {{0xff, 0xfb, 0x92, 0}, 418, "the same, padded"},
        {{0xff, 0xfd, 0x84, 0}, 384, "MPEG-1 layer II, 48 kHz"},
        {{0xff, 0xff, 0x44, 0}, 128, "MPEG-1 layer I, 48 kHz"},
        {{0xff, 0xff, 0x46, 0}, 132, "the same, padded by a slot of four"},
        {{0xff, 0xf3, 0x80, 0}, 208, "MPEG-2 layer III, 22.05 kHz"},
        {{0xff, 0xf5, 0x84, 0}, 384, "MPEG-2 layer II, 24 kHz"},
        {{0xff, 0xe3, 0x48, 0}, 288, "MPEG-2.5 layer III, 8 kHz"},
    };
    for (size_t i = 0; i < sizeof frames / sizeof *frames; i++) {
        const unsigned char *h = frames[i].header;
        ok(two(h, h, frames[i].bytes) && !two(h, h, frames[i].bytes + 1) &&
               !two(h, h, frames[i].bytes - 1),
           "%s: the next frame is after %zu bytes", frames[i].name,
           frames[i].bytes);
    }
}

static void test_second_frame(void)
{
    static const struct {
        unsigned char second[4];
        bool is;
        const char *name;
    } cases[] = {
        {{0xff, 0xfb, 0xb0, 0}, true, "another bit rate"},
        {{0xff, 0xfa, 0x90, 0}, true, "protected by a checksum"},
        {{0xff, 0xfb, 0x94, 0}, false, "another sample rate"},
        {{0xff, 0xfd, 0x90, 0}, false, "another layer"},
        {{0xff, 0xf3, 0x90, 0}, false, "another version"},
        {{0xff, 0xfb, 0xf0, 0}, false, "no bit rate at all"},
        {{0xfe, 0xfb, 0x90, 0}, false, "no frame"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        ok(two(mp3, cases[i].second, 417) == cases[i].is, "then %s: %s",
           cases[i].name, cases[i].is ? "yes" : "no");
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, mp3, 4);
    ok(asked(cad_mpeg_is, 420), "a lone frame, its successor cut off: yes");
    ok(!asked(cad_mpeg_is, 421), "a lone frame before something else: no");
}

static void test_first_frame(void)
{
    static const unsigned char no[][4] = {
        {0xff, 0xfb, 0x00, 0}, {0xff, 0xfb, 0xf0, 0}, {0xff, 0xfb, 0x9c, 0},
        {0xff, 0xf9, 0x90, 0}, {0xff, 0xeb, 0x90, 0}, {0xff, 0x7b, 0x90, 0}};
    static const char *const why[] = {"free format",      "bit rate 15",
                                      "sample rate 3",    "layer 0",
                                      "version reserved", "ten bits"};
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        memset(bytes, 0, sizeof bytes);
        memcpy(bytes, no[i], 4);
        ok(!asked(cad_mpeg_is, 100), "%s: no", why[i]);
    }
    ok(!asked(cad_mpeg_is, 3), "three bytes: no");
}

static void test_tag(void)
{
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, "ID3\3\0\0\0\0\1\2", 10); /* 1 x 128 + 2 bytes of tag */
    ok(asked(cad_mpeg_is, 200), "an ID3 tag, then padding: yes");
    memcpy(bytes + 140, mp3, 4);
    put(140 + 417, 0xff, 0xfb, 0x90);
    ok(asked(cad_mpeg_is, ROOM), "an ID3 tag, then frames: yes");
    put(140 + 417, 0, 0, 0);
    ok(!asked(cad_mpeg_is, ROOM), "an ID3 tag, then a lone frame: no");
}

static void test_says_length(void)
{
    static const char *const marks[] = {"Xing", "Info", "VBRI"};
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes, mp3, 4);
    ok(!asked(cad_mpeg_says_length, ROOM), "a bare frame says no length");
    for (size_t i = 0; i < 3; i++) {
        memcpy(bytes + 252, marks[i], 4);
        ok(asked(cad_mpeg_says_length, ROOM), "%s does", marks[i]);
        ok(!asked(cad_mpeg_says_length, 255), "not when cut");
    }
    memset(bytes, 0, sizeof bytes);
    memcpy(bytes + 253, "Xing", 4);
    ok(!asked(cad_mpeg_says_length, ROOM), "nor beyond the first 256 bytes");
}

int main(void)
{
    test_length_of_a_frame();
    test_second_frame();
    test_first_frame();
    test_tag();
    test_says_length();
    scratch_remove();
    return tap_done();
}
