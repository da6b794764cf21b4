"""Keeping the garbage collector out of work that makes a hundred thousand small things and no cycle among them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """Collect nothing meanwhile: a third of the time of reading a town is else spent on finding no garbage."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
