"""What changes staff and their assignments by hand."""
