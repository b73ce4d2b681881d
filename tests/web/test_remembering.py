"""What is dear is worked out once, and again when it is old and its subject has changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from itertools import count

from onrecord.web.remembering import Remembered


def counter() -> Callable[[], int]:
    return count(1).__next__


def test_a_value_is_good_for_so_long() -> None:
    now = 0.0
    work, remembered = counter(), Remembered[int](30, clock=lambda: now)
    assert [remembered.get(work), remembered.get(work)] == [1, 1]
    now = 29.0
    assert remembered.get(work) == 1
    now = 30.0
    assert remembered.get(work) == 2


def test_a_value_of_what_has_not_changed_is_good_for_longer() -> None:
    now = 0.0
    work, remembered = counter(), Remembered[int](30, clock=lambda: now)
    assert remembered.get(work, version=7) == 1
    assert remembered.get(work, version=8) == 1
    now = 1000.0
    assert remembered.get(work, version=7) == 1
    assert remembered.get(work, version=8) == 2


def test_others_get_the_old_value_while_one_works() -> None:
    now = 0.0
    remembered = Remembered[str](1, clock=lambda: now)
    assert remembered.get(lambda: "old") == "old"
    now = 2.0
    working, done = threading.Event(), threading.Event()

    def slow() -> str:
        working.set()
        assert done.wait(10)
        return "new"

    thread = threading.Thread(target=remembered.get, args=(slow,))
    thread.start()
    assert working.wait(10)
    assert remembered.get(lambda: "never") == "old"
    done.set()
    thread.join()
    assert remembered.get(lambda: "never") == "new"


def test_what_fails_is_tried_again() -> None:
    remembered = Remembered[float](30)
    for work, expected in ((lambda: 1 / 0, None), (lambda: 2.0, 2.0)):
        try:
            found = remembered.get(work)
        except ZeroDivisionError:
            assert expected is None
        else:
            assert found == expected
