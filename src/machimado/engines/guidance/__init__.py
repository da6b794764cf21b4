"""What is due for whom, when and why."""
