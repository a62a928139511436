"""docs/reference/trip-columns.md: the form in which a region reads in its own trips, in Swedish."""

from __future__ import annotations

from skjuts.core.followup.ledger.columns import COLUMNS, Column, Kind, Privacy

KINDS = {Kind.TEXT: "text", Kind.DAY: "dag (ÅÅÅÅ-MM-DD)", Kind.WHOLE: "heltal"}
PRIVACY = {
    Privacy.DIRECT: "pekar ut; lämnar huset bara som pseudonym",
    Privacy.NARROWING: "ringar in; görs grövre, eller blankas när få delar den",
    Privacy.INSIDE: "lämnar aldrig huset",
    Privacy.NONE: "",
}
HEAD = """\
# Resornas kolumner

Skriven ur [liggarens kolumner](../../src/skjuts/core/followup/ledger/columns.py) av `./run docs`.

En rad är en enkelresa för en resenär. Filen är CSV i UTF-8 med rubrikrad (semikolon, komma eller tabb) eller
Parquet, och har kolumnerna nedan, i vilken ordning som helst, och inga andra. De som får utelämnas behövs för
kontrollen av fakturor och för hur resan gick. En tom cell är okänd, aldrig noll. Personnummer läses aldrig
in: skicka källsystemets eget id.

    ./run trips try FIL --to MAPP                  provar varje rad och sparar ingenting
    ./run trips import FIL --to MAPP --name NAMN   läser in alla rader eller ingen

Ett namn är en leverans, till exempel en månad. Samma namn en gång till ersätter den förra. En resa som redan
finns i en annan leverans nekas. Belopp och fakturadag finns båda eller ingen.

Plattformens egna resor läses in varje natt, och med `./run trips gather`: reseräkningar för egen bil i
månader som har tagit slut. De ligger som leveransen ”Egna resor ur plattformen” och ersätter sig själva, så
att ingen räknas två gånger. Beställda resor tas inte därifrån: de kommer med fakturorna, med tillståndets
id i kolumnen `permit`. Resor med biljett och resor av personer med skyddade uppgifter är inte med.

| kolumn | slag | krävs | innehåll | tillåtna värden | om personen |
|---|---|---|---|---|---|
"""


def write_trip_columns() -> str:
    """The whole page."""
    return HEAD + "".join(_write_row(column) for column in COLUMNS)


def _write_row(column: Column) -> str:
    allowed = ", ".join(f"`{text}`" for text in column.known)
    if column.most:
        allowed = f"0–{column.most}"
    needed = "får utelämnas" if column.may_be_absent else "nej" if column.is_optional else "ja"
    cells = (f"`{column.name}`", KINDS[column.kind], needed, column.meaning, allowed, PRIVACY[column.privacy])
    return f"| {' | '.join(cells)} |\n"
