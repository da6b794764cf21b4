"""WSGI entry point, served by granian; the process that serves also runs the jobs."""

import ctypes
import os
import signal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from machimado.core.jobs import worker

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """A killed server leaves no orphan that goes on serving its port (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


die_with_parent()
application = get_wsgi_application()
if settings.MACHIMADO_WORKER_THREAD:
    worker.start_thread()
