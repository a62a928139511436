"""The reader's own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from skjuts.apps.training.presenters.course import CourseCard, show_card
from skjuts.apps.training.presenters.words import show_kind
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.own import OwnTraining
from skjuts.apps.training.queries.register import KINDS, Holder
from skjuts.web.elements import Status


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Courses to take, micro-retrainings that are due, and what one may certify."""

    courses: tuple[CourseCard, ...]
    due: tuple[CourseCard, ...]
    rights: tuple[Status, ...]


def show_own(training: OwnTraining, own: Holder | None, language: str, today: dt.date) -> OwnPage:
    """The page; micro-retrainings show only while they are due."""
    cards = [
        (
            one.version,
            show_card(
                one,
                read_content(one.version, language),
                is_due=one.version.slug in training.due,
                today=today,
            ),
        )
        for one in training.courses
    ]
    return OwnPage(
        courses=tuple(card for version, card in cards if not version.updates),
        due=tuple(card for version, card in cards if version.slug in training.due),
        rights=tuple(_rights(own)) if own else (),
    )


def _rights(own: Holder) -> list[Status]:
    told = {**dict.fromkeys(own.allowed), **own.hindrances}
    return [show_kind(kind, told[kind]) for kind in KINDS if kind in told]
