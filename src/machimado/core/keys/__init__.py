"""The keyring: encryption at rest, blind indexes, rotation."""
