"""What changes the registers: one use case a file, typed and atomic."""
