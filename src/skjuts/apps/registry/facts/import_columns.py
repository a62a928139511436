"""The columns of the three files: units, staff and assignments. Pages tell them from here."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from skjuts.apps.registry.facts.import_files import heading_key
from skjuts.apps.registry.models import RegisterImport

Kind = RegisterImport.Kind


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading, what it holds, an example, and other headings that mean the same."""

    name: str
    meaning: str | Promise
    example: str
    is_required: bool = False
    also: tuple[str, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """Every heading by which it is known, as `heading_key` writes them."""
        return frozenset(heading_key(one) for one in (self.name, *self.also))


COLUMNS: dict[str, tuple[Column, ...]] = {
    Kind.UNITS: (
        Column(
            "hsa_id",
            _("Enhetens HSA-id"),
            "SE2321000214-E001",
            is_required=True,
            also=("enhetens hsa-id", "enhet_hsa_id"),
        ),
        Column(
            "namn", _("Enhetens namn"), "Dialysmottagningen", is_required=True, also=("enhet", "enhetsnamn")
        ),
        Column(
            "typ", _("vård, central, bedömning eller kansli"), "vård", is_required=True, also=("enhetstyp",)
        ),
        Column("vardgivare_hsa_id", _("Vårdgivarens HSA-id"), "SE2321000214-V001"),
        Column("vardgivare", _("Vårdgivarens namn, när den är ny"), "Regionens egen vård"),
        Column("overordnad_hsa_id", _("Enheten som den hör till"), "SE2321000214-E000"),
        Column("kommun", _("Kommunens namn"), "Östersund"),
        Column("telefon", _("Telefon till enheten"), "063-12 34 56"),
        Column("oppnad", _("Första dagen, ÅÅÅÅ-MM-DD"), "2026-01-01", also=("fran", "från")),
        Column("stangd", _("Sista dagen, om den ska stängas"), "", also=("till",)),
    ),
    Kind.STAFF: (
        Column(
            "hsa_id",
            _("Personens HSA-id"),
            "SE2321000214-P001",
            is_required=True,
            also=("personens hsa-id", "person_hsa_id"),
        ),
        Column("fornamn", _("Tilltalsnamn"), "Maja", is_required=True, also=("förnamn", "tilltalsnamn")),
        Column("efternamn", _("Efternamn"), "Sundqvist", is_required=True),
        Column("yrke", _("Yrke eller titel"), "Sjuksköterska", also=("titel", "befattning")),
        Column("epost", _("E-post i tjänsten"), "maja.sundqvist@exempel.se", also=("e-post", "email")),
    ),
    Kind.ASSIGNMENTS: (
        Column(
            "hsa_id",
            _("Personens HSA-id"),
            "SE2321000214-P001",
            is_required=True,
            also=("person_hsa_id", "personens hsa-id"),
        ),
        Column(
            "enhet_hsa_id",
            _("Enhetens HSA-id"),
            "SE2321000214-E001",
            is_required=True,
            also=("enhet", "enhetens hsa-id"),
        ),
        Column("roller", _("Roller med komma emellan"), "Vårdpersonal", is_required=True, also=("roll",)),
        Column(
            "uppdrag_hsa_id",
            _("Medarbetaruppdragets HSA-id"),
            "SE2321000214-U001",
            also=("medarbetaruppdrag",),
        ),
        Column(
            "fran",
            _("Första dagen"),
            "2026-01-01",
            is_required=True,
            also=("från", "giltig från", "startdatum"),
        ),
        Column("till", _("Sista dagen, tomt för tills vidare"), "", also=("giltig till", "slutdatum")),
        Column(
            "vikarie_for", _("HSA-id för den chef som personen vikarierar för"), "", also=("vikarie för",)
        ),
    ),
}
