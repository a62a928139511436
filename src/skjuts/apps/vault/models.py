"""Rows of attachments, and of guesses that missed.

The files themselves lie encrypted outside the package, under random names.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from skjuts.apps.tenancy.rows import LooseTenantRow
from skjuts.apps.vault.fields import BlindIndexField, EncryptedTextField


class Attachment(LooseTenantRow):
    """A file that passed every check. `stored_as` is its random name, `file_key` the id of its key.

    What it belongs to points at it; `is_guarded` says that this is a protected person.
    """

    class Kind(models.TextChoices):
        """What the content was found to be."""

        PDF = "pdf", _("PDF-dokument")
        JPEG = "jpeg", _("Bild (JPEG)")
        PNG = "png", _("Bild (PNG)")
        TEXT = "text", _("Textfil")

    CONTENT_TYPES: ClassVar[dict[str, str]] = {
        Kind.PDF: "application/pdf",
        Kind.JPEG: "image/jpeg",
        Kind.PNG: "image/png",
        Kind.TEXT: "text/plain; charset=utf-8",
    }

    is_guarded = models.BooleanField(default=False)
    kind = models.CharField(max_length=4, choices=Kind)
    name = EncryptedTextField()
    size_bytes = models.PositiveIntegerField()
    stored_as = models.CharField(max_length=32, unique=True)
    file_key = models.CharField(max_length=12)
    created_at = models.DateTimeField()
    created_by = models.UUIDField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Files under another key than the current one are looked for when keys are rotated."""

        indexes = [models.Index(fields=("file_key",), name="attachment_file_key")]

    def __str__(self) -> str:
        """Never the name, which somebody chose."""
        return str(self.id)

    @property
    def content_type(self) -> str:
        """As the file is served, whatever the sender called it."""
        return self.CONTENT_TYPES[self.kind]


class Guesses(models.Model):
    """When somebody last guessed wrong. `subject` is a keyed digest of an account or an address.

    Belongs to no authority: whoever guesses has mostly not signed in.
    """

    pk = models.CompositePrimaryKey("kind", "subject")
    kind = models.CharField(max_length=40)
    subject = BlindIndexField()
    missed_at = ArrayField(models.DateTimeField())
    last_at = models.DateTimeField()

    class Meta:
        """Old ones are looked for and taken away."""

        db_table = "vault_guesses"
        indexes = [models.Index(fields=("last_at",), name="vault_guesses_age")]

    def __str__(self) -> str:
        """Never who."""
        return self.kind
