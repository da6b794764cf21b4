"""The promotion board of the policy."""
