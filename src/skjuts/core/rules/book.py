"""A rule book: facts, parameters and tables of one region during one time, with who answers for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from skjuts.core.rules.errors import UnknownTable
from skjuts.core.rules.facts import Fact
from skjuts.core.rules.parameters import Parameter, Validity
from skjuts.core.rules.tables import Table
from skjuts.core.rules.values import Kind


class BookStatus(StrEnum):
    """Whether a book may be decided by."""

    IN_FORCE = "in_force"
    PROPOSAL = "proposal"
    DRAFT = "draft"


STATUS_NAMES = {
    BookStatus.IN_FORCE: "beslutad",
    BookStatus.PROPOSAL: "förslag",
    BookStatus.DRAFT: "utkast",
}


@dataclass(frozen=True, slots=True)
class Edition:
    """Which book it is and who answers for it, as the head of a handbook page says."""

    id: str
    title: str
    region: str
    version: str
    validity: Validity
    status: BookStatus
    updated: date | None = None
    fact_checked: date | None = None
    fact_checker: str = ""
    editor: str = ""
    next_review: date | None = None
    note: str = ""

    def is_in_force(self, day: date) -> bool:
        """Whether one may decide by it on the day."""
        return self.status is BookStatus.IN_FORCE and self.validity.covers(day)


@dataclass(frozen=True)
class RuleBook:
    """A whole book. It is sound: whoever builds one checks it (`forms.read_book`)."""

    edition: Edition
    facts: Mapping[str, Fact]
    parameters: Mapping[str, Parameter]
    tables: Mapping[str, Table]

    @cached_property
    def outcome_facts(self) -> dict[str, Fact]:
        """Facts that a table gives, by id."""
        return {column.fact.id: column.fact for table in self.tables.values() for column in table.outcomes}

    @cached_property
    def givers(self) -> dict[str, str]:
        """The table that gives a fact, by the fact's id."""
        return {column.fact.id: table.id for table in self.tables.values() for column in table.outcomes}

    @cached_property
    def every_fact(self) -> dict[str, Fact]:
        """Facts that are asked for and facts that tables give, by id."""
        return {**self.facts, **self.outcome_facts}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of every fact, by id."""
        return {fact.id: fact.kind for fact in self.every_fact.values()}

    def get_table(self, table_id: str) -> Table:
        """The table of that id. Raises `UnknownTable`."""
        table = self.tables.get(table_id)
        if table is None:
            raise UnknownTable(
                f"Regelboken har ingen tabell som heter {table_id}.",
                field=table_id,
                remedy=f"Välj en av {', '.join(self.tables)}.",
            )
        return table
