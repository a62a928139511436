"""Who may travel how, and why: the regions' rule books, the ladder of travel modes, worked cases."""
