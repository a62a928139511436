"""Rehearsal: invented days in real geography, to plan, to test and to show."""
