"""Pages of residents and of the desk."""
