"""A Django database backend: SQLite, with one write gate per process."""
