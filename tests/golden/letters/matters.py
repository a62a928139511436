"""Invented matters, one for each thing that a letter can tell. Nobody in them exists."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from skjuts.apps.permits.laws import LAWS, PermitKind
from skjuts.apps.permits.letters.matter import Asked, Decided, Grounds, Matter, Sender
from skjuts.apps.permits.terms import Aid, Direction, Seat, Terms

DAY = dt.date(2026, 11, 20)
SENDER = Sender(
    name="Region Påhittad",
    unit="Reseservice",
    phone="0771-00 00 00",
    hours="vardagar 8–16",
    address="Box 1, 831 00 Påhittad",
    court="Förvaltningsrätten i Påhittad",
)
TERMS = Terms(
    travel_modes=("shared_taxi",),
    valid_from=DAY,
    valid_to=dt.date(2027, 1, 31),
    trips=8,
    directions=frozenset({Direction.TO_CARE, Direction.FROM_CARE}),
    escorts=1,
    door_to_door=True,
    seats=frozenset({Seat.FRONT}),
    aids=frozenset({Aid.WALKER}),
    reserves_change=True,
)
GROUNDS = Grounds(
    reasons="Du kan gå högst 100 meter. Det är längre än så till hållplatsen.",
    rules=("Det är för långt att gå till bussen.",),
    laws=("lag 1991:419 2 §, regionens ersättningsgrunder",),
    considered=("Gångförmågan: 100 meter", "Du kan åka tillsammans med andra: ja"),
    near_misses=("Gångförmågan är 100 meter. Regeln gäller minst 500 meter.",),
)

BUS = Grounds(
    reasons="Du kan gå 600 meter. Bussen stannar nära ditt hem. Den går i tid till besöket och hem igen.",
    rules=("Bussen passar för den här resan.",),
    laws=GROUNDS.laws,
    considered=("Gångförmågan: 600 meter", "Tidtabellen räcker: ja"),
    near_misses=("Gångförmågan är 600 meter. Regeln gäller under 500 meter.",),
)


def make_matters() -> dict[str, Matter]:
    """Every matter by its name."""
    granted = _decision("granted", terms=TERMS)
    denied = replace(_decision("denied", instead="public_transport"), grounds=BUS)
    appeal = _of_kind(granted, PermitKind.PARATRANSIT, terms=replace_terms())
    return {
        "granted": granted,
        "partly": _decision("partly", terms=TERMS),
        "denied": denied,
        "denied_mechanically": _mechanical(denied),
        "denied_with_last_day": replace(
            denied, decided=replace(denied.decision, review_by=dt.date(2026, 12, 28))
        ),
        "dismissed": _decision("dismissed"),
        "written_off": _decision("written_off"),
        "paratransit_granted": appeal,
        "paratransit_denied": _of_kind(denied, PermitKind.NATIONAL_PARATRANSIT),
        "completion": _with_kind(
            "completion", asked=_asked("Vi behöver veta hur långt du har till hållplatsen.")
        ),
        "improved": replace(granted, kind="change", verb="improved", ground="new_facts"),
        "corrected": replace(granted, kind="change", verb="corrected", ground="clerical"),
        "notice": replace(granted, kind="notice", ground="reserved", asked=_asked("")),
        "revocation": replace(granted, kind="revocation", ground="false_information"),
        "renewal": _with_kind("renewal", ends_on=dt.date(2027, 1, 31)),
    }


def replace_terms() -> Terms:
    """Winter service without an end."""
    return Terms(travel_modes=("wheelchair_vehicle", "taxi_alone"), valid_from=DAY, season=(1001, 430))


def _with_kind(kind: str, **told: object) -> Matter:
    law = LAWS[PermitKind.PATIENT_TRIP]
    return Matter(
        kind=kind,
        permit_kind="patient_trip",
        sender=SENDER,
        reader_lines=("Anna Påhittad", "Påhittade gatan 1", "831 00 Påhittad"),
        number="2026-17",
        written_on=DAY,
        act=law.act,
        act_title=law.title,
        **told,  # type: ignore[arg-type]
    )


def _decision(outcome: str, *, terms: Terms | None = None, instead: str = "") -> Matter:
    decided = Decided(
        outcome=outcome,
        on=DAY,
        by="Olle Påhittad, Reseservice",
        role="handläggare",
        point="4.2",
        review=LAWS[PermitKind.PATIENT_TRIP].reviewed_by_judgement,
        terms=terms,
        instead=instead,
    )
    return _with_kind("decision", grounds=GROUNDS, decided=decided)


def _mechanical(matter: Matter) -> Matter:
    review = LAWS[PermitKind.PATIENT_TRIP].reviewed_mechanically
    return replace(matter, decided=replace(matter.decision, review=review))


def _of_kind(matter: Matter, kind: PermitKind, **told: object) -> Matter:
    law = LAWS[kind]
    decided = replace(matter.decision, review=law.reviewed_by_judgement, **told)  # type: ignore[arg-type]
    return replace(matter, permit_kind=kind.value, act=law.act, act_title=law.title, decided=decided)


def _asked(text: str) -> Asked:
    return Asked(answer_by=dt.date(2026, 12, 4), questions=("Hur långt kan du gå?",), text=text)
