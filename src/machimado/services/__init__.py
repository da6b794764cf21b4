"""The policy's services: thin rooms over the engines."""
