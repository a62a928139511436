"""The parts of the planner's bench: each measures its rows alone, and says how far it has come."""
