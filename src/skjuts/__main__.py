"""`skjuts` and `python -m skjuts`."""

from __future__ import annotations

import gc
import sys

ROOMY = 100_000
"""New objects between two searches for rings of them; a start makes some two hundred thousand that stay."""
INTERRUPTED = 130
"""What the shell calls a program that Ctrl-C ended."""


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(ROOMY)
    # Read in after that: looking through all modules a hundred times costs an eighth of the start.
    try:
        from skjuts.config.entry import main as run_command_line  # noqa: PLC0415

        run_command_line()
    except KeyboardInterrupt:  # before the command has begun, or after its end: there is nothing to tell
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
