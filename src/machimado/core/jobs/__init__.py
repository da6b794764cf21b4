"""Work that must happen: leases, retries, dead letters."""
