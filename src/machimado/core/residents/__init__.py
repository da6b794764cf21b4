"""The register of residents and households."""
