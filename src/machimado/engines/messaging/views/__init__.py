"""The pages of messaging."""
