"""What `skjuts keys` does to the key file: the changes, joined to the command."""

from __future__ import annotations

from skjuts.cli.keys import KeyFile
from skjuts.config.key_changes import (
    add_field_key,
    find_settled,
    remove_field_key,
    renew_signing_key,
    settle_field_keys,
)
from skjuts.config.key_fingerprints import fingerprint_field_key
from skjuts.config.secrets import make_secrets

KEY_FILE = KeyFile(
    make=make_secrets,
    add=add_field_key,
    settle=settle_field_keys,
    find_settled=find_settled,
    remove=remove_field_key,
    name=fingerprint_field_key,
    renew_signing=renew_signing_key,
)
