"""Taking in a file of the register: read, stage, check, compare, apply in chunks."""
