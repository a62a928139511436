"""The facts that all books share: what a certificate form is made from, and what a book takes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from skjuts.core.rules import BadFacts, BadRuleBook, Document, Fact, Fault, RuleBook
from skjuts.core.rules.forms.declarations import read_fact
from skjuts.core.rules.forms.document import Cursor


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Facts by id, in the order in which a form asks for them."""

    facts: Mapping[str, Fact]

    def select(self, book: RuleBook, given: Mapping[str, object]) -> dict[str, object]:
        """What the book asks for of the facts given; the others are for other books.

        Raises `BadFacts` for a name that the vocabulary does not have: a misspelling is not dropped.
        """
        for name in given:
            if name not in self.facts:
                raise BadFacts(f"Ingen uppgift heter {name}.", field=name)
        return {name: value for name, value in given.items() if name in book.every_fact}


def read_vocabulary(documents: Iterable[Document]) -> Vocabulary:
    """The facts declared in these documents. Raises `BadRuleBook` with every fault."""
    facts: dict[str, Fact] = {}
    faults: list[Fault] = []
    for document in documents:
        top = Cursor(document, document.root, (), "", faults)
        for id_, at in top.go("facts", document.source).list_entries("uppgiften"):
            fact = read_fact(id_, at)
            if id_ in facts:
                at.note("Uppgiften beskrivs redan i en annan fil.", "Låt en av filerna beskriva den.")
            if fact:
                facts[id_] = fact
    if faults:
        raise BadRuleBook(faults)
    return Vocabulary(facts)
