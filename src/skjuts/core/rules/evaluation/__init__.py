"""Rows judged against facts: compiled to masks, one bit a row, with unknown facts thought through."""
