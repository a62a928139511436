"""`python -m skjuts`."""

from __future__ import annotations

from skjuts.config.entry import main

if __name__ == "__main__":
    main()
