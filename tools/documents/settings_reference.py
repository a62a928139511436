"""docs/reference/configuration.md: every environment variable, and the key file, from what reads them."""

from __future__ import annotations

from skjuts.config.environment import VARIABLES, Variable

HEAD = """\
# Configuration

Generated from `src/skjuts/config/environment.py` by `./run docs`. Everything that an operator decides is
told by environment variables and one key file; nothing is decided per machine in the program. The Swedish
meaning is what `skjuts doctor` and error messages say. A value that makes no sense stops the start and
names the variable.

`skjuts serve` and `./run demo` bring a database of their own and set what is missing; with `DATABASE_URL`
they use yours.

| variable | default | in production | meaning |
|---|---|---|---|
"""
KEYS = """
## The key file

`SKJUTS_SECRETS` names a JSON file outside the database that only its owner may read (mode 600). `skjuts
keys new` makes it, `skjuts keys rotate` adds a key for encrypted fields. It is never in a backup: keep a
copy apart from them, since encrypted fields cannot be read without it.

| entry | what for |
|---|---|
| `django` | signs sessions and forms |
| `fields` | AES-256-GCM keys of encrypted fields, by id; every key that rows may still be written with |
| `fields_current` | the id of the key to write with |
| `index` | HMAC key of blind indexes, by which encrypted identifiers are found; it never changes |
| `signing` | Ed25519 seed that signs checkpoints of the access log |

## What production refuses

Pages and worker do not start with `SKJUTS_MODE=production` (the default) when debugging or the
demonstration's sign-in is on, a host name is `*`, the public address is not https, the owner's address is
in the process, a key is short, known, not drawn or used twice, the database role is a superuser, owns
tables or goes past row-level security, or the server may forget what it has confirmed
(`synchronous_commit`, `fsync` or `full_page_writes` off). All reasons are told at once, and the exit code
is 2.
"""


def write_settings_reference() -> str:
    """Return the page: one row per variable, in the order of the source."""
    return HEAD + "".join(map(_row, VARIABLES)) + KEYS


def _row(one: Variable) -> str:
    default = f"`{one.default}`" if one.default else ""
    meaning = one.meaning.replace("|", "\\|")
    return f"| `{one.name}` | {default} | {'required' if one.required_in_production else ''} | {meaning} |\n"
