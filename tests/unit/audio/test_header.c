/* What headers claim: chunks one after the other, in each container's own
   grammar, and lengths that their writers did not know. */
#include "audio/header.h"

#include "scratch.h"
#include "tap.h"

enum { ROOM = 120000, WAV_DATA_AT = 44 };

/* A file as it is put together. */
static unsigned char bytes[ROOM];
static size_t count;
static bool big;

static void put(uint64_t value, int size)
{
    for (int i = 0; i < size; i++)
        bytes[count++] = (unsigned char)(value >> 8 * (big ? size - 1 - i : i));
}

static void put_text(const char *text, size_t n)
{
    memcpy(bytes + count, text, n);
    count += n;
}

static void put_zeros(size_t n)
{
    memset(bytes + count, 0, n);
    count += n;
}

static void open_riff(const char *magic, bool big_endian, uint64_t length)
{
    count = 0;
    big = big_endian;
    put_text(magic, 4);
    put(length, 4);
    put_text("WAVE", 4);
}

static void put_chunk(const char *id, uint64_t says, size_t holds)
{
    put_text(id, 4);
    put(says, 4);
    put_zeros(holds);
}

static void put_wav_format(unsigned tag, unsigned channels, unsigned rate_hz)
{
    put_text("fmt ", 4);
    put(16, 4);
    put(tag, 2);
    put(channels, 2);
    put(rate_hz, 4);
    put_zeros(8);
}

static struct cad_input_file file;

static struct cad_header read_header(void)
{
    struct cad_header out;
    cad_error error = {0};
    const char *path = scratch_write("header", bytes, count);
    if (cad_input_open(path, &file, &error))
        ok(false, "opened: %s", error.text);
    cad_header_read(&file, &out);
    cad_input_close(&file);
    return out;
}

static bool is_8k_stereo(const struct cad_header *h, const char *container)
{
    return h->container && !strcmp(h->container, container) && h->has_format &&
           h->channels == 2 && h->rate_hz == 8000.0;
}

static void test_wav(void)
{
    open_riff("RIFF", false, 100);
    put_chunk("LIST", 5, 6); /* odd: a byte of padding follows */
    put_wav_format(7, 2, 8000);
    put_chunk("fact", 3, 4);
    put_chunk("data", 20, 20);
    struct cad_header h = read_header();
    ok(is_8k_stereo(&h, "WAV") && h.wav_tag == 7, "behind an odd chunk");
    ok(h.has_data && h.data_at == 70 && h.data_declared == 20 &&
           !h.data_unknown,
       "and so are the samples: at %llu", (unsigned long long)h.data_at);

    open_riff("RIFX", true, 100);
    put_wav_format(1, 2, 8000);
    put_chunk("data", 20, 20);
    h = read_header();
    ok(is_8k_stereo(&h, "WAV") && h.wav_tag == 1 && h.data_declared == 20,
       "RIFX is big-endian");

    open_riff("RIFF", false, 100);
    put_text("fmt ", 4);
    put(40, 4);
    put(0xfffe, 2);
    put(2, 2);
    put(8000, 4);
    put_zeros(16);
    put(6, 2); /* the first two bytes of the sub-format */
    put_zeros(14);
    put_chunk("data", 20, 20);
    h = read_header();
    ok(is_8k_stereo(&h, "WAV") && h.wav_tag == 6,
       "an extensible header's sub-format");

    open_riff("RIFF", false, 100);
    put_chunk("fmt ", 12, 12);
    put_chunk("data", 20, 20);
    h = read_header();
    ok(!h.has_format && h.has_data, "a format cut short is none");
}

/* fmt, so many empty chunks, data. */
static struct cad_header many_chunks(int between)
{
    open_riff("RIFF", false, 100);
    put_wav_format(1, 2, 8000);
    for (int i = 0; i < between; i++)
        put_chunk("junk", 0, 0);
    put_chunk("data", 20, 20);
    return read_header();
}

static void test_endless(void)
{
    ok(many_chunks(9998).has_data, "10000 chunks are walked");
    ok(!many_chunks(9999).has_data, "one more is not");
    open_riff("RIFF", false, 100);
    put_wav_format(1, 2, 8000);
    put_chunk("junk", 5000, 10);
    put_chunk("data", 20, 20);
    struct cad_header h = read_header();
    ok(h.has_format && !h.has_data, "a chunk longer than the file ends it");
}

static struct cad_header with_data(uint64_t riff_says, uint64_t data_says)
{
    open_riff("RIFF", false, riff_says);
    put_wav_format(1, 2, 8000);
    put_chunk("data", data_says, 20);
    return read_header();
}

static void test_lengths(void)
{
    struct cad_header h = with_data(56, 400);
    ok(!h.data_unknown && h.data_declared == 400, "a cut file says its length");
    h = with_data(56, 0x7effffff);
    ok(!h.data_unknown && h.data_declared == 0x7effffff, "however long it is");
    h = with_data(56, 0x7f000000);
    ok(h.data_unknown && !h.data_declared, "from 7f000000 on it was not known");
    ok(!file.patch_size, "and libsndfile knows that one");

    h = with_data(0, 0);
    ok(h.data_unknown && file.patch_size == 4 &&
           file.patch_at == WAV_DATA_AT - 4 && file.patch[0] == 20 &&
           !file.patch[1],
       "0, and a whole-file length that was never set: patched to what is "
       "there");
    h = with_data(36, 0);
    ok(h.data_unknown, "0, and a length that ends before the samples");
    h = with_data(37, 0);
    ok(!h.data_unknown && !file.patch_size,
       "0, and a length that goes beyond: other chunks follow no samples");
}

