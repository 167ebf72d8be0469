/* terminal.h - what standard output can show: colour, width, characters. */
#ifndef CAD_CLI_TERMINAL_H
#define CAD_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum cad_when { CAD_AUTO, CAD_ALWAYS, CAD_NEVER };

struct cad_terminal {
    bool colour, utf8;
    int columns; /* 40 to 120; 80 where there is no terminal */
};

/* --color beats NO_COLOR beats whether it is a terminal. */
struct cad_terminal cad_terminal_of_stdout(enum cad_when colour);

/* Escape sequences, or "" without colour. */
enum cad_style { CAD_PLAIN, CAD_BOLD, CAD_DIM, CAD_RED, CAD_BLUE, CAD_YELLOW };
const char *cad_style(const struct cad_terminal *t, enum cad_style style);

/* At most n bytes of text that came from outside: a character that could drive
   the terminal, or turn the direction of writing, prints as "?". */
void cad_print_plain(const char *text, size_t n, FILE *out);

/* How wide the first n bytes of a text are. */
int cad_text_columns(const char *text, size_t n);

/* Wraps at the terminal's width, every line but the first indented. */
void cad_wrap(const char *text, int indent, const struct cad_terminal *t,
              FILE *out);

#endif
