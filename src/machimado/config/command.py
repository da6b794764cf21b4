"""The `machimado` command: Django's command line with Machimado's settings.

Commands are grouped by noun: `machimado journal verify` runs the command `journal` with the verb `verify`.
"""

import os
import sys

from machimado.core.operations import logs


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    try:
        production = settings.MODE == "production"
    except ImproperlyConfigured as error:
        sys.exit(str(error))
    if production:
        logs.hush()
    execute_from_command_line(sys.argv)
