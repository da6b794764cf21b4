"""The `machimado` command: Django's command line with Machimado's settings.

Commands are grouped by noun: `machimado journal verify` runs the command `journal` with the verb `verify`.
"""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "machimado.config.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
