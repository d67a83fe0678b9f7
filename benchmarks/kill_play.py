"""Kill `trainer play --plain` (-9) at random moments; check that nothing acknowledged is lost.

    python benchmarks/kill_play.py --kills 200

A child process plays through pipes: it commits, reveals, orders, writes notes and goes on; each
answer is sent as soon as its prompt comes. After each kill, RunStore.load must read every run
without repairing it, and the run played must hold, in order, every event that the output
acknowledged, and at most one more. The next round resumes the run, or starts a new one if it is
finished. Exits 1 if anything is lost or broken.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import select
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.case.model import EstimateQuestion
from trainer.errors import StoreError
from trainer.store.runs import RunStore

# A file of format 1, because its options are shown in the order of the file.
CASE = Path(__file__).parent.parent / "tests" / "data" / "format-1" / "anti-mda5-ild.yaml"
PROMPT = " > "
STATUS = re.compile(r"\): (not back yet|answered|no result so far|recorded)")
Key = tuple[Any, ...]


def key(event: dict[str, Any]) -> Key:
    """The part of an event that must be equal in the acknowledged event and the one on disk."""
    match event["kind"]:
        case "commit":
            return (
                "commit", event["decision"], tuple(sorted(event["picks"])), event["value"],
                event["confidence"], event["reason"],
            )  # fmt: skip
        case "order":
            return ("order", event["order"], event["every"])
        case "reveal":
            return ("reveal", event["decision"])
        case "day":
            return ("day", event["day"])
        case "note":
            return ("note", event["text"])
        case kind:
            return (kind,)


@dataclass
class Player:
    """Answers prompts at random and records the events that the output acknowledged."""

    case: Case
    chance: random.Random
    acknowledged: list[Key] = field(default_factory=list)
    pending: Key | None = None
    """The event of the last answer, which the output has not acknowledged yet."""
    decision: str = ""
    commit: Key = ()
    order: str = ""
    notes: int = 0

    def read(self, text: str) -> None:
        """Take the output after the last answer, which may acknowledge the pending event."""
        if self.pending is None:
            return
        flat = " ".join(text.split())
        kind = self.pending[0]
        acknowledged = {
            "commit": lambda: "Committed" in flat,
            "order": lambda: STATUS.search(flat) is not None,
            "day": lambda: "== Day " in flat,
            "note": lambda: "== Day " in flat,
            "finish": lambda: bool(flat),
        }[kind]()
        if acknowledged:
            event = self.pending
            if kind == "day":  # a day with a decision may come before the chosen one
                day = re.search(r"== Day (-?\d+) ", flat)
                event = ("day", int(day[1])) if day else event
            self.acknowledged.append(event)
            if kind == "commit":  # its verdict is in the same write
                self.acknowledged.append(("reveal", event[1]))
        self.pending = None

    def answer(self, text: str) -> str:
        """The answer to the prompt at the end of `text`."""
        prompt = " ".join(text.rsplit("\n", 1)[-1].split())
        choices = [" ".join(c.split()) for c in re.split(r"^  \d+\. ", text, flags=re.M)[1:]]
        if choices:  # the prompt follows the last choice
            choices[-1] = choices[-1].removesuffix(prompt).strip()
        if prompt.startswith("Your choice"):
            return self._choice(choices, text)
        if prompt.startswith("How sure"):
            confidence = self.chance.randrange(101)
            self.commit = (*self.commit, confidence)
            return str(confidence)
        if prompt.startswith("Why, in a sentence"):
            reason = "weil β-hämolytisch " * self.chance.randrange(1, 20)
            self.pending = (*self.commit, reason.strip())
            return reason
        if prompt.startswith("What do you want to order"):
            self.order = self.chance.choice(sorted(self.case.catalogue.orders))
            return self.case.catalogue.orders[self.order].name
        if prompt.startswith("Which"):
            wanted = self.case.catalogue.orders[self.order]
            name = " ".join(f"{wanted.name} ({wanted.kind})".split())
            return str((choices.index(name) if name in choices else len(choices) - 1) + 1)
        if prompt.startswith("Repeat every"):
            every = self.chance.choice((None, 1, 7))
            self.pending = ("order", self.order, every)
            return "" if every is None else str(every)
        if prompt.startswith("Your note"):
            self.notes += 1
            self.pending = ("note", f"Note {self.notes}: μ")
            return f"Note {self.notes}: μ"
        if "hint, or pass" in prompt or "; pass" in prompt:
            question = self.case.questions[self.decision]
            if isinstance(question, EstimateQuestion):
                self.commit = ("commit", self.decision, (), float(question.value))
                return f"{question.value:g}"
            index = self.chance.randrange(len(question.choices))
            self.commit = ("commit", self.decision, (question.choices[index].id,), None)
            return str(index + 1)
        raise AssertionError(f"not understood: {prompt!r}")

    def _choice(self, choices: list[str], text: str) -> str:
        if choices[0] == "Go on with it":
            return "1"
        dice = self.chance.random()
        if dice < 0.5:
            wanted = "Order a test"
        elif dice < 0.6:
            wanted = "Write a note"
        else:
            wanted = choices[0]
        if wanted.startswith("Decide: "):
            number = re.search(r"question (\d+) of", wanted)
            day = int(re.findall(r"== Day (-?\d+) ", text)[-1])
            self.decision = self.case.questions_on[day][int(number[1]) - 1 if number else 0].id
        elif wanted.startswith("Go on to day "):
            self.pending = ("day", int(wanted.split()[-1]))
        elif wanted.startswith("Finish"):
            self.pending = ("finish",)
        return str(next(i for i, c in enumerate(choices, 1) if c.startswith(wanted)))


def play(player: Player, saves: Path, after: float, answers: int, from_spawn: bool) -> bool:
    """Play, and kill the play `after` seconds from its start or from the prompt after `answers`.

    Counting answers makes sure that the kill falls into the play on a busy machine, too, and not
    only before it. True if the play ended by itself.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "trainer", "play", str(CASE), "--plain", "--saves", str(saves)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stderr is not None
    deadline = time.monotonic() + after if from_spawn else None
    output = b""
    finished = False
    while True:
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([child.stdout], [], [], wait)[0]:
            break
        chunk = os.read(child.stdout.fileno(), 65536)
        if not chunk:
            finished = True
            break
        output += chunk
        if output.endswith(PROMPT.encode()):
            if deadline is None and answers == 0:
                deadline = time.monotonic() + after
            answers -= 1
            text, output = output.decode(), b""
            player.read(text)
            os.write(child.stdin.fileno(), f"{player.answer(text)}\n".encode())
    child.kill()
    rest, errors = child.communicate()
    output += rest
    player.read(output.decode(errors="replace"))
    player.pending = None
    if finished and child.returncode != 0:
        raise AssertionError(f"the play ended with {child.returncode}: {errors.decode()}")
    return finished


