"""What can go wrong between us and the database server."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidInput, Upstream, UpstreamUnavailable

DEBIAN_PACKAGE = "postgresql"


class PostgresMissing(Upstream):
    """No PostgreSQL of a usable version is installed here."""

    code = "upstream.postgres_missing"
    sentence = "Det finns ingen PostgreSQL 15 eller senare på datorn."
    advice = (
        "Installera beroendegruppen platform (uv sync --group platform), "
        f"eller Debianpaketet {DEBIAN_PACKAGE} (apt-get install {DEBIAN_PACKAGE}), "
        "eller peka ut ett eget kluster med DATABASE_URL."
    )


class ServerFailed(Upstream):
    """The database server stopped with an error. Its data folder is as it was."""

    code = "upstream.postgres_failed"
    sentence = "Databasservern gick inte att starta."
    advice = "Läs databasens logg (server.log i databasens mapp)."


class ServerSlow(UpstreamUnavailable):
    """The database server has not become ready within the time given; it may be recovering."""

    code = "upstream.postgres_slow"
    sentence = "Databasservern blev inte klar i tid."
    advice = "Den kan vara mitt i en återhämtning. Vänta en stund och försök igen; se server.log."


class ClusterInUse(Conflict):
    """Another process has started the server on the same data folder."""

    code = "conflict.postgres_in_use"
    sentence = "Databasen körs redan av en annan process."
    advice = "Stäng den andra processen först, eller välj en annan mapp."


class ClusterOfOtherVersion(InvalidInput):
    """The data folder was made by another major version of PostgreSQL than the one found here."""

    code = "input.postgres_version"
    sentence = "Databasens mapp är gjord av en annan huvudversion av PostgreSQL."
    advice = (
        "Ta en säkerhetskopia med den gamla versionen (skjuts backup create) och återställ den med den nya."
    )


class ClusterClosed(InvalidInput):
    """The data folder belongs to somebody else, or cannot be made where it was asked for."""

    code = "input.postgres_folder"
    sentence = "Databasens mapp går inte att använda."
    advice = "Kör som den användare som äger mappen, eller välj en annan mapp."


class ClusterUnprepared(Upstream):
    """The roles, the database or the extensions are missing, and the account given may not make them."""

    code = "upstream.postgres_unprepared"
    sentence = "Klustret saknar roller, databas eller tillägg, och kontot får inte skapa dem."
    advice = "Be den som sköter klustret att köra satserna som skrivs ut."


class CopyFailed(Upstream):
    """A database could not be dumped, restored or tallied. What was begun has been removed."""

    code = "upstream.postgres_copy"
    sentence = "Databasen gick inte att kopiera eller återställa."
    advice = (
        "Kontrollera att rollen i DATABASE_ADMIN_URL ser alla rader och får skapa databaser, "
        "och att disken räcker."
    )


class DatabaseInUse(Conflict):
    """Somebody is connected to the database that is to be replaced. Nothing has been changed."""

    code = "conflict.database_in_use"
    sentence = "Någon är ansluten till databasen."
    advice = "Stoppa sidor och jobbprocesser först."
