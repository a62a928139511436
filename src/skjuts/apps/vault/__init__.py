"""What must not be read by those who get hold of the database: encrypted fields and attachments."""
