"""Who signs in, how surely, and for whom they act."""
