"""`skjuts` and `python -m skjuts`."""

from __future__ import annotations

import gc

ROOMY = 100_000
"""New objects between two searches for rings of them; a start makes some two hundred thousand that stay."""


def main() -> None:
    """Run the command line and exit with its code."""
    gc.set_threshold(ROOMY)
    # Read in after that: looking through all modules a hundred times costs an eighth of the start.
    from skjuts.config.entry import main as run_command_line  # noqa: PLC0415

    run_command_line()


if __name__ == "__main__":
    main()
