"""Pages about trips."""
