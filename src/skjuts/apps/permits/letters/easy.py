"""Letters in easy Swedish: short sentences, one thing in each, no word of law. Pure.

Says what it comes to, why, and what one can do. What is too hard to be said so stands in the Swedish part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import takewhile

from skjuts.apps.permits.laws import ReviewRoute
from skjuts.apps.permits.letters.matter import Matter, Sender
from skjuts.apps.permits.letters.phrases import EASY, tell_day, tell_terms
from skjuts.apps.permits.letters.readability import is_easy, split_sentences
from skjuts.apps.permits.letters.text import Form, Part, Section

FORM = Form.EASY
MORE = "Allt om varför står i brevet."
GROUNDS = {
    "clerical": "Det stod fel i beslutet.",
    "new_facts": "Vi har fått veta nya saker.",
    "reserved": "Ditt behov har ändrats.",
    "safety": "Resan är inte säker.",
    "false_information": "Vi fick veta fel saker från början.",
}
type Written = tuple[str, str, list[Section]]


def write_part(matter: Matter) -> Part:
    """The letter in easy Swedish."""
    title, lead, sections = _WRITERS[matter.kind](matter)
    return Part(form=FORM, title=title, lead=lead, sections=(*sections, _contact(matter.sender)))


def _decision(matter: Matter) -> Written:
    made, kind = matter.decision, EASY.kinds[matter.permit_kind]
    sections = [Section(heading="Varför?", paragraphs=tuple(_why(matter)))]
    if made.terms:
        sections.append(Section(heading="Så här får du resa", points=tuple(tell_terms(made.terms, FORM))))
    return f"Svar om {kind}", _outcome(matter, kind), [*sections, _review(matter)]


def _outcome(matter: Matter, kind: str) -> str:
    made = matter.decision
    if made.terms and made.terms.travel_modes and made.outcome in {"granted", "partly"}:
        may = EASY.modes_of(made.terms.travel_modes)
        part = " Du får inte allt som du bad om." if made.outcome == "partly" else ""
        return f"Vi säger ja. Du får {may}.{part}"
    if made.outcome == "dismissed":
        return f"Vi kan inte svara på din fråga om {kind}."
    if made.outcome == "written_off":
        return "Vi gör inget mer med din fråga."
    instead = f" Du kan {EASY.modes[made.instead]}." if made.instead else ""
    return f"Vi säger nej till din {kind}.{instead}"


def _why(matter: Matter) -> Iterator[str]:
    reasons = takewhile(is_easy, split_sentences([matter.grounds.reasons]))
    said = [*filter(is_easy, matter.grounds.rules), " ".join(reasons)]
    yield from [one for one in said if one][:2]
    yield MORE


def _review(matter: Matter) -> Section:
    return Section(heading="Är det fel?", paragraphs=tuple(_ways(matter)))


def _ways(matter: Matter) -> Iterator[str]:
    made = matter.decision
    yield "Ring oss. Vi kan titta en gång till."
    if made.review.route is ReviewRoute.NONE:
        yield "Du kan inte gå till en domstol med det här."
        return
    yield "Du kan också gå till en domstol. I brevet står hur du gör."
    if made.review_by:
        yield f"Sista dagen är den {tell_day(made.review_by, FORM)}."
    elif made.review.route is ReviewRoute.ADMINISTRATIVE_APPEAL:
        yield "Gör det inom tre veckor. Räkna från den dag då du fick brevet."
    else:
        yield "Fråga oss om sista dagen."


def _completion(matter: Matter) -> Written:
    asked = matter.request
    day = tell_day(asked.answer_by, FORM)
    easy = tuple(one for one in (asked.text, *asked.questions) if one and is_easy(one))
    told = Section(
        heading="Vad vill vi veta?", paragraphs=() if easy else ("Det står i brevet.",), points=easy
    )
    silent = Section(heading="Om du inte svarar", paragraphs=("Då tar vi beslut ändå.",))
    return "Vi vill veta mer", f"Vi vill veta mer om dig. Svara senast den {day}.", [told, silent]


def _change(matter: Matter) -> Written:
    lead = (
        "Vi har ändrat vårt svar. Det är bra för dig."
        if matter.verb == "improved"
        else "Vi har rättat ett fel."
    )
    why = Section(heading="Varför?", paragraphs=(GROUNDS[matter.ground], MORE))
    return "Vi har ändrat vårt svar", lead, [why, _review(matter)]


def _notice(matter: Matter) -> Written:
    kind, day = EASY.kinds[matter.permit_kind], tell_day(matter.request.answer_by, FORM)
    sections = [
        Section(heading="Varför?", paragraphs=(GROUNDS[matter.ground], MORE)),
        Section(
            heading="Vad tycker du?",
            paragraphs=(f"Ring oss senast den {day}.", "Du får resa tills vi har bestämt."),
        ),
    ]
    return "Vi kanske tar bort din rätt att resa", f"Du kanske inte får ha {kind} längre.", sections


def _revocation(matter: Matter) -> Written:
    kind = EASY.kinds[matter.permit_kind]
    sections = [
        Section(heading="Varför?", paragraphs=(GROUNDS[matter.ground], MORE)),
        Section(
            heading="Vad händer nu?",
            paragraphs=("Du kan inte resa på det.", "Ring oss om du har bokat en resa."),
        ),
        _review(matter),
    ]
    return (
        f"Du får inte ha {kind} längre",
        f"Du får inte ha {kind} från den {tell_day(matter.decision.on, FORM)}.",
        sections,
    )


def _renewal(matter: Matter) -> Written:
    kind = EASY.kinds[matter.permit_kind]
    again = Section(
        heading="Vill du resa mer?", paragraphs=("Tala med din vård, eller ring oss.", "Gör det nu.")
    )
    return (
        "Ditt tillstånd tar snart slut",
        f"Du får ha {kind} till den {tell_day(matter.last_day, FORM)}.",
        [again],
    )


def _contact(sender: Sender) -> Section:
    return Section(
        heading="Frågor?",
        paragraphs=("Ring eller skriv till oss.", "Vi kan läsa brevet för dig. Det kostar inget."),
        points=(sender.phone,) if sender.phone else (),
    )


_WRITERS: dict[str, Callable[[Matter], Written]] = {
    "decision": _decision,
    "completion": _completion,
    "change": _change,
    "notice": _notice,
    "revocation": _revocation,
    "renewal": _renewal,
}
