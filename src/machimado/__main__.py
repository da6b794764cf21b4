"""`python -m machimado` is the `machimado` command."""

from machimado.config.command import main

main()
