"""What would have been: past matters by other rules, past days by other plans."""
