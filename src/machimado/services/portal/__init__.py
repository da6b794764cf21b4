"""The residents' home and my page."""
