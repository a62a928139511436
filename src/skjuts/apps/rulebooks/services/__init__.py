"""What can be done with questions and the handbook: each in one transaction."""
