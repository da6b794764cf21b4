"""Policy 1-1: procedures online."""
