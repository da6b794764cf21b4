"""Editions of definitions, loaded from packs."""
