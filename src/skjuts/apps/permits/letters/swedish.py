"""Letters in Swedish: the form that the law knows. What it comes to stands first, in a sentence. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from skjuts.apps.permits.laws import Review, ReviewRoute
from skjuts.apps.permits.letters.matter import Decided, Grounds, Matter, Sender
from skjuts.apps.permits.letters.phrases import SWEDISH, tell_day, tell_terms
from skjuts.apps.permits.letters.text import Form, Part, Section

FORM = Form.SWEDISH
GROUNDS = {
    "clerical": "Beslutet innehöll ett uppenbart fel, som nu är rättat.",
    "new_facts": "Det har kommit fram nya uppgifter till din fördel.",
    "reserved": "I beslutet står att det kan ändras, och förutsättningarna har ändrats.",
    "safety": "Det finns säkerhetsskäl som inte kan vänta.",
    "false_information": "Beslutet byggde på uppgifter som var felaktiga eller vilseledande.",
}


def write_part(matter: Matter) -> Part:
    """The letter in Swedish."""
    title, lead, sections = _WRITERS[matter.kind](matter)
    sections = [*sections, _contact(matter.sender)]
    return Part(form=FORM, title=title, lead=lead, sections=tuple(sections))


type Written = tuple[str, str, list[Section]]


def _decision(matter: Matter) -> Written:
    made, kind = matter.decision, SWEDISH.kinds[matter.permit_kind]
    sections = [
        Section(heading="Skälen för beslutet", paragraphs=tuple(_reasons(matter.grounds))),
        *_terms(made),
        Section(heading="Regeln", paragraphs=tuple(_rule(matter))),
        *_considered(matter.grounds, is_yes=made.outcome == "granted"),
        _review(matter),
        _signed(made),
    ]
    return f"Beslut om {kind}", _outcome(matter, kind), sections


def _outcome(matter: Matter, kind: str) -> str:
    made = matter.decision
    if made.terms and made.terms.travel_modes and made.outcome in {"granted", "partly"}:
        may = SWEDISH.modes_of(made.terms.travel_modes)
        but = ", men inte allt som du har ansökt om" if made.outcome == "partly" else ""
        return f"Du får {kind}: du får {may}{but}."
    if made.outcome == "dismissed":
        return f"Vi prövar inte din ansökan om {kind}."
    if made.outcome == "written_off":
        return f"Vi avslutar ditt ärende om {kind} utan att pröva det."
    instead = f" Du kan i stället {SWEDISH.modes[made.instead]}." if made.instead else ""
    return f"Du får inte den {kind} som du har ansökt om.{instead}"


def _reasons(grounds: Grounds) -> Iterator[str]:
    yield grounds.reasons
    if grounds.rules:
        yield " ".join(grounds.rules)


def _terms(made: Decided) -> list[Section]:
    if made.terms is None:
        return []
    return [Section(heading="Det här gäller för dina resor", points=tuple(tell_terms(made.terms, FORM)))]


def _rule(matter: Matter) -> Iterator[str]:
    yield f"Beslutet bygger på {matter.act_title} ({matter.act})."
    if matter.grounds.laws:
        yield f"Den bestämmelse som har använts: {'; '.join(matter.grounds.laws)}."


def _considered(grounds: Grounds, *, is_yes: bool) -> list[Section]:
    found = []
    if grounds.considered:
        found.append(Section(heading="Det här har vi vägt in", points=grounds.considered))
    if grounds.near_misses and not is_yes:
        found.append(Section(heading="Det här hade kunnat ge ett annat svar", points=grounds.near_misses))
    return found


def _review(matter: Matter) -> Section:
    made = matter.decision
    told = _REVIEWS[made.review.route](matter, made.review)
    again = "Du kan alltid be oss titta på beslutet en gång till. Ring eller skriv och säg vad som är fel."
    return Section(heading="Om du tycker att beslutet är fel", paragraphs=(again, *told))


def _legality(matter: Matter, review: Review) -> Iterator[str]:
    court, members = matter.sender.court or "förvaltningsrätten", matter.sender.members
    yield (
        f"Beslutet kan också prövas av domstol genom laglighetsprövning ({review.legal_basis}). "
        f"Den som är medlem av {members} kan begära det. Skriv till {court}. "
        "Tala om vilket beslut du menar och varför det strider mot lag."
    )
    yield (
        f"Ditt brev ska ha kommit till domstolen inom {_weeks(review)} från den dag då det på anslagstavlan "
        f"tillkännagavs att nämndens protokoll är justerat. {_last_day(matter, review)}"
    )
    yield (
        "Domstolen kan upphäva beslutet men inte ersätta det med ett nytt. "
        "Den prövar bara de skäl som du har skrivit före sista dagen."
    )


def _appeal(matter: Matter, review: Review) -> Iterator[str]:
    court = matter.sender.court or "förvaltningsrätten"
    yield (
        f"Du kan överklaga beslutet till {court} ({review.legal_basis}). Skriv vilket beslut du överklagar, "
        f"hur du vill att det ändras och varför. Skicka överklagandet till oss, {matter.sender.name}. "
        "Vi skickar det vidare om vi inte själva ändrar beslutet så som du vill."
    )
    yield (
        f"Överklagandet ska ha kommit till oss inom {_weeks(review)} från den dag då du fick del av "
        f"beslutet. {_last_day(matter, review)}"
    )


def _none(_matter: Matter, _review: Review) -> Iterator[str]:
    yield (
        "Beslutet går inte att överklaga, eftersom regeln inte lämnar något utrymme för bedömning "
        "(Högsta förvaltningsdomstolen, HFD 2019:10). Rätten till domstolsprövning enligt artikel 6.1 i "
        "Europakonventionen kan ge undantag."
    )


def _last_day(matter: Matter, review: Review) -> str:
    last = matter.decision.review_by
    if last:
        return f"Sista dagen är den {tell_day(last, FORM)}."
    if review.route is ReviewRoute.LEGALITY_REVIEW:
        return "Protokollet är ännu inte anslaget. Vi berättar vilken dag som är den sista när du frågar oss."
    return f"Räkna {_weeks(review)} från den dag då brevet kom till dig."


def _weeks(review: Review) -> str:
    return {3: "tre veckor"}.get(review.weeks, f"{review.weeks} veckor")


def _signed(made: Decided) -> Section:
    point = f" enligt delegationsordningen punkt {made.point}" if made.point else ""
    who = f"Beslutet fattades den {tell_day(made.on, FORM)} av {made.by}, {made.role}{point}."
    return Section(heading="Vem som har beslutat", paragraphs=(who,))


def _completion(matter: Matter) -> Written:
    asked, kind = matter.request, SWEDISH.kinds[matter.permit_kind]
    day = tell_day(asked.answer_by, FORM)
    sections = [
        Section(
            heading="Det här behöver vi veta",
            paragraphs=(asked.text,) if asked.text else (),
            points=asked.questions,
        ),
        Section(
            heading="Om du inte svarar",
            paragraphs=(
                (
                    f"Om vi inte har fått svar senast den {day} avgör vi ärendet med de uppgifter som finns. "
                    "Behöver du mer tid, hör av dig till oss före den dagen."
                ),
            ),
        ),
    ]
    lead = f"Vi behöver fler uppgifter för att kunna avgöra din ansökan om {kind}, senast den {day}."
    return "Vi behöver fler uppgifter", lead, sections


def _change(matter: Matter) -> Written:
    kind = SWEDISH.kinds[matter.permit_kind]
    is_improved = matter.verb == "improved"
    title = "Ändrat beslut" if is_improved else "Rättat beslut"
    lead = (
        f"Vi har ändrat beslutet om {kind} till din fördel."
        if is_improved
        else f"Vi har rättat ett fel i beslutet om {kind}."
    )
    why = (GROUNDS[matter.ground], matter.grounds.reasons)
    sections = [
        Section(heading="Skälen", paragraphs=why),
        Section(heading="Regeln", paragraphs=tuple(_rule(matter))),
        _review(matter),
        _signed(matter.decision),
    ]
    return title, lead, sections


def _notice(matter: Matter) -> Written:
    kind, asked = SWEDISH.kinds[matter.permit_kind], matter.request
    day = tell_day(asked.answer_by, FORM)
    sections = [
        Section(heading="Varför", paragraphs=(GROUNDS[matter.ground], matter.grounds.reasons)),
        Section(
            heading="Säg vad du tycker",
            paragraphs=(
                (
                    f"Innan vi beslutar får du säga din mening. Ring eller skriv senast den {day}. "
                    "Ditt tillstånd gäller till dess att vi har beslutat."
                ),
            ),
        ),
        Section(heading="Regeln", paragraphs=tuple(_rule(matter))),
    ]
    lead = f"Vi överväger att återkalla ditt tillstånd till {kind}. Du kan svara senast den {day}."
    return "Vi överväger att återkalla ditt tillstånd", lead, sections


def _revocation(matter: Matter) -> Written:
    kind = SWEDISH.kinds[matter.permit_kind]
    day = tell_day(matter.decision.on, FORM)
    sections = [
        Section(heading="Skälen för beslutet", paragraphs=(GROUNDS[matter.ground], matter.grounds.reasons)),
        Section(
            heading="Det här händer nu",
            paragraphs=("Du kan inte längre resa på tillståndet. Ring oss om du redan har beställt resor.",),
        ),
        Section(heading="Regeln", paragraphs=tuple(_rule(matter))),
        _review(matter),
        _signed(matter.decision),
    ]
    return "Ditt tillstånd är återkallat", f"Ditt tillstånd till {kind} gäller inte från den {day}.", sections


def _renewal(matter: Matter) -> Written:
    kind = SWEDISH.kinds[matter.permit_kind]
    day = tell_day(matter.last_day, FORM)
    sections = [
        Section(
            heading="Om du behöver resa därefter",
            paragraphs=(
                (
                    "Tala med din vårdenhet om ett nytt intyg, eller ansök hos oss. "
                    "Gör det i god tid, så att beslutet hinner fattas innan tillståndet går ut."
                ),
            ),
        ),
        Section(heading="Om du inte behöver resa", paragraphs=("Då behöver du inte göra något.",)),
    ]
    return (
        "Ditt tillstånd går snart ut",
        f"Ditt tillstånd till {kind} gäller till och med den {day}.",
        sections,
    )


def _contact(sender: Sender) -> Section:
    ask = f"Vi svarar gärna: {sender.name}." if sender.lines else f"Hör av dig till {sender.name}."
    help_ = "Du kan få brevet uppläst, med större text eller översatt till ditt språk. Det kostar ingenting."
    return Section(heading="Frågor", paragraphs=(f"{ask} {help_}",), points=sender.lines)


_WRITERS: dict[str, Callable[[Matter], Written]] = {
    "decision": _decision,
    "completion": _completion,
    "change": _change,
    "notice": _notice,
    "revocation": _revocation,
    "renewal": _renewal,
}
_REVIEWS: dict[ReviewRoute, Callable[[Matter, Review], Iterator[str]]] = {
    ReviewRoute.LEGALITY_REVIEW: _legality,
    ReviewRoute.ADMINISTRATIVE_APPEAL: _appeal,
    ReviewRoute.NONE: _none,
}
