"""WSGI entry point, served by granian; the process that serves also runs the jobs."""

import ctypes
import os
import signal

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings")

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from machimado.core.operations import logs

PR_SET_PDEATHSIG = 1


def die_with_parent() -> None:
    """A killed server leaves no orphan that goes on serving its port (Linux)."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def refuse_unfit() -> None:
    """Whatever server loads this, and however it was started: production serves nothing that belongs to the demo."""
    from machimado.core.operations import production

    faults = production.faults()
    if faults:
        raise ImproperlyConfigured("Not started:\n" + "\n".join(f"- {fault}" for fault in faults))


die_with_parent()
os.umask(0o077)  # files and mail are for this user's eyes only
application = get_wsgi_application()
refuse_unfit()
logs.hush()
if settings.MACHIMADO_WORKER_THREAD:
    from machimado.core.jobs import worker  # its models want the apps loaded

    worker.start_thread()
