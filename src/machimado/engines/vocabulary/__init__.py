"""The facts that everything speaks of."""
