"""What is done between need and permit, one use case per file."""
