"""Files on this machine: read within a limit, written whole or not at all.

What holds a form of its own (rule books, savings plans …) is imported from its module: whoever writes a file
does not wait for the rule engine.
"""

from skjuts.adapters.files.reading import DEFAULT_LIMIT_BYTES, read_bounded
from skjuts.adapters.files.writing import require_writable, write_whole

__all__ = ["DEFAULT_LIMIT_BYTES", "read_bounded", "require_writable", "write_whole"]
