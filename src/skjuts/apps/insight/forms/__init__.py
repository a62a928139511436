"""Forms of follow-up."""
