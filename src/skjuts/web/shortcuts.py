"""The keyboard map's first group, the same on every page; an app's own keys stand on its pages' elements.

An element joins with `data-keys="Alt+n"` and `data-keys-label`: a field is focused, anything else pressed.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from skjuts.web.page import PageAddresses, Shortcut, ShortcutGroup


def list_shared_shortcuts(addresses: PageAddresses) -> ShortcutGroup:
    """The keys that work everywhere: this list, search, start, help, undo."""
    keys = [Shortcut(("?",), _("Visa kortkommandon"), does="open")]
    if addresses.search:
        keys.append(Shortcut(("/",), _("Sök"), focuses="#global-search"))
    keys.append(Shortcut(("Alt", "h"), _("Till startsidan"), leads=addresses.start))
    if addresses.help:
        keys.append(Shortcut(("F1",), _("Hjälp om sidan"), leads=addresses.help))
    keys += [
        Shortcut(("Control", "z"), _("Ångra det senaste, medan meddelandet är kvar")),
        Shortcut(("Escape",), _("Stäng dialog eller meny")),
    ]
    return ShortcutGroup(_("Överallt"), tuple(keys))
