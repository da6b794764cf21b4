"""Pages for those who run the house."""
