"""Procedures: forms, cases, decisions."""
