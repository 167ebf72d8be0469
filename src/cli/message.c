#include "cli/message.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static FILE *out; /* standard error, ours alone */
static bool progress_shown;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

void cad_message_open(bool libraries_too)
{
    if (libraries_too || out)
        return;
    int copy = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (copy >= 0 && nowhere >= 0 && (out = fdopen(copy, "w")))
        dup2(nowhere, STDERR_FILENO);
    if (nowhere >= 0)
        close(nowhere);
}

static FILE *stream(void)
{
    return out ? out : stderr;
}

bool cad_message_on_terminal(void)
{
    return isatty(fileno(stream()));
}

static void wipe(void)
{
    if (progress_shown)
        fputs("\r\033[K", stream());
    progress_shown = false;
}

void cad_message(const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(line, sizeof line, format, args);
    va_end(args);
    pthread_mutex_lock(&lock);
    wipe();
    fprintf(stream(), "callcadence: %s\n", line);
    fflush(stream());
    pthread_mutex_unlock(&lock);
}

void cad_message_lines(const char *lines)
{
    while (*lines) {
        size_t n = strcspn(lines, "\n");
        cad_message("%.*s", (int)n, lines);
        lines += n + (lines[n] == '\n');
    }
}

/* A line that the terminal wraps could not be wiped: its first rows stay. */
static int columns_for_progress(void)
{
    struct winsize size;
    if (ioctl(fileno(stream()), TIOCGWINSZ, &size) || size.ws_col < 2)
        return 79;
    return size.ws_col - 1;
}

void cad_message_progress(const char *line)
{
    pthread_mutex_lock(&lock);
    wipe();
    if (*line) {
        fprintf(stream(), "%.*s", columns_for_progress(), line);
        progress_shown = true;
    }
    fflush(stream());
    pthread_mutex_unlock(&lock);
}

void *cad_must(void *p)
{
    if (!p) {
        cad_message("out of memory");
        exit(4);
    }
    return p;
}

char *cad_text(const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    char *text = cad_must(n < 0 ? NULL : malloc((size_t)n + 1));
    vsnprintf(text, (size_t)n + 1, format, again);
    va_end(again);
    return text;
}
