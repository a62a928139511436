"""Refusals of the registers of units, staff and assignments."""

from __future__ import annotations

from skjuts.core.kernel.errors import Conflict, InvalidField, InvalidTransition


class ImportDone(InvalidTransition):
    """The file has already been applied, thrown away or found faulty; it cannot be applied again."""

    code = "conflict.import_done"
    sentence = "Filen är redan inläst eller kastad."
    advice = "Provläs filen på nytt om den ska läsas in igen."


class RowChanged(Conflict):
    """Somebody has changed the same row since the form was opened. Nothing has been written."""

    code = "conflict.row_changed"
    sentence = "Någon annan har ändrat samma uppgifter medan formuläret var öppet."
    advice = "Jämför uppgifterna och spara igen."


class OwnAssignment(InvalidField):
    """Nobody changes what they may do themselves."""

    code = "input.own_assignment"
    sentence = "Ingen ändrar sina egna uppdrag."
    advice = "Be en kollega göra ändringen."


class GuardedRole(InvalidField):
    """Some roles guard others and are given by the authority's administrator alone."""

    code = "input.guarded_role"
    sentence = "Rollen får bara huvudmannens administratör ge eller ändra."
    advice = "Be administratören göra ändringen."


class DatesOutOfOrder(InvalidField):
    """The last day lies before the first one, or beyond the unit's own last day."""

    code = "input.dates_out_of_order"
    sentence = "Sista dagen ligger före den första, eller efter att enheten stängs."
    advice = "Rätta någon av dagarna."


class AssignmentOver(InvalidTransition):
    """The assignment has ended; history is not changed."""

    code = "conflict.assignment_over"
    sentence = "Uppdraget har tagit slut."
    advice = "Ge personen ett nytt uppdrag i stället."


class AuthorityOpen(Conflict):
    """There is an authority with this short name or name already. Nothing has been written."""

    code = "conflict.authority_open"
    sentence = "En huvudman med det namnet är redan öppnad."
    advice = "Logga in som dess administratör, eller välj ett annat kortnamn och namn."
