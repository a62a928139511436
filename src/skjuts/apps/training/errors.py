"""What can go wrong in training, told to the one who can mend it."""

from __future__ import annotations

from collections.abc import Iterable

from skjuts.core.kernel.errors import Conflict, InvalidInput


class PagesUnread(Conflict):
    """The test opens when every page of the course has been read."""

    code = "conflict.pages_unread"
    sentence = "Provet öppnas när du har läst alla sidor."
    advice = "Läs de sidor som är kvar och kom tillbaka."


class AttemptTooSoon(Conflict):
    """After failures the next attempt begins a while later, by the course's own rule."""

    code = "conflict.attempt_too_soon"
    sentence = "Det är för tidigt att göra om provet."
    advice = "Läs de sidor som provet pekade på under tiden."


class AlreadyTrained(Conflict):
    """The certificate of training lasts long enough; the test may be taken again close to its end."""

    code = "conflict.already_trained"
    sentence = "Ditt kursbevis gäller redan."
    advice = "Du kan göra provet igen när det återstår två månader."


class AlreadyHandedIn(Conflict):
    """The test was handed in before. The first answers count."""

    code = "conflict.already_handed_in"
    sentence = "Provet är redan inlämnat."
    advice = "Se resultatet på provets sida."


class TrainingMissing(InvalidInput):
    """A delegation needs a valid certificate of training, or a softer transition of the unit."""

    code = "input.training_missing"
    sentence = "Personen saknar giltigt kursbevis."
    advice = "Be personen gå kursen och göra provet först."


class AlreadyDelegated(Conflict):
    """The person has a delegation for the same kind in the same time."""

    code = "conflict.already_delegated"
    sentence = "Personen har redan en delegation för samma sak under den tiden."
    advice = "Återkalla den först, eller välj en senare första dag."


class CourseFaulty(InvalidInput):
    """The files of a course do not make a course; `problems` lists every fault that was found."""

    code = "input.course_faulty"
    sentence = "Kursen går inte att använda än."
    advice = "Rätta felen och försök igen."

    def __init__(self, problems: Iterable[str], message: str = "") -> None:
        self.problems = tuple(problems)
        super().__init__(message)


class BadCourseArchive(InvalidInput):
    """The zip file is damaged, too large, or holds something else than the texts of a course."""

    code = "input.course_archive"
    sentence = "Filen går inte att läsa som en kurs."
    advice = "Ladda upp en zip-fil med kursens textfiler, som den som exporten ger."
