"""Words without a framework: time, names, law, money."""
