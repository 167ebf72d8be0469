/* leak_mask.h - which frames are the other's voice, by the path it takes.
   test: tests/unit/talk/test_leakage.c */
#ifndef CAD_TALK_LEAK_MASK_H
#define CAD_TALK_LEAK_MASK_H

#include "talk/leak_path.h"

/*
 * cad_leak_mask_fill - of the frames [start, end), given the path there.
 *
 *   blocked, unclean  [frames] set to 1, else left alone
 */
void cad_leak_mask_fill(const struct cad_leak_pair *pair,
                        const struct cad_leak_path *path, size_t start,
                        size_t end, const struct cad_leakage_settings *settings,
                        uint8_t *blocked, uint8_t *unclean);

#endif
