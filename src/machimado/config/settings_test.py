"""Settings for tests: the demo's composition, its own folder, quick password hashing."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("MACHIMADO_MODE", "test")
worker = os.environ.get("PYTEST_XDIST_WORKER", "")
if "MACHIMADO_VAR" not in os.environ or os.environ.get("MACHIMADO_VAR_OF", "") != worker:
    # Parallel workers share nothing; what they start themselves keeps the folder that it is given.
    os.environ |= {
        "MACHIMADO_VAR": tempfile.mkdtemp(prefix=f"machimado-test-{worker}"),
        "MACHIMADO_VAR_OF": worker,
    }
    atexit.register(shutil.rmtree, os.environ["MACHIMADO_VAR"], ignore_errors=True)

from machimado.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (whitenoise looks for it)
if "sqlite" in DATABASES["default"]["ENGINE"]:  # noqa: F405
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405 (said outright, or parallel workers look for a file)
