"""What may be attached: looked at by content, cleaned of what was not asked for, refused when in doubt."""

from skjuts.apps.vault.checks.looking import MOST_BYTES, Cleaned, clean_content

__all__ = ["MOST_BYTES", "Cleaned", "clean_content"]
