"""Files on this machine: read within a limit, written whole or not at all."""

from skjuts.adapters.files.reading import DEFAULT_LIMIT_BYTES, read_bounded
from skjuts.adapters.files.rule_books import parse_document, read_document, read_rule_book, write_rule_book
from skjuts.adapters.files.writing import require_writable, write_whole

__all__ = [
    "DEFAULT_LIMIT_BYTES",
    "parse_document",
    "read_bounded",
    "read_document",
    "read_rule_book",
    "require_writable",
    "write_rule_book",
    "write_whole",
]
