"""How the search's functions are compiled."""

from __future__ import annotations

from numba import njit

kernel = njit(cache=True, nogil=True, error_model="numpy", _nrt=False)
"""Compiled, cached on disk, without the interpreter's lock. Kernels never allocate: without
reference counting a call costs its arguments and nothing else."""
