"""The invented people and organisations that demo, tests and pictures share."""
