/*
 * json_mutator.c - changes JSON as JSON, for the targets that read it: values
 * of another kind or size, keys gone, items copied from elsewhere. Changed
 * bytes alone would seldom get past the parser.
 */
#include "fuzz.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

static uint64_t state;

static size_t pick(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return n ? (size_t)(state >> 33) % n : 0;
}

static json_t *odd_value(void)
{
    static const double numbers[] = {0,   -0.0,         1,       -1,
                                     0.5, 1e-300,       1e300,   -1e300,
                                     1e9, 4294967296.0, 100.001, 59.99};
    static const char *const texts[] = {"",
                                        "agent",
                                        "customer",
                                        "mixed",
                                        "s1",
                                        "e1",
                                        "s99999999999",
                                        "s-1",
                                        "\t\n\"<&",
                                        "\xc3\xa9",
                                        "callcadence/report/1",
                                        "2026-03-02T09:14:00Z",
                                        "drift"};
    switch (pick(8)) {
    case 0:
        return json_null();
    case 1:
        return json_boolean(pick(2));
    case 2:
        return json_integer((json_int_t)pick(2) ? (json_int_t)pick(99) - 9
                                                : INT64_MAX - (int)pick(2));
    case 3:
        return json_array();
    case 4:
        return json_object();
    case 5:
        return json_string(texts[pick(sizeof texts / sizeof *texts)]);
    default:
        return json_real(numbers[pick(sizeof numbers / sizeof *numbers)]);
    }
}

/* The child at a place, and how to put another there; NULL takes it away. */
static json_t *child_at(json_t *parent, size_t at, const char **key)
{
    const char *name;
    json_t *value;
    if (json_is_array(parent))
        return json_array_get(parent, at);
    json_object_foreach(parent, name, value)
    {
        *key = name;
        if (!at--)
            return value;
    }
    return NULL;
}

static void put_child(json_t *parent, size_t at, const char *key, json_t *value)
{
    if (json_is_array(parent) && value)
        json_array_set_new(parent, at, value);
    else if (json_is_array(parent))
        json_array_remove(parent, at);
    else if (value)
        json_object_set_new(parent, key, value);
    else
        json_object_del(parent, key);
}

static size_t child_count(const json_t *node)
{
    return json_is_array(node) ? json_array_size(node) : json_object_size(node);
}

/* A place somewhere below: the parent with at least one child. */
static json_t *place(json_t *node, size_t *at)
{
    for (;;) {
        const char *key;
        *at = pick(child_count(node));
        json_t *child = child_at(node, *at, &key);
        if (!child || !child_count(child) || !pick(4))
            return node;
        node = child;
    }
}

static void change(json_t *root)
{
    const char *key = NULL, *unused;
    size_t at, from;
    json_t *parent = place(root, &at);
    json_t *child = child_at(parent, at, &key);
    if (!child)
        return;
    switch (pick(6)) {
    case 0:
        put_child(parent, at, key, NULL);
        break;
    case 1: {
        json_t *other = place(root, &from);
        json_t *value = child_at(other, from, &unused);
        put_child(parent, at, key, json_deep_copy(value));
        break;
    }
    case 2:
        if (json_is_array(parent))
            json_array_insert_new(parent, pick(at + 1), json_deep_copy(child));
        else if (json_is_number(child))
            put_child(parent, at, key,
                      json_real(json_number_value(child) * -1.5 + 0.25));
        break;
    default:
        put_child(parent, at, key, odd_value());
    }
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max,
                               unsigned seed)
{
    state = seed * 2654435761u + 1u;
    json_t *root = json_loadb((const char *)data, size, 0, NULL);
    if (!root || !pick(4)) {
        json_decref(root);
        return LLVMFuzzerMutate(data, size, max);
    }
    for (size_t n = 1 + pick(4); n; n--)
        change(root);
    char *text = json_dumps(root, JSON_COMPACT | JSON_REAL_PRECISION(6));
    size_t n = text ? strlen(text) : 0;
    if (n && n <= max)
        memcpy(data, text, size = n);
    free(text);
    json_decref(root);
    return size;
}
