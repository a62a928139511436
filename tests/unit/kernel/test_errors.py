"""The error tree is a promise to programs outside: codes, exit codes and words."""

from __future__ import annotations

import inspect
import pickle

import pytest

from skjuts.core.kernel.errors import (
    Conflict,
    DuplicateId,
    Infeasible,
    Interrupted,
    InvalidInput,
    NotFound,
    SkjutsError,
    Upstream,
    UpstreamRefused,
    UpstreamUnavailable,
    list_error_classes,
)


def test_codes_when_the_tree_is_walked_then_no_two_classes_share_one() -> None:
    """A program that compares codes must know what it caught."""
    codes = [error.code for error in list_error_classes()]
    assert len(codes) == len(set(codes))


@pytest.mark.parametrize("error", list_error_classes())
def test_an_error_class_when_documented_then_it_has_its_own_words(error: type[SkjutsError]) -> None:
    """The error reference is made from docstrings and sentences; an inherited one would tell nothing."""
    assert inspect.getdoc(error) not in {inspect.getdoc(parent) for parent in error.__mro__[1:]}
    assert "sentence" in vars(error)
    assert error.sentence.endswith(".")


@pytest.mark.parametrize(
    ("error", "exit_code"),
    [(InvalidInput, 2), (Infeasible, 3), (Upstream, 4), (Conflict, 5), (NotFound, 6), (Interrupted, 130)],
)
def test_exit_codes_when_a_class_has_children_then_they_keep_it(
    error: type[SkjutsError], exit_code: int
) -> None:
    """Scripts branch on the exit code, so a finer class may not change it."""
    family = [child for child in list_error_classes() if issubclass(child, error)]
    assert {child.exit_code for child in family} == {exit_code}


def test_an_error_when_given_no_words_then_it_speaks_those_of_its_class() -> None:
    """Whoever raises an error in a hurry still tells the reader something in Swedish."""
    error = DuplicateId(field="vehicles[2].id")
    assert str(error) == error.message == "Samma id används två gånger."
    assert error.remedy == "Ge varje rad ett eget id."


def test_an_error_when_it_crosses_a_process_then_field_and_remedy_survive() -> None:
    """Planning runs in worker processes; an error must arrive whole."""
    error = pickle.loads(pickle.dumps(DuplicateId("Två fordon heter A.", field="id", remedy="Byt.")))  # noqa: S301 - our own bytes
    assert (error.message, error.field, error.remedy) == ("Två fordon heter A.", "id", "Byt.")


def test_upstream_errors_when_passing_then_only_those_invite_a_retry() -> None:
    """A retry against a refusal is a loop; a retry against an outage is service."""
    assert UpstreamUnavailable.is_passing
    assert not UpstreamRefused.is_passing
