"""The reader's own page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from skjuts.apps.training.presenters.course import CourseCard, show_card
from skjuts.apps.training.presenters.words import show_kind
from skjuts.apps.training.queries.courses import read_content
from skjuts.apps.training.queries.own import OwnCourse
from skjuts.apps.training.queries.register import KINDS, Holder
from skjuts.apps.training.queries.standings import moment_of
from skjuts.web.elements import Status


@dataclass(frozen=True, slots=True)
class OwnPage:
    """Courses to take, micro-retrainings that are due, and what one may certify."""

    courses: tuple[CourseCard, ...]
    due: tuple[CourseCard, ...]
    rights: tuple[Status, ...]


def show_own(courses: Sequence[OwnCourse], own: Holder | None, language: str, now: dt.datetime) -> OwnPage:
    """The page; micro-retrainings show only while they are due."""
    moment = moment_of(now)
    due = {
        one.slug
        for one in (own.standing.retrainings if own else ())
        if own and one.is_due(own.standing.trainings, moment) and own.standing.trainings
    }
    cards = [
        (
            one.version,
            show_card(
                one,
                read_content(one.version, language),
                is_due=one.version.slug in due,
                today=moment.day,
            ),
        )
        for one in courses
    ]
    return OwnPage(
        courses=tuple(card for version, card in cards if not version.updates),
        due=tuple(card for version, card in cards if version.slug in due),
        rights=tuple(_rights(own)) if own else (),
    )


def _rights(own: Holder) -> list[Status]:
    told = {**dict.fromkeys(own.allowed), **own.hindrances}
    return [show_kind(kind, told[kind]) for kind in KINDS if kind in told]
