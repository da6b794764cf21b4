"""The nouns that services share."""
