"""Forms about trips."""
