"""Stops reading an upload once it is larger than any attachment may be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_BYTES = 16_000_000
"""A little above the limit of a checked file, so that those just above it are told why."""


class LimitedUpload(FileUploadHandler):
    """First of the handlers: counts, and hangs up on the sender."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Let the bytes through to the next handler, up to the limit."""
        del start
        self._seen += len(raw_data)
        if self._seen > MOST_BYTES:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """The next handler makes the file."""
        del file_size
        return None
