"""Decision tables: verdicts a second on one core, beside zen-engine on the same table."""
