/* signals.h - an interrupted run cleans up, then ends with 128 + n. */
#ifndef CAD_CLI_SIGNALS_H
#define CAD_CLI_SIGNALS_H

#include <stdbool.h>

void cad_signals_catch(void);

/* The signal that asked us to end, or 0. */
int cad_signals_caught(void);

/* For cad_call.stop. */
bool cad_signals_stop(void *unused);

#endif
