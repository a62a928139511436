"""The matrix of rights: what is declared of every address, and the world in which each cell is tried."""
