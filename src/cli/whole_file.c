#include "cli/whole_file.h"

#include <stdlib.h>
#include <string.h>

#include "cli/message.h"

/* Some editors put it before every text. */
static const char mark[] = "\xEF\xBB\xBF";

char *cad_whole_file(FILE *file, size_t *length)
{
    enum { MARK = sizeof mark - 1 };
    size_t room = 0, n = 0, got;
    char *text = NULL;
    do {
        room = room ? 2 * room : 1 << 16;
        text = cad_must(realloc(text, room));
        got = fread(text + n, 1, room - 1 - n, file);
        n += got;
    } while (n == room - 1 && n < CAD_WHOLE_FILE_MAX);
    if (n >= MARK && !memcmp(text, mark, MARK))
        memmove(text, text + MARK, n -= MARK);
    text[n] = '\0';
    *length = n;
    return text;
}
