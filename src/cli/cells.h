/* cells.h - figures in words, and what a row of the summary says of a party. */
#ifndef CAD_CLI_CELLS_H
#define CAD_CLI_CELLS_H

#include <callcadence/callcadence.h>

/* "5.1 syllables/s", or "- why". A unit is set off by a blank; "" is none. */
const char *cad_figure_text(cad_figure figure, int decimals, const char *unit,
                            char *text, size_t room);

/* "+0.77" */
char *cad_signed_text(double value, int decimals, char text[CAD_FIGURE_TEXT]);

typedef void cad_cell(const cad_party_report *party, char *text, size_t room);

cad_cell cad_cell_talk;
cad_cell cad_cell_longest;
cad_cell cad_cell_loudness;
cad_cell cad_cell_pitch;
cad_cell cad_cell_rate;
cad_cell cad_cell_latency;
cad_cell cad_cell_interruptions;
cad_cell cad_cell_backchannels;
cad_cell cad_cell_activation;
cad_cell cad_cell_beside_most;

/* Whether a figure of the whole call lies outside most speakers' range, and
   not because the voice went to another level on the way. */
bool cad_is_beside_most(const cad_party_report *party);

#endif
