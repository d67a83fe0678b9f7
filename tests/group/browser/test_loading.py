"""What a phone sees after it loaded the page: in each phase of a room, by each way of loading.

For each way a room goes through all phases. One phone loads in each phase and stays to the end:
it must show every phase that comes after, and its answers must count.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest

from tests.group.browser.conftest import Stage
from tests.long import LONG
from trainer.case.compiled import Case
from trainer.case.model import SeveralQuestion
from trainer.group.web import headers
from trainer.questions.marks import LETTERS

pytestmark = pytest.mark.asyncio(loop_scope="session")
Load = Callable[[Any, Stage], Awaitable[Any]]

PICK = """from => {
  const boxes = [...document.querySelectorAll('#vote input[type=checkbox]')];
  const most = Number(document.querySelector('#vote fieldset').dataset.most);
  boxes.filter(b => b.checked).forEach(b => b.click());
  boxes.slice(from, from + most + 1).forEach(b => b.click());
  return [most, boxes.filter(b => b.checked).length, document.getElementById('say').textContent];
}"""
"""Picks one more than may be picked, from a place on."""
SEEN = """([selector, pattern]) => new Promise((found, missed) => {
  const look = () => {
    const shown = document.querySelector(selector);
    if (!shown || !new RegExp(pattern).test(shown.textContent)) { return; }
    watch.disconnect();
    found();
  };
  const watch = new MutationObserver(look);
  watch.observe(document, {childList: true, subtree: true, characterData: true});
  setTimeout(() => missed(new Error(`not seen: ${selector} ${pattern}`)), 8000);
  look();
})"""
"""Looks when the page changes; Playwright's own waits look sixty times a second, at each phone."""


def _lock(stage: Stage) -> None:
    stage.close()
    stage.lock("cadm")


PHASES: dict[str, tuple[Callable[[Stage], None], str, str]] = {
    "before": (lambda _: None, "waiting", "Nothing is asked right now."),
    "open": (lambda s: s.open(600), "open phenotype 1", "Pick up to 2"),
    "closed": (Stage.close, "closed phenotype 1", "Voting is closed."),
    "second round": (lambda s: s.open(600), "open phenotype 2", "round 2"),
    "locked": (_lock, "locked phenotype 2", "What was reported comes next."),
    "revealed": (Stage.reveal, "revealed phenotype 2", "What was reported"),
    "next question": (lambda s: s.open(600), "open poor-prognosis 1", "Pick up to 3"),
    "ended": (Stage.end, "ended", "The session is over"),
}
"""What begins each phase, how the page's key begins then, and some words of the page."""


async def visit(page: Any, stage: Stage) -> Any:
    await page.goto(stage.server.join_url)
    return page


async def visit_and_leave(page: Any, stage: Stage) -> Any:
    await visit(page, stage)
    await page.evaluate("window.left = true")
    await page.goto("about:blank")


async def visit_and_lose_the_network(page: Any, stage: Stage) -> None:
    await visit(page, stage)
    await page.context.set_offline(True)


async def find_the_network(page: Any, _: Stage) -> Any:
    await page.context.set_offline(False)
    return page


async def answer_and_reload(page: Any, stage: Stage) -> Any:
    """Where a vote is open: what was answered is still there after loading again."""
    if stage.session.state.voting:
        await seen(page, "#vote", "")
        letters = await answer(page, 0)
    await page.reload()
    if stage.session.state.voting:
        await answered(page, letters)
        picked = await page.evaluate("document.querySelectorAll('input:checked').length")
        assert picked == len(letters.split(","))
    return page


async def go_back(page: Any, _: Stage) -> Any:
    """To the page as it was left, with what its script knew."""
    await page.go_back(wait_until="commit")
    assert await page.evaluate("window.left") is True
    return page


async def open_a_second_tab(page: Any, stage: Stage) -> Any:
    return await visit(await page.context.new_page(), stage)


async def nothing(page: Any, _: Stage) -> Any:
    return page


@dataclass(frozen=True)
class Way:
    """A way of loading."""

    load: Load
    """Once the phase has begun."""
    leave: Load = visit
    """While the phase before lasts."""
    cut: Callable[[Stage], None] = lambda _: None
    """What befalls the whole room just before a phase begins."""
    errors: frozenset[str] = frozenset()
    """What the browser complains of."""


def restart(stage: Stage) -> None:
    stage.down()
    stage.up()


