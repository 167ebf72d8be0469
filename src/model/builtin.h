/* builtin.h - the files of models/, and the style and script of pages, built in
   as text (src/model/embed.sh). */
#ifndef CAD_MODEL_BUILTIN_H
#define CAD_MODEL_BUILTIN_H

extern const char cad_builtin_coach_js[];
extern const char cad_builtin_default_json[];
extern const char cad_builtin_fleet_css[];
extern const char cad_builtin_index_js[];
extern const char cad_builtin_measures_json[];
extern const char cad_builtin_norms_json[];
extern const char cad_builtin_page_css[];
extern const char cad_builtin_page_js[];
extern const char cad_builtin_report_1_schema_json[];
extern const char cad_builtin_tolerances_json[];

#endif
