#!/usr/bin/env python
"""Run a Django or Machimado command: `python manage.py COMMAND`, the same as `machimado COMMAND`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "src"))

from machimado.config.command import main

if __name__ == "__main__":
    main()
