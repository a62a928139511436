"""What can be wrong with a backup."""

from __future__ import annotations

from skjuts.core.kernel.errors import InvalidInput, NotFound


class BackupMissing(NotFound):
    """There is no such backup, or none at all."""

    code = "not_found.backup"
    sentence = "Säkerhetskopian finns inte."
    advice = "Se vilka som finns med skjuts backup list."


class BackupBroken(InvalidInput):
    """A file of the backup has changed or is gone, or what it restores to differs from what was taken."""

    code = "input.backup_broken"
    sentence = "Säkerhetskopian är trasig."
    advice = "Använd en annan kopia, och kontrollera disken som den låg på."


class KeysOfOther(InvalidInput):
    """The backup's encrypted fields were written with keys that are not in the key file here."""

    code = "input.backup_keys"
    sentence = "Kopian är krypterad med nycklar som inte finns i nyckelfilen här."
    advice = "Lägg tillbaka nyckelfilen som hörde till när kopian togs. Den ligger aldrig i kopian."
