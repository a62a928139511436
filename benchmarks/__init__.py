"""What is measured on every change: parts with targets, peers to stand beside, and the table of results."""
