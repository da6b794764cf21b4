"""Base templates, components, widgets, tokens, icons; no domain."""
