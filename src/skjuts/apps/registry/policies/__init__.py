"""Who may do what, by role and relation; no queries."""
