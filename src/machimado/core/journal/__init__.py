"""What happened officially: sealed, provable, shreddable."""
