/* html_definitions.c - what each figure means, at a click. */
#include "emit/explain.h"
#include "emit/html.h"
#include "emit/html_write.h"
#include "emit/titles.h"

static const char *part_of(const json_t *entry, const char *name)
{
    const char *text = json_string_value(json_object_get(entry, name));
    return text ? text : "";
}

static void put_setting(FILE *out, const cad_explainer *e, const char *name)
{
    const json_t *entry = cad_explainer_setting(e, name);
    const json_t *value = json_object_get(entry, "value");
    cad_html(out, "<li><code>%s</code> = %.3f %s <small>(%s)</small></li>\n",
             name, json_number_value(value), part_of(entry, "unit"),
             part_of(entry, "source"));
}

static void put_measure(FILE *out, const cad_explainer *e,
                        const json_t *measure)
{
    size_t i;
    const json_t *name, *settings = json_object_get(measure, "settings");
    fputs("<details id=\"def-", out);
    cad_html(out, "%s\"><summary><b>", part_of(measure, "id"));
    cad_html_words(out, cad_title(CAD_TITLE_PACING, part_of(measure, "id")));
    cad_html(out,
             "</b>: %s</summary>\n<p>%s</p>\n<p><b>Limits.</b> %s</p>\n"
             "<p><b>Source.</b> %s</p>\n",
             part_of(measure, "title"), part_of(measure, "definition"),
             part_of(measure, "limits"), part_of(measure, "source"));
    fputs(json_array_size(settings) ? "<ul>\n" : "", out);
    json_array_foreach(settings, i, name)
        put_setting(out, e, json_string_value(name));
    fputs(json_array_size(settings) ? "</ul>\n</details>\n" : "</details>\n",
          out);
}

cad_status cad_html_all_definitions(FILE *out, cad_error *error)
{
    cad_explainer e = {0};
    cad_status status = cad_explainer_open(&e, error);
    size_t i;
    const json_t *measure;
    fputs("<section id=\"definitions\" aria-labelledby=\"h-definitions\">\n"
          "<h2 id=\"h-definitions\">Definitions</h2>\n",
          out);
    if (!status)
        json_array_foreach(e.measures, i, measure)
            put_measure(out, &e, measure);
    cad_explainer_close(&e);
    fputs("</section>\n", out);
    return status;
}

cad_status cad_html_definitions(const struct cad_html_page *page,
                                cad_error *error)
{
    return cad_html_all_definitions(page->out, error);
}
