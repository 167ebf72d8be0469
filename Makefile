# callcadence - make, make check, make demo, make install
# The user's CC, CFLAGS, CPPFLAGS, LDFLAGS and PREFIX are kept as given.

VERSION := 0.1.0
SOVERSION := 0
PREFIX ?= /usr/local
BUILD ?= build
CC ?= cc
AR ?= ar
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

LIBS_PC := sndfile fftw3f samplerate jansson libmd
WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wconversion -Wvla -Wdouble-promotion
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-fvisibility=hidden -fPIC -ffp-contract=off -fno-math-errno \
	-fno-trapping-math -ffile-prefix-map=$(CURDIR)=. -pthread \
	$(WARN) $(WERROR) -Iinclude -Isrc -I$(BUILD) \
	$(shell $(PKG_CONFIG) --cflags $(LIBS_PC)) $(CPPFLAGS) $(CFLAGS)
ALL_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBS_PC)) -lm -pthread

LIB_SRC := $(filter-out $(wildcard src/cli/*.c),$(wildcard src/*.c src/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
CLI_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/*.c))

STATIC := $(BUILD)/libcallcadence.a
BIN := $(BUILD)/callcadence

all: $(BIN)

$(BIN): $(CLI_OBJ) $(STATIC)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJ) $(STATIC) $(ALL_LIBS)

$(STATIC): $(LIB_OBJ)
	rm -f $@ && $(AR) rcsD $@ $(LIB_OBJ)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# models/ built in as byte arrays: no file to lose, no path to configure
MODELS := $(wildcard models/*.json)
$(BUILD)/builtin.c: $(MODELS) src/model/embed.sh
	@mkdir -p $(@D)
	sh src/model/embed.sh $(MODELS) > $@.tmp && mv $@.tmp $@

$(BUILD)/builtin.o: $(BUILD)/builtin.c
	$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# every tests/unit/**/test_x.c is a program of its own
UNIT_SRC := $(wildcard tests/unit/*.c tests/unit/*/*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(BUILD)/tests/%.t)
$(BUILD)/tests/%.t: tests/%.c $(STATIC) $(wildcard tests/*.h)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -o $@ $< $(STATIC) $(ALL_LIBS)

unit: $(UNIT_BIN)
	prove -j2 $(UNIT_BIN)

# tests/accuracy/x.c measures against audio with known truth (AUDIO=DIR)
ACCURACY := $(filter-out %/conditions.c,$(wildcard tests/accuracy/*.c))
$(BUILD)/tests/accuracy/%: tests/accuracy/%.c tests/accuracy/conditions.c \
		$(STATIC) $(wildcard tests/*.h tests/accuracy/*.h)
	@mkdir -p $(@D)
	$(CC) $(ALL_CFLAGS) -Itests -o $@ $(filter %.c,$^) $(STATIC) $(ALL_LIBS)

accuracy: $(ACCURACY:tests/%.c=$(BUILD)/tests/%)
	@for program in $^; do $$program || exit 1; done

clean:
	rm -rf $(BUILD)

.PHONY: all unit accuracy clean
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d)
