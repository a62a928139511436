"""What the log's pages show: names instead of ids, words instead of codes."""
