"""Messages to people, by every channel, once."""
