"""A small house of its own that is killed at random moments."""
