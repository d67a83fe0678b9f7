"""Random edits of a case, as an author makes them from one version to the next.

Every text that no learner may read before its time carries a mark of its own, so that a leak is
found wherever it stands.
"""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from typing import Any

from trainer.case.compiled import Case
from trainer.case.loader import Loaded, load_text
from trainer.case.reading.yaml12 import parse

Data = dict[str, Any]
SMALL = Path(__file__).parent / "case.yaml"
SHIPPED = Path(__file__).parents[2] / "scenarios" / "anti-mda5-ild.yaml"


def data_of(path: Path) -> Data:
    """A case as an author wrote it, its hidden texts marked."""
    data, _ = parse(path.read_text("utf-8"))
    data["spoilers"] = []
    return _marked(data)


def _marked(data: Data) -> Data:
    for decision in data["decisions"]:
        decision["answer"]["text"] = f"zqanswerZ{decision['id']}Z was reported."
        for part in [*decision.get("options", ()), decision]:
            for key in ("why", "hindsight"):
                if key in part:
                    part[key] = f"zq{key}Z{decision['id']}Z{part['id']}Z is the reason."
    for point in data.get("learning_points", ()):
        point["text"] = f"zqpointZ{point['id']}Z is worth keeping."
    for entry in [*data["findings"], *data.get("course", ())]:
        if "text" in entry:
            entry["text"] = f"zqdayZ{entry['id']}Z is told."
    return data


def loaded(data: Data, path: Path = SMALL) -> Loaded:
    """The case of ``data``, or its errors."""
    return load_text(text_of(data), path)


def text_of(data: Data) -> str:
    """The file: JSON is YAML, too."""

    def number(value: object) -> object:
        if isinstance(value, Decimal):
            return int(value) if value == int(value) else float(value)
        raise TypeError(type(value))

    return json.dumps(data, default=number, ensure_ascii=False, indent=1)


def edited(data: Data, dice: random.Random, count: int) -> Data:
    """A copy with ``count`` random edits; whether it still loads is not asked."""
    new = copy.deepcopy(data)
    new["version"] = f"1.{dice.randrange(1, 99)}.0"
    for _ in range(count):
        with suppress(IndexError, ValueError, KeyError):  # nothing there to edit in that way
            dice.choice(EDITS)(new, dice)
    return _marked(new)


def hidden(case: Case, day: int, locks: Any, finished: bool) -> Iterator[str]:
    """The marks that must not be read in a state of play."""
    if finished:
        return
    for point in case.scenario.learning_points:
        yield f"zqpointZ{point.id}Z"
    for name, asked in case.questions.items():
        for part in [*getattr(asked, "options", ()), asked]:
            yield f"zqhindsightZ{name}Z{part.id}Z"
            if name not in locks or not locks[name].revealed:
                yield f"zqwhyZ{name}Z{part.id}Z"
        if name not in locks or not locks[name].revealed:
            yield f"zqanswerZ{name}Z"
    for entry in [*case.findings, *case.course]:
        if entry.day > day:
            yield f"zqdayZ{entry.id}Z"


