"""Uploaded files, checked and encrypted."""
