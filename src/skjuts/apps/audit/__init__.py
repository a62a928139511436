"""What happened: who read whom, what was decided, what must be told outside, and what came twice."""
