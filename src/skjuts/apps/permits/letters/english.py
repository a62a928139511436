"""Letters in English: a translation. Reasons that a person wrote are quoted in Swedish. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from skjuts.apps.permits.laws import Review, ReviewRoute
from skjuts.apps.permits.letters.matter import Decided, Matter, Sender
from skjuts.apps.permits.letters.phrases import ENGLISH, tell_day, tell_terms
from skjuts.apps.permits.letters.text import Form, Part, Section

FORM = Form.ENGLISH
ACTS = {
    "1991:419": "the Act on Reimbursement of Travel Costs for Patient Trips (1991:419)",
    "1997:736": "the Paratransit Act (1997:736)",
    "1997:735": "the National Paratransit Act (1997:735)",
}
QUOTED = "The reasons were written in Swedish. You can have them explained in your language, free of charge:"
GROUNDS = {
    "clerical": "The decision held an obvious mistake, which has been corrected.",
    "new_facts": "New facts in your favour have come to light.",
    "reserved": "The decision says that it may be changed, and circumstances have changed.",
    "safety": "There are reasons of safety that cannot wait.",
    "false_information": "The decision rested on information that was wrong or misleading.",
}
type Written = tuple[str, str, list[Section]]


def write_part(matter: Matter) -> Part:
    """The letter in English."""
    title, lead, sections = _WRITERS[matter.kind](matter)
    valid = Section(
        heading="About this translation", paragraphs=("The decision in Swedish is the one that holds.",)
    )
    return Part(form=FORM, title=title, lead=lead, sections=(*sections, _contact(matter.sender), valid))


def _decision(matter: Matter) -> Written:
    made, kind = matter.decision, ENGLISH.kinds[matter.permit_kind]
    sections = [_reasons("The reasons", matter)]
    if made.terms:
        sections.append(
            Section(heading="What holds for your trips", points=tuple(tell_terms(made.terms, FORM)))
        )
    sections += [_rule(matter), _review(matter), _signed(made)]
    return f"Decision on {kind}", _outcome(matter, kind), sections


def _outcome(matter: Matter, kind: str) -> str:
    made = matter.decision
    if made.terms and made.terms.travel_modes and made.outcome in {"granted", "partly"}:
        but = ", but not all that you applied for" if made.outcome == "partly" else ""
        return f"You are granted {kind}: you may {ENGLISH.modes_of(made.terms.travel_modes)}{but}."
    if made.outcome == "dismissed":
        return f"We do not examine your application for {kind}."
    if made.outcome == "written_off":
        return f"We close your case about {kind} without examining it."
    instead = f" You can {ENGLISH.modes[made.instead]} instead." if made.instead else ""
    return f"You are not granted {kind} as you applied for it.{instead}"


def _reasons(heading: str, matter: Matter, *first: str) -> Section:
    quoted = (matter.grounds.reasons, " ".join(matter.grounds.rules))
    return Section(heading=heading, paragraphs=(*first, QUOTED), quoted=tuple(one for one in quoted if one))


def _rule(matter: Matter) -> Section:
    return Section(heading="The rule", paragraphs=(f"The decision rests on {ACTS[matter.act]}.",))


def _review(matter: Matter) -> Section:
    again = (
        "You can always ask us to look at the decision once more. Call or write, and tell us what is wrong."
    )
    review = matter.decision.review
    told = _REVIEWS[review.route](matter, review)
    return Section(heading="If you think that the decision is wrong", paragraphs=(again, *told))


def _legality(matter: Matter, review: Review) -> Iterator[str]:
    court = matter.sender.court or "the administrative court"
    yield (
        "The decision can also be tried by a court as to its legality (Local Government Act, chapter 13). "
        f"Members of the region or municipality may ask for that. Write to {court}."
    )
    yield (
        f"Your letter must reach the court within {_weeks(review)} from the day on which it was announced "
        f"on the notice board that the board's minutes were adjusted. {_last_day(matter, review)}"
    )
    yield "The court may annul the decision, not replace it. It tries only what you have raised in time."


def _appeal(matter: Matter, review: Review) -> Iterator[str]:
    court = matter.sender.court or "the administrative court"
    yield (
        f"You can appeal the decision to {court}. Write which decision you appeal, how you want it changed "
        f"and why. Send the appeal to us, {matter.sender.name}."
    )
    yield (
        f"It must reach us within {_weeks(review)} from the day on which you received the decision. "
        f"{_last_day(matter, review)}"
    )


def _none(_matter: Matter, _review: Review) -> Iterator[str]:
    yield (
        "The decision cannot be appealed, since the rule leaves no room for judgement (HFD 2019:10). "
        "Article 6.1 of the European Convention on Human Rights may give an exception."
    )


def _last_day(matter: Matter, review: Review) -> str:
    last = matter.decision.review_by
    if last:
        return f"The last day is {tell_day(last, FORM)}."
    if review.route is ReviewRoute.LEGALITY_REVIEW:
        return "The minutes have not been announced yet. Ask us, and we will tell you the last day."
    return f"Count {_weeks(review)} from the day on which the letter reached you."


def _weeks(review: Review) -> str:
    return {3: "three weeks"}.get(review.weeks, f"{review.weeks} weeks")


def _signed(made: Decided) -> Section:
    who = f"The decision was made on {tell_day(made.on, FORM)} by {made.by}."
    return Section(heading="Who decided", paragraphs=(who,))


def _completion(matter: Matter) -> Written:
    asked, kind = matter.request, ENGLISH.kinds[matter.permit_kind]
    day = tell_day(asked.answer_by, FORM)
    quoted = tuple(one for one in (asked.text, *asked.questions) if one)
    sections = [
        Section(
            heading="What we need to know",
            paragraphs=("The questions were written in Swedish:",),
            quoted=quoted,
        ),
        Section(
            heading="If you do not answer",
            paragraphs=(
                f"If we have no answer by {day}, we decide on what we know. Call us if you need more time.",
            ),
        ),
    ]
    return "We need to know more", f"We need more facts for your application for {kind}, by {day}.", sections


def _change(matter: Matter) -> Written:
    kind = ENGLISH.kinds[matter.permit_kind]
    is_improved = matter.verb == "improved"
    lead = (
        f"We have changed the decision on {kind} in your favour."
        if is_improved
        else f"We have corrected a mistake in the decision on {kind}."
    )
    sections = [
        _reasons("The reasons", matter, GROUNDS[matter.ground]),
        _review(matter),
        _signed(matter.decision),
    ]
    return "Changed decision" if is_improved else "Corrected decision", lead, sections


def _notice(matter: Matter) -> Written:
    kind, day = ENGLISH.kinds[matter.permit_kind], tell_day(matter.request.answer_by, FORM)
    say = f"You may tell us your view before we decide. Call or write by {day}. Your permit holds until then."
    sections = [
        _reasons("Why", matter, GROUNDS[matter.ground]),
        Section(heading="Tell us what you think", paragraphs=(say,)),
    ]
    lead = f"We are considering revoking your permit for {kind}. You can answer by {day}."
    return "We are considering revoking your permit", lead, sections


def _revocation(matter: Matter) -> Written:
    kind = ENGLISH.kinds[matter.permit_kind]
    sections = [
        _reasons("The reasons", matter, GROUNDS[matter.ground]),
        Section(
            heading="What happens now",
            paragraphs=("You can no longer travel on the permit. Call us if you have booked trips.",),
        ),
        _rule(matter),
        _review(matter),
        _signed(matter.decision),
    ]
    day = tell_day(matter.decision.on, FORM)
    return "Your permit is revoked", f"Your permit for {kind} does not hold from {day}.", sections


def _renewal(matter: Matter) -> Written:
    kind = ENGLISH.kinds[matter.permit_kind]
    again = "Talk to your care unit about a new certificate, or apply to us, well before that day."
    sections = [Section(heading="If you need to travel after that", paragraphs=(again,))]
    return (
        "Your permit ends soon",
        f"Your permit for {kind} holds up to and including {tell_day(matter.last_day, FORM)}.",
        sections,
    )


def _contact(sender: Sender) -> Section:
    ask = f"You are welcome to ask us: {sender.name}."
    return Section(heading="Questions", paragraphs=(ask,), points=sender.lines)


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
