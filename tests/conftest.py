"""No test fails for being slow, since the machines that run them are shared, or for running in the background."""

import signal

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # a shell's background job and what it starts ignore Ctrl-C
    signal.signal(signal.SIGINT, signal.default_int_handler)
