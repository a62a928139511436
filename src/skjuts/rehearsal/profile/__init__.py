"""The parameters of an invented day, typed, each with its provenance."""

from skjuts.rehearsal.profile.profile import Profile
from skjuts.rehearsal.profile.reading import (
    Parameter,
    ProvenanceKind,
    get_parameters,
    get_profile,
    list_regions,
)

__all__ = ["Parameter", "Profile", "ProvenanceKind", "get_parameters", "get_profile", "list_regions"]
