"""Official documents: typeset, sealed, verifiable."""
