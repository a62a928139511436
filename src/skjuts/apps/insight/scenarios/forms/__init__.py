"""The forms of the kinds, and their inputs as they are kept."""
