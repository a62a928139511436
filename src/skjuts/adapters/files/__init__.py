"""Files on this machine: read within a limit, written whole or not at all."""

from skjuts.adapters.files.reading import DEFAULT_LIMIT_BYTES, read_bounded
from skjuts.adapters.files.writing import require_writable, write_whole

__all__ = ["DEFAULT_LIMIT_BYTES", "read_bounded", "require_writable", "write_whole"]
