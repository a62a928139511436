"""The ledger of trips: columns, questions, what is still to be invoiced, and what may leave the house."""
