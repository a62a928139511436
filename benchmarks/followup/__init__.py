"""The follow-up bench: the leader's questions over ten million trips, decomposition, and honest intervals."""
