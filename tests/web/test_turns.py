"""Few pages are made at once, in the order in which they are asked for."""

from __future__ import annotations

import asyncio

from starlette.types import Message, Receive, Scope, Send

from onrecord.web.turns import in_turn


class Making:
    """An app that notes what it is asked for, and how much of it it makes at once."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.at_once = self.most = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.asked.append(scope["path"])
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        await asyncio.sleep(0.002)
        self.at_once -= 1


async def _nothing() -> Message:
    return {"type": "http.disconnect"}


async def _nowhere(message: Message) -> None:
    raise AssertionError(message)


def _ask(paths: list[str], method: str = "GET", most: int = 2) -> Making:
    made = Making()
    app = in_turn(made, most=most)

    async def all_at_once() -> None:
        scopes = [{"type": "http", "method": method, "path": each} for each in paths]
        await asyncio.gather(*(app(each, _nothing, _nowhere) for each in scopes))

    asyncio.run(all_at_once())
    return made


def test_so_many_pages_are_made_at_once_and_the_first_ones_first() -> None:
    paths = [f"/articles/{number}" for number in range(20)]
    made = _ask(paths)
    assert made.most == 2
    assert made.asked == paths


def test_what_waits_for_something_else_waits_for_no_turn() -> None:
    assert _ask(["/check"] * 9, method="POST").most == 9
    assert _ask(["/static/style.css"] * 9).most == 9
    assert _ask(["/speakers/odalys-brandtveit/terms"] * 9).most == 9


def test_a_page_that_fails_gives_its_turn_back() -> None:
    async def failing(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError(scope["path"])

    app = in_turn(failing, most=1)

    async def one_after_the_other() -> list[object]:
        scope = {"type": "http", "method": "GET", "path": "/"}
        return list(await asyncio.gather(*(app(scope, _nothing, _nowhere) for _ in range(3)), return_exceptions=True))

    assert [type(each) for each in asyncio.run(one_after_the_other())] == [ValueError] * 3
