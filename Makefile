# callcadence - make, make deps, make check, make demo, make install
#
# The user's CC, CFLAGS, CPPFLAGS, LDFLAGS and PREFIX are kept as given.
# `make deps check` works on a Debian that has nothing but make: nothing here
# asks for a tool before the first rule that needs it runs.

VERSION := 0.1.0
RELEASE_DATE := 2026-11-22
SOVERSION := 0
PREFIX ?= /usr/local
LIBDIR ?= $(PREFIX)/lib
BUILD ?= build
CC ?= cc
AR ?= ar
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config
PROVE ?= prove -j2
PYTHON ?= python3

all: build-all

# ---- what it needs ---------------------------------------------------------

LIBS_PC := sndfile fftw3f samplerate jansson libmd
DEPS := gcc libc6-dev binutils pkg-config libsndfile1-dev libfftw3-dev \
	libsamplerate0-dev libjansson-dev libmd-dev perl python3 \
	python3-jsonschema universal-ctags
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)

# Silent and instant when nothing is missing.
deps:
	@command -v dpkg-query >/dev/null || \
	    { echo 'not Debian; needed: $(DEPS)' >&2; exit 1; }; \
	have=$$(dpkg-query -W -f='$${db:Status-Status} $${Package}\n' $(DEPS) \
	    2>/dev/null | sed -n 's/^installed //p'); \
	missing=$$(for p in $(DEPS); do \
	    echo "$$have" | grep -qxF "$$p" || echo "$$p"; done); \
	test -z "$$missing" || { $(SUDO) apt-get update -q && \
	    $(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
	    --no-install-recommends $$missing; }

# `make -j deps check`: compile nothing before deps is done
AFTER_DEPS := $(filter deps,$(MAKECMDGOALS))

# Asked once, when the first compiler line is put together.
once = $(eval $1 := $$(shell $(PKG_CONFIG) $2 $(LIBS_PC)))$($1)
PC_CFLAGS = $(call once,PC_CFLAGS,--cflags)
PC_LIBS = $(call once,PC_LIBS,--libs)

# ---- how it is compiled ----------------------------------------------------

# a short line for each command; `make V=1` shows them in full
V ?=
say = $(if $(V),,@$(if $(findstring s,$(firstword -$(MAKEFLAGS))),,\
	echo '$1' && ))

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wstrict-prototypes \
	-Wmissing-prototypes -Wconversion -Wvla -Wdouble-promotion
ALL_CFLAGS = -std=c11 -D_POSIX_C_SOURCE=200809L -D_FILE_OFFSET_BITS=64 \
	-fvisibility=hidden -fPIC -ffp-contract=off -fno-math-errno \
	-fno-trapping-math -ffile-prefix-map=$(CURDIR)=. -pthread \
	$(WARN) $(WERROR) -Iinclude -Isrc -I$(BUILD) \
	$(PC_CFLAGS) $(CPPFLAGS) $(CFLAGS)
ALL_LIBS = $(PC_LIBS) -lm -pthread

LIB_SRC := $(filter-out $(wildcard src/cli/*.c src/man/*.c),\
	$(wildcard src/*.c src/*/*.c))
LIB_OBJ := $(LIB_SRC:%.c=$(BUILD)/%.o) $(BUILD)/builtin.o
MAN_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/man/*.c))
CLI_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard src/cli/*.c))

STATIC := $(BUILD)/libcallcadence.a
SHARED := $(BUILD)/libcallcadence.so.$(VERSION)
SONAME := libcallcadence.so.$(SOVERSION)
BIN := $(BUILD)/callcadence
MANUAL := $(addprefix $(BUILD)/man/,callcadence.1 callcadence-measures.7 \
	callcadence.bash)

build-all: $(BIN) $(SHARED) $(MANUAL)

$(BIN): $(CLI_OBJ) $(STATIC)
	$(call say,LD $@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(CLI_OBJ) $(STATIC) \
	    $(ALL_LIBS)

$(STATIC): $(LIB_OBJ)
	$(call say,AR $@)rm -f $@ && $(AR) rcsD $@ $(LIB_OBJ)

$(SHARED): $(LIB_OBJ)
	$(call say,LD $@)$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) \
	    -o $@ $(LIB_OBJ) $(ALL_LIBS)
	@ln -sf $(@F) $(BUILD)/$(SONAME)
	@ln -sf $(SONAME) $(BUILD)/libcallcadence.so

$(BUILD)/%.o: %.c | $(AFTER_DEPS)
	@mkdir -p $(@D)
	$(call say,CC $<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# built in as byte arrays: no file to lose, no path to configure
MODELS := $(wildcard models/*.json)
BUILTIN := $(filter-out models/coach-% models/profile-%,$(MODELS)) \
	$(wildcard src/emit/*.css src/emit/*.js src/fleet/*.css src/fleet/*.js)
$(BUILD)/builtin.c: $(BUILTIN) src/model/embed.sh
	@mkdir -p $(@D)
	$(call say,GEN $@)sh src/model/embed.sh $(BUILTIN) > $@.tmp && mv $@.tmp $@

$(BUILD)/builtin.o: $(BUILD)/builtin.c | $(AFTER_DEPS)
	$(call say,CC $<)$(CC) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# ---- manual pages and completion -------------------------------------------

# a program of the command's own tables fills the templates in src/man
$(BUILD)/manual: $(MAN_OBJ) $(filter-out %/main.o,$(CLI_OBJ)) $(STATIC)
	$(call say,LD $@)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(ALL_LIBS)

$(MANUAL): $(BUILD)/man/%: src/man/%.in $(BUILD)/manual
	@mkdir -p $(@D)
	$(call say,GEN $@)$(BUILD)/manual $< $(VERSION) $(RELEASE_DATE) \
	    > $@.tmp && mv $@.tmp $@

# ---- tests -----------------------------------------------------------------

, := ,
# every tests/unit/**/test_x.c is a program of its own
UNIT_SRC := $(wildcard tests/unit/*.c tests/unit/*/*.c)
UNIT_BIN := $(UNIT_SRC:tests/%.c=$(BUILD)/tests/%.t)
LINT := $(wildcard tests/lint/*.t)
CLI_TESTS := $(wildcard tests/cli/*.t tests/cli/*/*.t)
SAMPLE_TESTS := $(wildcard tests/samples/*.t)

# what the scripts need to know; the library and the command read none of it
export CALLCADENCE := $(abspath $(BIN))
export BUILD_DIR := $(abspath $(BUILD))
export CC
AUDIO ?= ../shared/audio
export AUDIO

$(BUILD)/tests/%.t: tests/%.c $(STATIC)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -Itests -MMD -MP -MF $(@:.t=.d) \
	    -MT $@ -o $@ $< $(STATIC) $(WRAPPED) $(LDFLAGS) $(ALL_LIBS)

# the one test that stands between us and the allocator
$(BUILD)/tests/unit/test_memory.t: WRAPPED := $(addprefix -Wl$(,)--wrap=, \
	malloc calloc realloc free cad_arena_alloc cad_arena_grow \
	cad_arena_strdup cad_arena_printf)

# and the one that stands between us and the disk
$(BUILD)/tests/unit/audio/test_read_error.t: WRAPPED := -Wl,--wrap=pread \
	-Wl,--wrap=pread64

# tests/fuzz/x.c are libFuzzer targets; here driver.c takes libFuzzer's place
FUZZ_PARTS := $(addprefix tests/fuzz/,fuzz.c json_mutator.c driver.c)
FUZZ := $(filter-out $(FUZZ_PARTS),$(wildcard tests/fuzz/*.c))
FUZZ_JSON := compare coach model profile tolerances
FUZZ_BIN := $(FUZZ:tests/%.c=$(BUILD)/tests/%.t)
fuzz_sources = tests/fuzz/$1.c tests/fuzz/fuzz.c \
	$(if $(filter $1,$(FUZZ_JSON)),tests/fuzz/json_mutator.c) \
	$(if $(filter $1,manifest),$(filter-out %/main.o,$(CLI_OBJ)))

$(BUILD)/tests/fuzz/%.t: tests/fuzz/%.c $(FUZZ_PARTS) tests/fuzz/fuzz.h \
		$(STATIC) $(CLI_OBJ)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -Itests -DFUZZ_CHANGES=$(FUZZ_CHANGES) \
	    -DFUZZ_CORPUS='"$(CURDIR)/tests/fuzz/corpus/$*"' -o $@ \
	    $(call fuzz_sources,$*) tests/fuzz/driver.c $(STATIC) $(LDFLAGS) \
	    $(ALL_LIBS)
FUZZ_CHANGES ?= 40

check: build-all $(UNIT_BIN) $(FUZZ_BIN)
	$(PROVE) $(CLI_TESTS) $(SAMPLE_TESTS) $(LINT) $(UNIT_BIN) $(FUZZ_BIN)

unit: $(UNIT_BIN)
	$(PROVE) $(UNIT_BIN)

cli: build-all
	$(PROVE) $(CLI_TESTS) $(SAMPLE_TESTS)

lint: build-all
	$(PROVE) $(LINT)

# pages in a real browser; SCREENSHOTS=DIR keeps what it saw
check-browser: build-all
	@NO_BROWSER=$$(BROWSER_MODULES=$(BUILD_DIR)/browser \
	    sh tests/browser/modules.sh); export NO_BROWSER; \
	$(PROVE) -v $(wildcard tests/browser/*.t)

# address and undefined-behaviour sanitizers over everything that runs
SANITIZE := -fsanitize=address,undefined,float-cast-overflow \
	-fno-sanitize-recover=all
asan asan-unit: export ASAN_OPTIONS := allocator_may_return_null=1
asan asan-unit: export LINK_WITH := $(SANITIZE)
asan asan-unit:
	$(MAKE) BUILD=$(BUILD)/asan LDFLAGS='$(SANITIZE)' \
	    CFLAGS='-O1 -g -fno-omit-frame-pointer $(SANITIZE)' \
	    $(if $(filter asan,$@),unit cli,unit)

# what takes minutes: a night's batch, long calls, schedulers, every allocation
SOAK := $(filter-out %/threads.t,$(wildcard tests/soak/*.t))
.PHONY: soak tsan
soak: build-all $(BUILD)/tests/unit/test_memory.t
	prove -v $(SOAK)

# the thread sanitizer over a small batch
tsan:
	$(MAKE) BUILD=$(BUILD)/tsan LDFLAGS=-fsanitize=thread WARN= \
	    CFLAGS='-O1 -g -fsanitize=thread' build-all
	CALLCADENCE=$(abspath $(BUILD)/tsan/callcadence) prove -v \
	    tests/soak/threads.t

# libFuzzer over every target, FUZZ_SECONDS for each; needs clang and its
# libclang-rt. What it finds stays in build/fuzz/found until it is mended.
FUZZ_SECONDS ?= 60
FUZZ_SANITIZE := -fsanitize=address,undefined,float-cast-overflow \
	-fno-sanitize-recover=all
$(BUILD)/run/%: tests/fuzz/%.c $(FUZZ_PARTS) tests/fuzz/fuzz.h $(STATIC) \
		$(CLI_OBJ)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -Itests -fsanitize=fuzzer -o $@ \
	    $(call fuzz_sources,$*) $(STATIC) $(LDFLAGS) $(ALL_LIBS)
.PHONY: fuzz fuzz-targets
fuzz-targets: $(FUZZ:tests/fuzz/%.c=$(BUILD)/run/%)
fuzz:
	$(MAKE) CC=clang WARN= BUILD=$(BUILD)/fuzz LDFLAGS='$(FUZZ_SANITIZE)' \
	    CFLAGS='-O2 -g $(FUZZ_SANITIZE) -fsanitize=fuzzer-no-link' \
	    fuzz-targets
	sh tests/fuzz/run.sh $(BUILD)/fuzz/run $(FUZZ_SECONDS)

# tests/accuracy/x.c measures against audio with known truth (AUDIO=DIR)
ACCURACY_PARTS := $(addprefix tests/accuracy/,conditions.c emodb_call.c \
	pitch_sounds.c pitch_trackers.c praat.c resynthesis.c sentences.c)
ACCURACY := $(filter-out $(ACCURACY_PARTS),$(wildcard tests/accuracy/*.c))
$(BUILD)/tests/accuracy/%: tests/accuracy/%.c $(ACCURACY_PARTS) $(STATIC) \
		$(wildcard tests/*.h tests/accuracy/*.h)
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -Itests -o $@ $(filter %.c,$^) \
	    $(STATIC) $(ALL_LIBS)

$(BUILD)/tests/accuracy/loudness: ALL_LIBS += \
	$(shell $(PKG_CONFIG) --silence-errors --libs libebur128)

# the scripts among them run the command, one call after the other
ACCURACY_SCRIPTS := $(addprefix tests/accuracy/,conversation.py lines.py \
	leakage.py tone.py effects.py \
	invariance.py chance.py)

accuracy: $(ACCURACY:tests/%.c=$(BUILD)/tests/%) $(BIN)
	@$(PYTHON) tests/accuracy/run.py $(filter-out $(BIN),$^) \
	    $(ACCURACY_SCRIPTS)

$(BUILD)/tests/bench/floor: tests/bench/floor.c
	@mkdir -p $(@D)
	$(call say,LD $@)$(CC) $(ALL_CFLAGS) -o $@ $< $(ALL_LIBS)

bench: $(BIN) $(BUILD)/tests/bench/floor
	$(PYTHON) tests/bench/bench.py

# ---- samples ---------------------------------------------------------------

DEMO := samples/rushed.flac

demo: $(BIN)
	$(BIN) analyze $(DEMO)

# remakes the audio and its truth; needs espeak-ng, numpy and soundfile
samples:
	$(PYTHON) samples/make_samples.py

# pins today's reports of the samples: read the diff before committing it
samples-reports: $(BIN)
	$(PYTHON) samples/pin_reports.py

# ---- house -----------------------------------------------------------------

format:
	clang-format -i src/*.[ch] src/*/*.[ch] include/callcadence/*.h \
	    tests/*.h tests/unit/*/*.c tests/fuzz/*.[ch]

# where everything goes: folder, then what lies in it
SHARE := $(PREFIX)/share
INCLUDE_AT := $(PREFIX)/include/callcadence
DOC_AT := $(SHARE)/doc/callcadence
COMPLETION_AT := $(SHARE)/bash-completion/completions
define PC
prefix=$(PREFIX)
libdir=$(LIBDIR)
includedir=$${prefix}/include

Name: callcadence
Description: who spoke when, pitch, loudness and pace in recorded calls
Version: $(VERSION)
Requires.private: $(LIBS_PC)
Libs: -L$${libdir} -lcallcadence
Libs.private: -lm -pthread
Cflags: -I$${includedir}
endef
export PC

install: build-all
	install -d $(addprefix $(DESTDIR),$(PREFIX)/bin $(LIBDIR)/pkgconfig \
	    $(INCLUDE_AT) $(SHARE)/callcadence/models \
	    $(SHARE)/callcadence/schema $(DOC_AT) $(SHARE)/man/man1 \
	    $(SHARE)/man/man7 $(COMPLETION_AT))
	install $(BIN) $(DESTDIR)$(PREFIX)/bin
	install -m 644 include/callcadence/*.h $(DESTDIR)$(INCLUDE_AT)
	install -m 644 $(STATIC) $(SHARED) $(DESTDIR)$(LIBDIR)
	ln -sf $(notdir $(SHARED)) $(DESTDIR)$(LIBDIR)/$(SONAME)
	ln -sf $(SONAME) $(DESTDIR)$(LIBDIR)/libcallcadence.so
	echo "$$PC" > $(DESTDIR)$(LIBDIR)/pkgconfig/callcadence.pc
	install -m 644 $(filter-out %.schema.json,$(MODELS)) \
	    $(DESTDIR)$(SHARE)/callcadence/models
	install -m 644 $(filter %.schema.json,$(MODELS)) \
	    $(DESTDIR)$(SHARE)/callcadence/schema
	install -m 644 $(BUILD)/man/callcadence.1 $(DESTDIR)$(SHARE)/man/man1
	install -m 644 $(BUILD)/man/callcadence-measures.7 \
	    $(DESTDIR)$(SHARE)/man/man7
	install -m 644 $(BUILD)/man/callcadence.bash \
	    $(DESTDIR)$(COMPLETION_AT)/callcadence
	install -m 644 LICENSE README.md $(DESTDIR)$(DOC_AT)
	$(if $(DESTDIR),,ldconfig 2>/dev/null || :)
	install -d $(DESTDIR)$(DOC_AT)/recipes
	install -m 644 src/recipes/* $(DESTDIR)$(DOC_AT)/recipes

# what install has put there, and the folders that are callcadence's own
uninstall:
	rm -f $(addprefix $(DESTDIR),$(PREFIX)/bin/callcadence \
	    $(addprefix $(LIBDIR)/,$(notdir $(STATIC) $(SHARED)) $(SONAME) \
	    libcallcadence.so pkgconfig/callcadence.pc) \
	    $(SHARE)/man/man1/callcadence.1 \
	    $(SHARE)/man/man7/callcadence-measures.7 \
	    $(COMPLETION_AT)/callcadence)
	rm -rf $(addprefix $(DESTDIR),$(INCLUDE_AT) $(SHARE)/callcadence \
	    $(DOC_AT))

# Debian packages in build/deb, from a tree as a release would hold it; needs
# debhelper, and lintian for check-deb
DEB := $(BUILD)/deb
RELEASED = $(shell git ls-files 2>/dev/null || \
	find . -path ./build -prune -o -type f -print)
deb:
	rm -rf $(DEB) && install -d $(DEB)
	printf '%s\n' $(RELEASED) | tar -cJf \
	    $(DEB)/callcadence_$(VERSION).orig.tar.xz --sort=name --owner=0 \
	    --group=0 --mtime='$(RELEASE_DATE) UTC' -T - \
	    --transform 's,^,callcadence-$(VERSION)/,'
	tar -xf $(DEB)/callcadence_$(VERSION).orig.tar.xz -C $(DEB)
	cp -R src/debian $(DEB)/callcadence-$(VERSION)/debian
	cd $(DEB)/callcadence-$(VERSION) && dpkg-buildpackage -us -uc

check-deb: build-all
	$(PROVE) -v $(wildcard tests/package/*.t)

clean:
	rm -rf $(BUILD)

.PHONY: all build-all deps check unit cli lint check-browser asan asan-unit \
	accuracy bench demo samples samples-reports format install uninstall \
	deb check-deb clean
-include $(LIB_OBJ:.o=.d) $(CLI_OBJ:.o=.d) $(MAN_OBJ:.o=.d) $(UNIT_BIN:.t=.d)
