"""The only place that composes: settings, URLs, WSGI, the command line."""

import sys

import pysqlite3
import pysqlite3.dbapi2

# Django and everything else see the bundled SQLite: Debian's 3.40 predates the fix of a WAL-reset corruption.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
