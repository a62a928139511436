"""What would have been: past decisions by other rules, past days by other plans."""
