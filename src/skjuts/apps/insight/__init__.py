"""Follow-up: why cost moves, what a plan became, and whether a measure worked."""
