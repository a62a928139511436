"""Between rows and core."""