def _rename_decision(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    old, new = asked["id"], f"{asked['id']}-{dice.choice('abc')}"
    _everywhere(data, old, new)
    asked["id"] = new


def _rename_option(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    if asked.get("options"):
        option = dice.choice(asked["options"])
        new = f"{option['id']}-{dice.choice('abc')}"
        for action in data.get("timed", ()):
            pick, renamed = f"{asked['id']}/{option['id']}", f"{asked['id']}/{new}"
            action["picks"] = [renamed if p == pick else p for p in action.get("picks", [])]
        option["id"] = new


def _swap_names(data: Data, dice: random.Random) -> None:
    a, b = dice.sample(data["decisions"], 2)
    a["id"], b["id"] = b["id"], a["id"]


def _remove_decision(data: Data, dice: random.Random) -> None:
    gone = data["decisions"].pop(dice.randrange(len(data["decisions"])))
    _everywhere(data, gone["id"], None)


def _remove_option(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    if len(asked.get("options", ())) > 2:
        gone = asked["options"].pop(dice.randrange(len(asked["options"])))
        for action in data.get("timed", ()):
            picks = action.get("picks", [])
            action["picks"] = [p for p in picks if p != f"{asked['id']}/{gone['id']}"]


def _reorder(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    dice.shuffle(dice.choice([data["decisions"], asked.get("options", []), data["findings"]]))


def _change_kind(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    if asked["kind"] == "one":
        asked.update(kind="several", maximum=2)
    elif asked["kind"] == "several" and dice.random() < 0.5:
        asked["kind"] = "one"
        asked.pop("maximum")
    elif asked["kind"] == "several":
        for key in ("options", "maximum", "panel"):
            asked.pop(key, None)
        asked.update(
            kind="estimate", unit="mg", low=0, high=9, value=4, zero_at=3,
            why="It is so.", cite=asked["answer"]["cite"],
        )  # fmt: skip
        for action in data.get("timed", ()):
            picks = action.get("picks", [])
            action["picks"] = [p for p in picks if not p.startswith(f"{asked['id']}/")]


def _move_day(data: Data, dice: random.Random) -> None:
    part = dice.choice([*data["decisions"], *data["decisions"], *data["findings"], *data["course"]])
    part["day"] = part["day"] + dice.choice((-2, -1, 1, 2))


def _first_day(data: Data, dice: random.Random) -> None:
    data["clock"]["first_day"] += dice.choice((-1, 1, 1))


def _last_day(data: Data, dice: random.Random) -> None:
    data["clock"]["last_day"] += dice.choice((-3, -2, -1, 1, 2))


def _cut_short(data: Data, dice: random.Random) -> None:
    clock = data["clock"]
    last = dice.randint(clock["first_day"], clock["last_day"])
    clock["last_day"] = last
    for asked in [d for d in data["decisions"] if d["day"] > last]:
        _everywhere(data, asked["id"], None)
    for key in ("decisions", "findings", "course", "source_notes"):
        data[key] = [p for p in data.get(key, ()) if p["day"] <= last]
    data["timed"] = [t for t in data.get("timed", ()) if t["window"]["last"] <= last]
    data["watches"] = [w for w in data.get("watches", ()) if w["last"] <= last]
    kept = {f["id"] for f in [*data["findings"], *data["course"]]}
    data["source_notes"] = [n for n in data["source_notes"] if set(n.get("about", ())) <= kept]


def _drop_order(data: Data, dice: random.Random) -> None:
    if not data.get("orders"):
        return
    gone = data["orders"].pop(dice.randrange(len(data["orders"])))["id"]
    for asked in data["decisions"]:
        for option in asked.get("options", ()):
            option["orders"] = [o for o in _list(option.get("orders")) if o != gone]
    for part in [*data.get("timed", ()), *data.get("watches", ())]:
        part["orders"] = [o for o in _list(part.get("orders")) if o != gone]


def _order_kind(data: Data, dice: random.Random) -> None:
    if data.get("orders"):
        order = dice.choice(data["orders"])
        order["kind"] = dice.choice(("test", "treatment", "procedure", "consult"))


def _remove_part(data: Data, dice: random.Random) -> None:
    key = dice.choice(("findings", "course", "source_notes", "timed", "watches", "glossary"))
    if data.get(key):
        gone = data[key].pop(dice.randrange(len(data[key])))
        for note in data.get("source_notes", ()):
            note["about"] = [a for a in _list(note.get("about")) if a != gone.get("id")]


def _limits(data: Data, dice: random.Random) -> None:
    for asked in data["decisions"]:
        if asked["kind"] == "estimate":
            value = float(asked["value"])
            asked["low"], asked["high"] = value - dice.randrange(1, 9), value + dice.randrange(1, 9)


def _interval(data: Data, dice: random.Random) -> None:
    for watch in data.get("watches", ()):
        watch["every"] = dice.randrange(1, 9)


def _hints(data: Data, dice: random.Random) -> None:
    asked = dice.choice(data["decisions"])
    asked["hints"] = asked.get("hints", [])[: dice.randrange(2)]


def _wait(data: Data, dice: random.Random) -> None:
    part = dice.choice([*data["findings"], *data["course"], *data["decisions"]])
    part["after"] = dice.choice(data["decisions"])["id"]


def _maximum(data: Data, dice: random.Random) -> None:
    for asked in data["decisions"]:
        if asked["kind"] == "several":
            asked["maximum"] = dice.randrange(1, 4)


def _add_decision(data: Data, dice: random.Random) -> None:
    asked = copy.deepcopy(dice.choice(data["decisions"]))
    asked["id"] = f"new-{dice.randrange(999)}"
    asked["day"] = asked["day"] + dice.choice((-2, -1, 0, 1, 2))
    asked.pop("after", None)
    data["decisions"].insert(dice.randrange(len(data["decisions"]) + 1), asked)


def _everywhere(data: Data, old: str, new: str | None) -> None:
    """Follow a decision's new name, or its end, through what refers to it."""
    for key in ("findings", "course", "source_notes", "decisions"):
        for part in data.get(key, ()):
            if part.get("after") == old:
                part.pop("after")
                if new is not None:
                    part["after"] = new
    for action in data.get("timed", ()):
        picks = []
        for pick in action.get("picks", []):
            decision, _, option = pick.partition("/")
            if decision != old:
                picks.append(pick)
            elif new is not None:
                picks.append(f"{new}/{option}")
        action["picks"] = picks


def _list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


EDITS: tuple[Callable[[Data, random.Random], None], ...] = (
    _rename_decision, _rename_option, _swap_names, _remove_decision, _remove_option, _reorder,
    _change_kind, _move_day, _move_day, _first_day, _last_day, _cut_short, _drop_order,
    _order_kind, _remove_part, _limits, _interval, _hints, _wait, _maximum, _add_decision,
)  # fmt: skip
