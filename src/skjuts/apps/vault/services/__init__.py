"""What is done with keys and attachments, one use case per file."""
