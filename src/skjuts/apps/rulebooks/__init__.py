"""The rules' company: questions to the support function, and the handbook that grows out of the answers."""
