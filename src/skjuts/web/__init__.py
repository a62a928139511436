"""Pages and what they share: one look, wrapped once."""
