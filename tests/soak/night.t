#!/usr/bin/env python3
"""A night's batch: 1,000 calls, 20 of them bad, killed three times, against
the same batch in peace."""
import os
import signal
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from nightly import check_night
from calls import scratch, tap

scratch()
check_night(1000, 20, (signal.SIGKILL, signal.SIGTERM, signal.SIGKILL), 2)
tap.done()
