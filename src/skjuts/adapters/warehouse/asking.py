"""The warehouse asked: expressions in, rows out, within limits of memory and threads.

Answers are kept for as long as the intakes are the same: the leader's page asks some ten questions, and
everybody who opens it asks the same. 256 answers of at most some thousand rows are a few megabytes. What the
trips themselves were asked is kept in files too: that takes seconds where there are many.
"""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from skjuts.adapters.warehouse.answer_files import AnswerFiles
from skjuts.adapters.warehouse.connecting import USUAL_LIMITS, Limits, connect, fetch, quote
from skjuts.adapters.warehouse.shelf import SUMMED, TABLES, Shelf, list_files, read_shelf
from skjuts.adapters.warehouse.writing import Question, Relation, name_relation, write_question
from skjuts.core.followup.ledger.columns import COLUMNS, Kind
from skjuts.core.kernel.kept import Kept

if TYPE_CHECKING:
    import ibis.expr.types as ir

KEPT_ANSWERS: Final = 256
ENGINE_TYPES: Final = {Kind.TEXT: "VARCHAR", Kind.DAY: "DATE", Kind.WHOLE: "BIGINT"}
MOST_KEPT_ROWS: Final = 20_000

type Rows = list[dict[str, Any]]


class Warehouse:
    """The trips of a folder, and the ledger's questions answered about them."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.folder = folder
        self.shelf: Shelf = read_shelf(folder)
        self.shelf.span  # noqa: B018 - refuses an empty warehouse
        self._connection = connect(limits, folder / "spill")
        self._lock = Lock()
        self._files = AnswerFiles(folder, self.shelf.edition)
        self._answers: Kept[tuple[Hashable, ...], Rows] = Kept(KEPT_ANSWERS)
        for table in TABLES:
            files = ", ".join(quote(one) for one in list_files(folder, table, self.shelf))
            source = f"read_parquet([{files}], union_by_name=true)"
            # The sums are small and asked for again and again; the trips stay in their files.
            kind = "TABLE" if table in SUMMED else "VIEW"
            missing = "" if table in SUMMED else self._write_missing(source)
            self._connection.execute(f"CREATE {kind} {table} AS SELECT *{missing} FROM {source}")  # noqa: S608

    def _write_missing(self, source: str) -> str:
        """Columns that the ledger has got since every one of the intakes was read in: nothing is known."""
        described = self._connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()  # noqa: S608
        known = {row[0] for row in described}
        lacking = [column for column in COLUMNS if column.name not in known]
        return "".join(f", CAST(NULL AS {ENGINE_TYPES[one.kind]}) AS {one.name}" for one in lacking)

    def get_relation(self, relation: Relation) -> ir.Table:
        """A relation to write a question of one's own on."""
        return name_relation(relation, self.shelf.bands)

    def answer(self, relation: Relation, question: Question, *terms: Hashable) -> Rows:
        """A question's rows, asked of a relation with what else it takes, such as the population."""
        key = (relation, question, *terms)
        known = self._answers.find(key)
        if known is not None:
            return [dict(row) for row in known]
        statement = write_question(relation, self.shelf.bands, question, terms)
        rows = self._look_through(statement) if relation is Relation.TRIPS else self._run(statement)
        if len(rows) <= MOST_KEPT_ROWS:
            self._answers.keep(key, [dict(row) for row in rows])
        return rows

    def _look_through(self, statement: str) -> Rows:
        """An answer out of the trips themselves: from its file when somebody has asked before."""
        known = self._files.find(statement)
        if known is not None:
            return known
        rows = self._run(statement)
        self._files.keep(statement, rows)
        return rows

    def _run(self, statement: str) -> Rows:
        with self._lock:
            rows: Rows = self._connection.sql(statement).to_arrow_table().to_pylist()
        return rows

    def ask(self, question: ir.Table) -> Rows:
        """The rows of an expression's answer, which is not kept."""
        rows: Rows = self.fetch(question).to_pylist()
        return rows

    def fetch(self, question: ir.Table) -> Any:  # noqa: ANN401 - Arrow's tables have no types
        """The answer as an Arrow table, for what is written on."""
        with self._lock:
            return fetch(self._connection, question)

    @property
    def is_current(self) -> bool:
        """Whether nothing has been read in since the warehouse was opened."""
        return read_shelf(self.folder).edition == self.shelf.edition

    def close(self) -> None:
        """Let the files go."""
        self._connection.close()


def open_warehouse(folder: Path, limits: Limits = USUAL_LIMITS) -> Warehouse:
    """Open a folder's trips for questions. Raises `TooFewMonths` when nothing has been read in."""
    return Warehouse(folder, limits)
