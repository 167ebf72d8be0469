/*
 * desk.h - where pacing notes are written: one figure, one sentence, its
 * moments. Running out of memory is remembered and said once, at the end.
 */
#ifndef CAD_READING_DESK_H
#define CAD_READING_DESK_H

#include "base/vec.h"
#include "reading/reading.h"

struct cad_desk {
    const struct cad_reading *in;
    cad_report *report;
    const struct cad_reading_settings *s;
    double *scratch; /* one place a segment */
    bool failed;
};

typedef CAD_VEC(cad_span) cad_span_list;

/* A note's value as the report keeps it, so that its sentence and whatever
   shows the value round the same number. */
cad_figure cad_desk_kept(cad_pacing_id id, double value);
/* From one activation to another, both shown with two decimals: the difference
   of what is shown, since a reader subtracts. */
cad_figure cad_desk_step(double from, double to);

/* The note's value and its sentence; the second form for a null. */
CAD_PRINTF(4, 5)
void cad_desk_tell(struct cad_desk *d, cad_pacing_id id, cad_figure value,
                   const char *format, ...);
void cad_desk_silent(struct cad_desk *d, cad_pacing_id id, cad_why why,
                     const char *text);

/* Collect moments, then show them with a note. */
void cad_desk_mark(struct cad_desk *d, cad_span_list *list, double start_s,
                   double end_s);
void cad_desk_show(struct cad_desk *d, cad_pacing_id id,
                   const cad_span_list *list);

/* "never", "once", "3 times"; "no turn", "1 turn", "3 turns". */
struct cad_count {
    char text[40];
};
struct cad_count cad_desk_times(size_t n);
struct cad_count cad_desk_count(size_t n, const char *thing);

/* The customer's raised episode at a moment, or NULL. */
const cad_episode *cad_desk_episode_at(const struct cad_desk *d, double t_s);

/* The notes, by theme. */
void cad_pacing_note_interruptions(struct cad_desk *d, cad_pacing_id id,
                                   bool heat);
void cad_pacing_note_listening(struct cad_desk *d);
void cad_pacing_note_venting(struct cad_desk *d);
void cad_pacing_note_steadiness(struct cad_desk *d);
void cad_pacing_note_step_down(struct cad_desk *d);
void cad_pacing_note_mutual_raise(struct cad_desk *d);
void cad_pacing_note_handover(struct cad_desk *d);

#endif
