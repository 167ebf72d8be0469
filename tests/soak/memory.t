#!/bin/sh
# Every single allocation of the library failing in turn (some 150,000).
test=${BUILD_DIR:-$(dirname "$0")/../../build}/tests/unit/test_memory.t
cd "$(dirname "$0")/../.." && MEMORY_EVERY=1 exec "$test"
