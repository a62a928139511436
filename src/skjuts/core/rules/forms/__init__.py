"""The written form of a rule book: read with every fault pointed out, and written back."""

from skjuts.core.rules.forms.document import Document
from skjuts.core.rules.forms.reading import read_book
from skjuts.core.rules.forms.writing import decode_book, encode_book, hash_book, write_book

__all__ = ["Document", "decode_book", "encode_book", "hash_book", "read_book", "write_book"]
