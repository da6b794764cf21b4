"""What every official act stands on."""
