"""Which resource a patient needs, and what the county is left with when one leaves."""
