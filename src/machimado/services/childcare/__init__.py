"""Policy 2-2: child-rearing."""
