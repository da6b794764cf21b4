"""The face: base pages, components, form widgets, tokens, icons, languages. It knows no domain."""
