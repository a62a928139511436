"""The `skjuts` command: reads its options, calls core and adapters, and talks Swedish."""
