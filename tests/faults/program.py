"""`python -m tests.faults.program ROLE SEED`: one of the processes that are killed."""

import sys

import django


def main() -> None:
    django.setup()
    from tests.faults import processes

    processes.run(*sys.argv[1:])


main()
