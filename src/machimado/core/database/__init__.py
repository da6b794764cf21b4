"""The SQLite engine with one write gate per process."""