@dataclass
class Tally:
    kills: int = 0
    finished: int = 0
    decisions: int = 0
    orders: int = 0
    others: int = 0
    lost: int = 0
    broken: int = 0
    unexpected: int = 0
    trouble: list[str] = field(default_factory=list)


def check(store: RunStore, known: dict[str, list[Key]], run: str, new: list[Key], t: Tally) -> str:
    """Check every run; return the name of the unfinished one, or an empty text."""
    t.decisions += sum(k[0] == "commit" for k in new)
    t.orders += sum(k[0] == "order" for k in new)
    t.others += sum(k[0] not in ("commit", "order") for k in new)
    names = [p.stem for p in (store.folder / "runs").glob("*.json")]
    fresh = [n for n in names if n not in known]
    run = run or (fresh[0] if fresh else "")
    if new and not run:
        t.lost += len(new)
        t.trouble.append("the run itself is missing")
    unfinished = ""
    for name in {*names, *known}:
        try:
            loaded = store.load(name)
        except StoreError as error:
            t.broken += 1
            t.trouble.append(str(error))
            continue
        if loaded.notices:
            t.broken += 1
            t.trouble.extend(loaded.notices)
        # "question" events record only that a question was shown; the output does not confirm them.
        events = [key(e) for e in loaded.record.events if e["kind"] != "question"]
        expected = known.get(name, []) + (new if name == run else [])
        if events[: len(expected)] != expected:
            missing = [k for k in expected if k not in events]
            t.lost += max(1, len(missing))
            t.trouble.append(f"{name}: lost {missing or 'the order of events'}")
        # An answer and its verdict are one write.
        extra = [k for k in events[len(expected) :] if k[0] != "reveal"]
        if len(extra) > (name == run):
            t.unexpected += 1
            t.trouble.append(f"{name}: {len(extra)} events were not acknowledged")
        known[name] = events
        if loaded.record.summary.status == "playing":
            unfinished = name
    return unfinished


def rounds(kills: int, seed: int) -> Tally:
    """Kill a play `kills` times."""
    chance = random.Random(seed)
    case_file = load(CASE).scenario
    assert case_file is not None
    player = Player(Case.of(case_file), chance)
    tally = Tally()
    known: dict[str, list[Key]] = {}
    run = ""
    with tempfile.TemporaryDirectory() as folder:
        store = RunStore(Path(folder))
        while tally.kills < kills:
            from_spawn = tally.kills % 5 == 4
            after = chance.uniform(0.0, 0.8 if from_spawn else 0.15)
            answers = chance.randrange(12)
            player.acknowledged.clear()
            if play(player, store.folder, after, answers, from_spawn):
                tally.finished += 1
            else:
                tally.kills += 1
            run = check(store, known, run, list(player.acknowledged), tally)
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=None)
    args = parser.parse_args()
    seed = args.seed if args.seed is not None else random.randrange(1_000_000)
    t = rounds(args.kills, seed)
    for trouble in t.trouble[:20]:
        print(trouble)
    print(
        f"{t.kills} kills (seed {seed}), {t.finished} plays ended: acknowledged {t.decisions}"
        f" decisions, {t.orders} orders, {t.others} other events; lost {t.lost}, broken {t.broken},"
        f" more than the one being written {t.unexpected}"
    )
    return 1 if t.lost or t.broken or t.unexpected else 0


if __name__ == "__main__":
    sys.exit(main())
