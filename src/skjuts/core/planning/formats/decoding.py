"""From bytes to a form, with every fault told as one of our own errors, in Swedish."""

from __future__ import annotations

import re
from collections.abc import Callable

import msgspec

from skjuts.core.kernel.errors import InvalidField, UnreadableInput, UnsupportedVersion

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_PLACE_IN_MESSAGE = re.compile(r" - at (?:`key` in )?`\$\.?(?P<path>.*)`$", re.DOTALL)
_TYPES = {
    "int": "ett heltal",
    "float": "ett tal",
    "str": "en text",
    "bool": "true eller false",
    "array": "en lista",
    "object": "ett objekt",
    "null": "null",
}
_FAULTS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (re.compile(r"missing required field `(.+?)`"), lambda m: f"Fältet {m[1]} saknas."),
    (re.compile(r"unknown field `(.+?)`"), lambda m: f"Fältet {m[1]} finns inte i formatet."),
    (
        re.compile(r"Expected `(.+?)`, got `(.+?)`"),
        lambda m: f"Värdet ska vara {_name_types(m[1])} men är {_name_got(m[2], wanted=m[1])}.",
    ),
    (re.compile(r"Expected `\w+` (>=|<=|>|<) (\S+)"), lambda m: f"Värdet ska vara {m[1]} {m[2]}."),
    (re.compile(r"of length (>=|<=|==) (\d+)"), lambda m: f"Längden ska vara {m[1]} {m[2]}."),
    (
        re.compile(r"matching regex"),
        lambda _: "Tiden ska vara ett antal sekunder eller skrivas HH:MM eller HH:MM:SS.",
    ),
    (re.compile(r"Invalid (?:enum )?value (.+)$"), lambda m: f"Värdet {m[1]} finns inte bland de tillåtna."),
    (re.compile(r"out of range"), lambda _: "Talet är för stort."),
)


class _Header(msgspec.Struct):
    skjuts: str = ""
    version: int = 0


def decode_form[T](data: bytes, form: type[T], *, kind: str, version: int) -> T:
    """Decode a versioned document of one kind.

    Raises `UnreadableInput` when it is not JSON of that kind, `UnsupportedVersion` for another
    version and `InvalidField`, with the path of the field, for whatever breaks the schema.
    """
    header = decode(data, _Header)
    if header.skjuts != kind:
        raise UnreadableInput(
            f"Filen är inte ett underlag av slaget ”{kind}”.",
            field="skjuts",
            remedy=f'Filen ska börja med {{"skjuts": "{kind}", "version": {version}, …}}.',
        )
    if header.version != version:
        raise UnsupportedVersion(
            f"Filens version är {header.version}, men här läses version {version}.", field="version"
        )
    return decode(data, form)


def decode[T](data: bytes, form: type[T]) -> T:
    """Decode JSON into a form; raises `UnreadableInput` or `InvalidField`."""
    text = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        return msgspec.json.decode(text, type=form)
    except msgspec.ValidationError as fault:
        raise _invalid_field(str(fault)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise UnreadableInput(
            f"Filen är inte läsbar som JSON{_position(str(fault), text)}.",
            remedy="Spara filen som JSON i UTF-8 och kontrollera att den är hel.",
        ) from None


def _invalid_field(fault: str) -> InvalidField:
    place = _PLACE_IN_MESSAGE.search(fault)
    path = place["path"] if place else ""
    text = fault[: place.start()] if place else fault
    for pattern, sentence in _FAULTS:
        match = pattern.search(text)
        if match:
            named = match[1] if "field" in pattern.pattern else ""
            return InvalidField(sentence(match), field=".".join(filter(None, (path, named))))
    return InvalidField(field=path)


def _name_types(names: str) -> str:
    return " eller ".join(_TYPES.get(name, name) for name in names.split(" | "))


def _name_got(name: str, *, wanted: str) -> str:
    is_broken = name == "float" and "float" not in wanted
    return "ett tal med decimaler" if is_broken else _name_types(name)


def _position(fault: str, data: bytes) -> str:
    """Where an editor shows it: JSON itself counts bytes from the beginning."""
    byte = re.search(r"\(byte (\d+)\)", fault)
    if byte:
        before = data[: int(byte[1])].decode(errors="replace")
        line, sign = before.count("\n") + 1, len(before) - before.rfind("\n")
        return f" (fel på rad {line}, tecken {sign})"
    return " (den är avklippt)" if "truncated" in fault else ""