static void test_long(void)
{
    open_riff("RF64", false, UINT32_MAX);
    put_text("ds64", 4);
    put(28, 4);
    put(1000, 8);
    put(20, 8); /* the data's length */
    put_zeros(12);
    put_wav_format(1, 2, 8000);
    put_chunk("data", UINT32_MAX, 20);
    struct cad_header h = read_header();
    ok(is_8k_stereo(&h, "RF64") && h.data_declared == 20 && !h.data_unknown,
       "RF64 keeps its length in ds64");

    count = 0;
    big = false;
    put_text("riff", 4);
    put_zeros(36);
    put_text("fmt \xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a", 16);
    put(24 + 18, 8); /* with its own header */
    put(1, 2);
    put(2, 2);
    put(8000, 4);
    put_zeros(10 + 6); /* to a multiple of 8 */
    put_text("data\xf3\xac\xd3\x11\x8c\xd1\x00\xc0\x4f\x8e\xdb\x8a", 16);
    put(24 + 20, 8);
    put_zeros(20);
    h = read_header();
    ok(is_8k_stereo(&h, "W64") && h.data_at == 112 && h.data_declared == 20,
       "W64 counts a chunk's header and pads to 8 bytes");
}

static void test_aiff(void)
{
    count = 0;
    big = true;
    put_text("FORM", 4);
    put(100, 4);
    put_text("AIFF", 4);
    put_chunk("NAME", 3, 4);
    put_text("COMM", 4);
    put(18, 4);
    put(2, 2);
    put(5, 4);
    put(16, 2);
    put(16383 + 12, 2); /* 8000 = 1.953125 x 2^12 */
    put((uint64_t)8000 << (63 - 12), 8);
    put_chunk("SSND", 20, 20);
    struct cad_header h = read_header();
    ok(is_8k_stereo(&h, "AIFF") && h.data_declared == 20,
       "AIFF: a rate of %.6g Hz in 80 bits", h.rate_hz);
}

static void put_caf(const char *codec, uint64_t data_says)
{
    double rate_hz = 8000.0;
    uint64_t bits;
    memcpy(&bits, &rate_hz, sizeof bits);
    count = 0;
    big = true;
    put_text("caff", 4);
    put_zeros(4);
    put_text("info", 4);
    put(3, 8);
    put_zeros(3); /* no padding here */
    put_text("desc", 4);
    put(32, 8);
    put(bits, 8);
    put_text(codec, 4);
    put_zeros(12);
    put(2, 4);
    put(16, 4);
    put_text("data", 4);
    put(data_says, 8);
    put_zeros(24);
}

static void test_caf(void)
{
    put_caf("aac ", 24);
    struct cad_header h = read_header();
    ok(is_8k_stereo(&h, "CAF") && !strcmp(h.caf_codec, "aac ") &&
           h.data_declared == 24 && !file.patch_size,
       "CAF: codec, rate and channels; no padding");
    put_caf("lpcm", 1000);
    h = read_header();
    ok(h.data_declared == 1000 && file.patch_size == 8 && file.patch[7] == 24 &&
           !file.patch[6],
       "a cut one is patched to what is there");
    put_caf("lpcm", UINT64_MAX);
    h = read_header();
    ok(h.data_unknown && !h.data_declared, "-1: its length was not known");
}

/* A length of nearly 2^64 leads back into what was passed over. */
static void test_wrap(void)
{
    count = 0;
    big = true;
    put_text("caff", 4);
    put_zeros(4);
    put_text("info", 4);
    put(24, 8);
    size_t hidden = count;
    put_text("data", 4);
    put(12, 8);
    put_zeros(12);
    put_text("junk", 4);
    put(hidden - (count + 8), 8);
    put_zeros(24);
    ok(!read_header().has_data, "no chunk leads backwards");
}

static void test_au(void)
{
    count = 0;
    big = true;
    put_text(".snd", 4);
    put(28, 4);
    put(20, 4);
    put(1, 4);
    put(8000, 4);
    put(2, 4);
    put_zeros(24);
    struct cad_header h = read_header();
    ok(is_8k_stereo(&h, "AU") && h.data_at == 28 && h.data_declared == 20,
       "AU has no chunks");
    big = true;
    count = 8;
    put(UINT32_MAX, 4);
    count = 48;
    ok(read_header().data_unknown, "AU: -1 is no length");
}

int main(void)
{
    test_wav();
    test_endless();
    test_lengths();
    test_long();
    test_aiff();
    test_caf();
    test_wrap();
    test_au();
    count = 11;
    ok(!read_header().container, "11 bytes are no container");
    scratch_remove();
    return tap_done();
}
