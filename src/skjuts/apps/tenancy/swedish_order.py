"""Swedish alphabetical order without ICU: the same key in SQL (`sv_sort`) and in Python.

The embedded PostgreSQL has no Swedish collation. The key lowers the text, takes accents off and puts
å, ä and ö after z in that order.
"""

from __future__ import annotations

from django.db.models import Func, TextField

_FROM = "åäöéèêëáàâãüúùûíìîïóòôõçñýÿæø"
_TO = "{|}eeeeaaaauuuuiiiioooocnyy|}"
_KEYS = str.maketrans(_FROM, _TO)

CREATE_SV_SORT = f"""
create function sv_sort(value text) returns text language sql immutable strict parallel safe
return translate(lower(value), '{_FROM}', '{_TO}')
"""


def swedish_key(value: str) -> str:
    """The key by which text is sorted in Swedish; equal to SQL's `sv_sort`."""
    return value.lower().translate(_KEYS)


class SwedishOrder(Func):
    """`order_by(SwedishOrder("name"))`: Swedish order in the database."""

    function = "sv_sort"
    output_field = TextField()
