"""Settings for tests: the demo's composition, its own folder, quick password hashing."""

import os
import tempfile

os.environ.setdefault("MACHIMADO_MODE", "test")
os.environ.setdefault("MACHIMADO_VAR", tempfile.mkdtemp(prefix="machimado-test-"))

from machimado.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
ALLOWED_HOSTS = ["*"]
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405 (whitenoise looks for it)
