"""Machimado (まちまど): the town's window."""
