"""Sections, officials and their appointments."""
