"""An extract written for a purpose: rows without who anybody is, and the order beside them."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from typing import Any, Final

import msgspec

from skjuts.adapters.warehouse.asking import Warehouse
from skjuts.adapters.warehouse.writing import Relation
from skjuts.core.followup.ledger.extract import DIRECT, ExtractOrder, form_extract, pseudonymise

ORDER: Final = "order.json"
KEY_BYTES: Final = 32


def write_extract(warehouse: Warehouse, order: ExtractOrder, folder: Path, today: date) -> int:
    """Write an order's rows as `trips.parquet` with the order itself beside them; how many rows there are.

    The pseudonyms' key is drawn here and never written, so nobody can go back. Raises `ExtractNotAllowed`.
    """
    import pyarrow.parquet as pq

    order.require_allowed(today)
    rows = warehouse.fetch(form_extract(warehouse.get_relation(Relation.TRIPS), order))
    key = secrets.token_bytes(KEY_BYTES)
    for name in set(DIRECT) & set(order.columns):
        place = rows.column_names.index(name)
        rows = rows.set_column(place, name, _pseudonymise_column(rows.column(name), key, name))
    folder.mkdir(parents=True, exist_ok=False)
    pq.write_table(rows, folder / "trips.parquet", compression="zstd")
    told = {
        "purpose": order.purpose,
        "recipient": order.recipient,
        "erase_on": order.erase_on,
        "population": order.population.label(),
        "columns": order.columns,
        "rows": rows.num_rows,
        "made_on": today,
        "edition": warehouse.shelf.edition,
    }
    (folder / ORDER).write_bytes(msgspec.json.format(msgspec.json.encode(told)))
    return int(rows.num_rows)


def _pseudonymise_column(column: Any, key: bytes, name: str) -> Any:  # noqa: ANN401 - Arrow has no types
    """Each different id once, then its pseudonym wherever it stood."""
    import pyarrow as pa

    coded = column.combine_chunks().dictionary_encode()
    pseudonyms = [pseudonymise(key, name, one) for one in coded.dictionary.to_pylist()]
    return pa.DictionaryArray.from_arrays(coded.indices, pa.array(pseudonyms, pa.string())).cast(pa.string())
