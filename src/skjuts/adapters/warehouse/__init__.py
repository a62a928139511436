"""The warehouse of trips: Parquet files in a folder, asked by DuckDB through the ledger's expressions."""

from skjuts.adapters.warehouse.asking import Warehouse, open_warehouse
from skjuts.adapters.warehouse.connecting import Limits
from skjuts.adapters.warehouse.extracting import write_extract
from skjuts.adapters.warehouse.importing import DryRun, import_trips, try_trips, withdraw_trips
from skjuts.adapters.warehouse.shelf import Intake, Shelf, read_shelf
from skjuts.adapters.warehouse.writing import Relation

__all__ = [
    "DryRun",
    "Intake",
    "Limits",
    "Relation",
    "Shelf",
    "Warehouse",
    "import_trips",
    "open_warehouse",
    "read_shelf",
    "try_trips",
    "withdraw_trips",
    "write_extract",
]
