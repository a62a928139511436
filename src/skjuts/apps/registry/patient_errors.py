"""Refusals of the register of patients. None of them says who somebody is."""

from __future__ import annotations

from uuid import UUID

from skjuts.core.kernel.errors import Conflict, InvalidField


class ForTheDesk(InvalidField):
    """The person has protected personal data: their desk goes on. Said of known and unknown alike."""

    code = "patient.for_the_desk"
    sentence = "Personen kan inte registreras här."
    advice = "Kontakta handläggarna för skyddade personuppgifter hos din huvudman."


class UnknownPerson(InvalidField):
    """The person register knows of nobody with the number."""

    code = "patient.unknown_person"
    sentence = "Numret finns inte i personregistret."
    advice = "Kontrollera numret. Saknar personen svenskt nummer, använd ett reservnummer."


class DeceasedPerson(InvalidField):
    """The person is dead according to the person register."""

    code = "patient.deceased"
    sentence = "Personen har avlidit enligt personregistret."
    advice = "Kontrollera numret."


class AlreadyRegistered(Conflict):
    """The identity already names a patient of the authority: `patient_id`."""

    code = "conflict.already_registered"
    sentence = "Personen är redan registrerad."
    advice = "Öppna den patient som finns."

    def __init__(self, patient_id: UUID, *, field: str = "") -> None:
        super().__init__(field=field)
        self.patient_id = patient_id


class ChangedMeanwhile(Conflict):
    """Somebody else has changed the patient since the form was opened. Nothing has been saved."""

    code = "conflict.changed_meanwhile"
    sentence = "Någon annan har ändrat uppgifterna sedan du öppnade dem. Ingenting har sparats."
    advice = "Jämför uppgifterna fält för fält och spara igen."
