"""The language of rules: words, tree, parser, and what one tree gives. No Django."""
