"""Doors for programs: keys, the API, and what it says of itself."""
