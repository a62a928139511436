"""Pages of the support function and the handbook."""
