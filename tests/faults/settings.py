"""The ground alone: quick to start, hence quick to kill."""

from machimado.config.settings import *  # noqa: F403

INSTALLED_APPS = ["machimado.core.keys", "machimado.core.jobs", "machimado.core.journal"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = __name__
urlpatterns: list[str] = []
