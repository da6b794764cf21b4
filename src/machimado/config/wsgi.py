"""WSGI entry point, served by granian."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()
