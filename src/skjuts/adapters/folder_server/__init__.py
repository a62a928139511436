"""A folder of finished pages over HTTP, for a reader on the same machine."""

from skjuts.adapters.folder_server.serving import serve_folder

__all__ = ["serve_folder"]
