"""Health, logs, backup and restore, checks before production."""