NO_NETWORK = frozenset({"net::ERR_"})
WAYS = {
    "fresh": Way(visit, leave=nothing, errors=frozenset({"status of 409"})),
    "reloaded": Way(answer_and_reload),
    "back, as it was left": Way(go_back, leave=visit_and_leave),
    "a second tab": Way(open_a_second_tab),
    "its stream cut": Way(nothing, cut=Stage.cut_streams),
    "its network gone and back": Way(find_the_network, leave=visit_and_lose_the_network),
    "the program resumed": Way(nothing, cut=restart),
}


LOADED = PHASES if LONG else ("before", "open", "second round", "revealed", "ended")
"""In which phases a phone loads the page."""
OFTEN = ("fresh", "back, as it was left", "its network gone and back")
"""The ways that any phone goes each evening; all in ``.ci/run``."""


@pytest.mark.parametrize("name", WAYS if LONG else OFTEN)
async def test_every_phase(
    name: str,
    make_stage: Callable[..., Stage],
    phone: Callable[..., Any],
    provoked: set[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    way = WAYS[name]
    provoked |= way.errors | NO_NETWORK
    if name == "back, as it was left":
        # Chromium keeps no page that has read what must not be stored; Safari does.
        monkeypatch.setitem(headers.HEADERS, "Cache-Control", "no-cache")
    stage = make_stage(case=first_of_two())
    alive: dict[str, Any] = {}
    dead: dict[str, str] = {}

    async def stays(loaded: str, page: Any, now: str) -> None:
        try:
            await shows(page, now, first=loaded == now)
        except Exception as problem:  # noqa: BLE001 - told for all cells at once
            dead[loaded] = f"in '{now}': {str(problem).splitlines()[0]}"
            del alive[loaded]

    async def loads(page: Any, now: str) -> None:
        try:
            alive[now] = await way.load(page, stage)
        except Exception as problem:  # noqa: BLE001
            dead[now] = f"while loading: {str(problem).splitlines()[0]}"

    for now, (begin, _, _) in PHASES.items():
        if now not in LOADED:
            way.cut(stage)
            begin(stage)
        else:
            page = await phone(joined=False)
            await way.leave(page, stage)
            way.cut(stage)
            begin(stage)
            await loads(page, now)
        await asyncio.gather(*(stays(loaded, page, now) for loaded, page in list(alive.items())))
    assert not dead, "\n".join(f"loaded in '{phase}': {told}" for phase, told in dead.items())


async def shows(page: Any, phase: str, *, first: bool) -> None:
    """The phone shows a phase; where a vote is open it can vote, ``first`` without network."""
    _, key, words = PHASES[phase]
    if first and phase == "ended" and await page.get_attribute("#main", "data-key") == "join":
        # Whoever comes now is told so.
        await seen(page, "[role=alert]", "This session is over.")
        return
    await seen(page, f"#main[data-key^='{key} ']", words)
    if not key.startswith("open"):
        assert not await page.query_selector("#send")
        return
    # The countdown is written by a script that lives.
    await page.evaluate("document.getElementById('clock').textContent = ''")
    await seen(page, "#clock", r"^(10:00|9:\d\d) left$")
    await answer(page, 1)
    if first:
        await answer(page, 2, offline=True)


async def answer(page: Any, start: int, *, offline: bool = False) -> str:
    """Answer with as many options as may be picked, from a place on; their letters."""
    most, picked, told = await page.evaluate(PICK, start)
    assert picked == most
    assert told == f"At most {most}: take one away first."
    send = "document.getElementById('send').click()"
    if offline:
        await page.context.set_offline(True)
        await page.evaluate(send)
        await seen(page, "#say", "Not sent yet: no connection.")
        await page.context.set_offline(False)
    else:
        await page.evaluate(send)
    letters = ",".join(LETTERS[start : start + most])
    await answered(page, letters)
    return letters


async def answered(page: Any, letters: str) -> None:
    """The server has put the answer into the page."""
    shown = ", ".join(f"{letter} ." for letter in letters.split(","))
    await seen(page, ".yours strong", f"^{shown}$")


async def seen(page: Any, selector: str, pattern: str) -> None:
    await page.evaluate(SEEN, [selector, pattern])


def first_of_two() -> Case:
    """The case with a first question of which two options may be picked."""
    from tests.group.web.marked import shipped_case

    scenario = shipped_case().scenario
    first, *others = scenario.decisions
    values = {field: getattr(first, field) for field in type(first).model_fields}
    several = SeveralQuestion.model_construct(**values | {"kind": "several", "maximum": 2})
    return Case.of(scenario.model_copy(update={"decisions": (several, *others)}))
