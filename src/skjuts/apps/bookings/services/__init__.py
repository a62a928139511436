"""What was done, one use case in each file."""
