/* version.h - which library transforms. */
#ifndef CAD_DSP_VERSION_H
#define CAD_DSP_VERSION_H

/* "fftw-3.3.10-..."; lives as long as the program */
const char *cad_dsp_version(void);

#endif
