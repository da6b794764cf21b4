"""The town's window: home, life events, search, my page, the official's desk."""
