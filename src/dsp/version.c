#include "dsp/version.h"

#include <fftw3.h>

const char *cad_dsp_version(void)
{
    return fftwf_version;
}
