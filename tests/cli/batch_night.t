#!/usr/bin/env python3
"""The night's batch of tests/soak in small: 36 calls, one bad one of each
kind, killed three times, against the same batch in peace."""
import os
import signal
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                "..", "soak"))
from nightly import BAD, check_night
from calls import scratch, tap

scratch()
check_night(36, len(BAD), (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL), 2)
tap.done()
