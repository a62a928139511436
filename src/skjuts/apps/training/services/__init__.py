"""What can be done in training: one use case a file, each in one transaction."""
