"""Officials look somebody up in the register, and the journal notes that they did."""
