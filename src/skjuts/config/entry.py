"""The one way in: `skjuts`, `python -m skjuts` and `./run` all come here."""

from __future__ import annotations

import gc
import sys

import typer

from skjuts.cli import trips
from skjuts.cli.audit import make_audit
from skjuts.cli.backup.commands import make_backup_app
from skjuts.cli.backup.key_names import KeyNames
from skjuts.cli.doctor.command import make_doctor
from skjuts.cli.keys import make_keys
from skjuts.cli.main import add_command, make_app, run
from skjuts.cli.open_authority import make_open_authority
from skjuts.cli.prepare_cluster import prepare_cluster
from skjuts.cli.serve import make_serve
from skjuts.config.key_fingerprints import fingerprint_keys, list_removed_keys
from skjuts.config.key_work import KEY_FILE
from skjuts.config.migrate_command import migrate
from skjuts.config.platform_checks import examine_platform
from skjuts.config.secrets import make_secrets, read_secrets
from skjuts.config.started_django import close_connections, start_django_in_house
from skjuts.config.worker_command import worker
from skjuts.machine.command import make_api_keys
from skjuts.rehearsal.day_command import day
from skjuts.rehearsal.demo import make_demo
from skjuts.rehearsal.timetable.command import demo_timetable
from skjuts.rehearsal.universe.universe_command import universe
from skjuts.rehearsal.years_command import demo_years


def compose() -> typer.Typer:
    """The whole application: the commands for everyday use and those of the rehearsal."""
    app = make_app()
    add_command(app, "day", day)
    add_command(app, "demo", make_demo(make_secrets))
    add_command(app, "demo-timetable", demo_timetable)
    add_command(app, "demo-years", demo_years)
    add_command(app, "universe", universe)
    add_command(app, "serve", make_serve(make_secrets))
    add_command(app, "migrate", migrate)
    add_command(app, "worker", worker)
    add_command(app, "prepare-cluster", prepare_cluster)
    add_command(trips.app, "gather", trips.make_gather(start_django_in_house))
    add_command(app, "open-authority", make_open_authority(start_django_in_house))
    add_command(app, "doctor", make_doctor(read_secrets, examine_platform))
    app.add_typer(make_backup_app(KeyNames(fingerprint_keys, list_removed_keys)), name="backup")
    app.add_typer(make_audit(start_django_in_house), name="audit")
    app.add_typer(make_keys(KEY_FILE, start_django_in_house), name="keys")
    app.add_typer(make_api_keys(start_django_in_house), name="api-keys")
    return app


app = compose()


def main() -> None:
    """Run the command line and exit with its code."""
    code = run(app)
    close_connections()
    # The interpreter's last search for rings of objects frees what the system takes back a moment later
    # anyhow, and costs a fifth of a planning command; what is frozen is left out of it. DuckDB's bindings
    # count what is left and would tell the reader of leaks.
    if "duckdb" not in sys.modules:
        gc.freeze()
    sys.exit(code)
