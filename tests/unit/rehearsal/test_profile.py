"""The profiles: every figure answers for itself."""

from __future__ import annotations

import pytest

from skjuts.core.kernel.errors import InvalidField, NotFound
from skjuts.rehearsal.profile import ProvenanceKind, get_parameters, get_profile, list_regions, reading


def test_every_region_when_read_then_each_parameter_says_how_it_is_known() -> None:
    """A figure that nobody answers for would be taken for a fact."""
    for slug in list_regions():
        for parameter in get_parameters(slug).values():
            assert parameter.kind in ProvenanceKind
            assert len(parameter.source) > 5, parameter.path


def test_purposes_and_kinds_when_summed_then_shares_make_one() -> None:
    """Shares that do not add up would be stretched in silence."""
    for slug in list_regions():
        profile = get_profile(slug)
        assert sum(one.share for one in profile.purposes.values()) == pytest.approx(1.0)
        assert sum(one.share for one in profile.fleet.kinds.values()) == pytest.approx(1.0)


def test_region_when_it_inherits_then_it_says_only_what_differs() -> None:
    """A region's own profile stays short enough to be read by the region."""
    own = [one for one in get_parameters("jamtland_harjedalen").values() if one.profile != "sweden"]
    assert 0 < len(own) < len(get_parameters("sweden")) / 4
    assert get_profile("jamtland_harjedalen").size.requests == 450
    assert get_profile("jamtland_harjedalen").riders == get_profile("sweden").riders


def test_profile_when_a_figure_is_bare_then_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rule of provenance is kept by the reader, not by good will."""
    monkeypatch.setattr(reading, "_read_file", lambda _: {"title": "x", "size": {"requests": 5}})
    with pytest.raises(InvalidField) as caught:
        get_parameters("bare")
    assert caught.value.field == "size.requests"


def test_profile_when_a_figure_lacks_its_source_then_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a provenance is none."""
    monkeypatch.setattr(
        reading, "_read_file", lambda _: {"size": {"requests": {"value": 5, "kind": "assumed"}}}
    )
    with pytest.raises(InvalidField) as caught:
        get_parameters("half")
    assert caught.value.field == "size.requests"


def test_region_when_unknown_then_the_known_ones_are_named() -> None:
    """A typing error is mended by reading the message."""
    with pytest.raises(NotFound) as caught:
        get_profile("atlantis")
    assert "jamtland_harjedalen" in caught.value.remedy
