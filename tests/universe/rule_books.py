"""A tiny invented rule book: bus for those who walk to it, taxi for the others, so far from home."""

from __future__ import annotations

from skjuts.adapters.files.rule_books import parse_document
from skjuts.core.rules import RuleBook, read_book

BOOK = """\
book: {id: exempel, title: Exempel, region: exempel,
       version: "1", status: in_force, valid: {from: 2020-01-01}}
facts:
  is_care: {name: vård, kind: bool, question: Är det vård?}
  walks: {name: gångsträckan, kind: metres, question: Hur långt kan resenären gå?}
  to_stop: {name: vägen till hållplatsen, kind: metres, question: Hur långt är det till hållplatsen?}
  is_frail: {name: skör, kind: bool, question: Är resenären skör?}
  travel_mode: {name: färdsättet, kind: choice, choices: {bus: buss, taxi: taxi}, question: Vilket färdsätt?}
parameters:
  limit:
    name: gränsen
    kind: metres
    values: [{value: 500 m, from: 2020-01-01, to: 2031-06-30, law: 1 §, source: påhittad, evidence: sourced},
             {value: 800 m, from: 2031-07-01, law: 1 §, source: påhittad, evidence: sourced}]
tables:
  coverage:
    name: Rätten
    policy: first
    columns: [is_care]
    outcomes: {coverage: {name: rätten, kind: choice,
      choices: {covered: omfattas, not_covered: omfattas inte}}}
    rows:
      - {id: care, when: {is_care: ja}, then: {coverage: omfattas}, reason: Vård., law: 1 §, source: påhittad}
      - {id: other, then: {coverage: omfattas inte}, reason: Inte vård., law: 1 §, source: påhittad}
  grant:
    name: Beslutet
    policy: first
    columns: [travel_mode]
    outcomes: {grant_form: {name: prövningen, kind: choice, choices: {free: fri, permit: tillstånd}}}
    rows:
      - {id: bus, when: {travel_mode: buss}, then: {grant_form: fri}, reason: Fritt.,
         law: 4 §, source: påhittad}
      - {id: rest, then: {grant_form: tillstånd}, reason: Prövas., law: 4 §, source: påhittad}
  fits_bus:
    name: Buss
    policy: first
    columns: [is_frail, to_stop, walks]
    outcomes: {fits_bus: {name: bussen, kind: choice, choices: {yes_fits: passar, no_fit: passar inte}}}
    rows:
      - {id: frail, when: {is_frail: ja}, then: {fits_bus: passar inte}, reason: Skör.,
         law: 2 §, source: påhittad}
      - {id: far, when: {to_stop: "över {walks}"}, then: {fits_bus: passar inte}, reason: Långt.,
         law: 2 §, source: påhittad}
      - {id: near, when: {to_stop: "högst {limit}"}, then: {fits_bus: passar}, reason: Nära.,
         law: 2 §, source: påhittad}
      - {id: rest, then: {fits_bus: passar inte}, reason: För långt., law: 2 §, source: påhittad}
  fits_taxi:
    name: Taxi
    policy: first
    columns: [to_stop]
    outcomes: {fits_taxi: {name: taxin, kind: choice, choices: {yes_fits: passar, officer: handläggaren}}}
    rows:
      - {id: plain, when: {to_stop: under 100 km}, then: {fits_taxi: passar}, reason: Taxi.,
         law: 3 §, source: påhittad}
      - {id: rest, then: {fits_taxi: handläggaren}, reason: Långt., law: 3 §, source: påhittad}
"""


def small_book(*changes: tuple[str, str]) -> RuleBook:
    """The book, or a draft of it with words exchanged; each must be there."""
    text = BOOK
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return read_book(parse_document(text.encode(), "exempel.yaml"), [])
