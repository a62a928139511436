"""Values that are kept for those who ask again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from skjuts.core.kernel.kept import Kept


def test_value_when_asked_for_again_then_is_made_once() -> None:
    """Keeping is for what takes long."""
    numbers = iter((7, 8))
    kept: Kept[str, int] = Kept(2)
    assert [kept.get("sju", lambda: next(numbers)) for _ in range(2)] == [7, 7]


def test_values_when_too_many_then_the_longest_unasked_goes() -> None:
    """A page that is looked at all day must not be pushed out by pages seen once."""
    kept: Kept[str, int] = Kept(2)
    kept.keep("a", 1)
    kept.keep("b", 2)
    assert kept.find("a") == 1
    kept.keep("c", 3)
    assert (kept.find("a"), kept.find("b"), kept.find("c")) == (1, None, 3)


def test_value_when_it_cannot_be_made_then_is_tried_again() -> None:
    """A fault that has been mended must not go on being shown."""
    kept: Kept[int, int] = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.get(0, lambda: 1 // 0)
    assert kept.get(0, lambda: 5) == 5


def test_values_when_threads_push_each_other_out_then_each_gets_its_own() -> None:
    """Requests run in threads of one process; what another pushes out in between must not be missed."""
    kept: Kept[int, int] = Kept(1)

    def ask(number: int) -> bool:
        key = number % 5
        return kept.get(key, lambda: key * key) == key * key

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(ask, range(4000)))
