"""The bell between a commit and the worker threads of this process."""

import threading

_bells: list[threading.Event] = []


def bell() -> threading.Event:
    """A bell for one worker thread."""
    event = threading.Event()
    _bells.append(event)
    return event


def ring() -> None:
    """Something was promised: wake every worker thread of this process."""
    for event in _bells:
        event.set()
