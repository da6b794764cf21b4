"""What stands before every view: headers, rate limits."""
