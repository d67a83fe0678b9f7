"""Commands that list cases and print parts of one: figures, a picture, differences, answers."""

from __future__ import annotations

import shutil
import sys
from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from trainer.commands import choose_case, compiled, heads, load_case, say, say_in, say_json, warn
from trainer.commands.declared import CASE, argument, command, flag, formats
from trainer.counting import some
from trainer.errors import Failure

if TYPE_CHECKING:
    from trainer.case.library.head import CaseHead
    from trainer.case.model import Order, Scenario
    from trainer.questions.diagnoses import Diagnosis

Entry = TypeVar("Entry", bound="Order | Diagnosis")
_IN_JSON = ("id", "title", "path", "first_day", "last_day", "decisions", "version")


@command(formats("text", "json"))
def list_(arguments: Namespace) -> None:
    """List the cases."""
    from trainer.case.library.cases import own_folder

    every, own = heads(), own_folder()
    good = [h for h in every if h.ok]
    warn(*(f"{h.path}: {h.problem} (trainer check says more)" for h in every if not h.ok))
    rows = [
        {name: getattr(h, name) for name in _IN_JSON} | {"origin": _origin(h, own)} for h in good
    ]
    lines = (
        f"{h.id}  {h.title}\n"
        f"    {h.specialty} · {some(h.decisions, 'question')}\n"
        f"    version {h.version}, {_from_where(_origin(h, own))}"
        for h in good
    )
    say_in(arguments.format, rows, lines if good else ["No cases found."])


def _origin(head: CaseHead, own: Path) -> dict[str, str]:
    if head.installed:
        return {"kind": "installed", "from": head.origin, "date": head.installed}
    folder = Path(head.path).parent
    return {"kind": "program"} if folder == own else {"kind": "folder", "from": str(folder)}


def _from_where(origin: dict[str, str]) -> str:
    if origin["kind"] == "installed":
        return f"installed from {origin['from']} on {origin['date']}"
    return "comes with the program" if origin["kind"] == "program" else f"in {origin['from']}"


@command(argument("query", nargs="*", metavar="WORD", help="what to look for"),
         argument("--diagnoses", action="store_true", help="diagnoses instead of orders"),
         formats("text", "json"))  # fmt: skip
def catalogue(arguments: Namespace) -> None:
    """List or search the shared catalogue of orders, or of diagnoses."""
    from trainer.case.catalogue import of_class, shared_catalogue
    from trainer.questions.diagnoses import diagnoses

    query = " ".join(arguments.query)
    if arguments.diagnoses:
        near, named = _near(query, diagnoses().values())
        nearest = f"'{query}' is not in the catalogue. Nearest:"
        notice = "" if named else nearest if near else "No diagnosis is like that."
        values = [asdict(d) for d in near]
        lines = map(_names, near)
    else:
        alike = of_class(query) if query else []
        near_orders, named = _near(query, shared_catalogue().orders.values())
        orders = list({o.id: o for o in (*alike, *near_orders)}.values())
        absent = f"'{query}' is not in the catalogue; own orders go under 'orders:' of a case."
        nearest = f"{absent} Nearest:" if orders else f"No order is like that. {absent}"
        notice = "" if named or alike else nearest
        values = [o.model_dump(mode="json") for o in orders]
        kinds = (", ".join((o.kind, o.group, o.burden)).removesuffix(", none") for o in orders)
        lines = map(" · ".join, zip(map(_names, orders), kinds, strict=True))
    if notice and arguments.format == "json":
        warn(notice)
    say_in(arguments.format, values, filter(None, [notice, *lines]))


def _near(query: str, known: Iterable[Entry]) -> tuple[list[Entry], bool]:
    """The entries like a query (all, if it is empty), and whether one has exactly its words."""
    from trainer.case.search import folded, search

    near, words = list(known), folded(query)
    near = search(query, near, limit=20) if query else near
    return near, any(words in folded(name) for o in near for name in (o.name, *o.synonyms))


def _names(known: Order | Diagnosis) -> str:
    also = f" ({', '.join(known.synonyms)})" if known.synonyms else ""
    return f"{known.id}  {known.name}{also}"


@command()
def schema(_: Namespace) -> None:
    """Print the JSON Schema of the scenario format, for editors and other tools."""
    from trainer.case.schema import scenario_schema

    say_json(scenario_schema())


def _policy(word: str) -> str:
    from trainer.answers import POLICIES

    if word not in POLICIES:
        raise ArgumentTypeError(f"there is no '{word}'; there are: {', '.join(POLICIES)}")
    return word


@command(
    CASE,
    argument(
        "--policy",
        type=_policy,
        default="reported",
        metavar="P",
        help="how to play (default: reported, as the report did): position-1 to position-9,"
        " longest, shortest, hedged, mild, most, silent, random, sound, single, shotgun",
    ),
    argument(
        "--seed",
        type=int,
        default=0,
        metavar="N",
        help="seed of the order of options and of random play (default: 0)",
    ),
)
def answers(arguments: Namespace) -> None:
    """Print an answers file that plays a case by a policy."""
    from trainer.answers import by_policy, write_answers

    case = compiled(load_case(arguments.case))
    sys.stdout.write(write_answers(by_policy(case, arguments.policy, arguments.seed)))


@command(
    argument("before", metavar="A", help="the earlier version: an id, id@version, or a file"),
    argument("after", metavar="B", help="the later version"),
    formats("text", "json"),
)
def diff(arguments: Namespace) -> int:
    """Show changes of meaning between two versions of a case: exit 1 if there are any."""
    from trainer.author.differences import compare, line

    (before, unread), (after, unread_too) = map(_as_read, (arguments.before, arguments.after))
    changes = compare(before, after, unread | unread_too)
    scored = sum(c.scored for c in changes)
    total = f"{some(len(changes), 'change')}; {scored} of them (!) can change a score."
    lines = [*map(line, changes), total] if changes else ["The two mean the same."]
    say_in(arguments.format, [asdict(c) for c in changes], lines)
    return 1 if changes else 0


def _as_read(name: str) -> tuple[Scenario, frozenset[str]]:
    """A case as far as it can be read despite its errors, and the keys that cannot be read.

    Raises ``Failure`` if nothing can be read.
    """
    from trainer.case.loader import load
    from trainer.case.reading.diagnostics import render

    loaded = load(choose_case(name).path)
    errors = "\n".join(render(d) for d in loaded.diagnostics)
    if loaded.as_read is None:
        raise Failure(f"{loaded.path} cannot be compared:\n{errors}")
    if errors:
        count = some(len(loaded.diagnostics), "error")
        gaps = f" without {', '.join(sorted(loaded.unread))}" if loaded.unread else ""
        warn(f"{loaded.path} has {count} (trainer check): compared as far as it can be read{gaps}.")
    return loaded.as_read, loaded.unread


@command(CASE, formats("text", "mermaid", "svg"),
         flag("--no-spoilers", "days, kinds and numbers only, no names"))  # fmt: skip
def graph(arguments: Namespace) -> None:
    """Draw a case: in the terminal, or as Mermaid or SVG."""
    from trainer.author.graph.mermaid import mermaid
    from trainer.author.graph.model import graph_of
    from trainer.author.graph.svg import svg
    from trainer.author.graph.terminal import terminal

    picture = graph_of(compiled(load_case(arguments.case)), spoilers=not arguments.no_spoilers)
    if arguments.format == "text":
        say(terminal(picture, min(120, shutil.get_terminal_size((100, 24)).columns)))
    else:
        say({"mermaid": mermaid, "svg": svg}[arguments.format](picture))


@command(CASE, formats("text", "json"))
def stats(arguments: Namespace) -> None:
    """Print a case in figures: words, minutes, facts, citations, share of keyed claims cited."""
    from trainer.author.statistics import statistics

    figures = statistics(compiled(load_case(arguments.case)).scenario)
    lines = (f"{name + ':':<24}{value}" for name, value in _figures(figures))
    say_in(arguments.format, figures, lines)


def _figures(s: Mapping[str, Any]) -> list[tuple[str, str]]:
    share, claims = s["share_cited"], s["keyed_claims"]
    planned = "not said" if s["minutes_planned"] is None else f"{s['minutes_planned']}"
    return [
        ("Case", f"{s['scenario']} {s['version']}"),
        ("Days", f"{s['days']}, {s['days_with_events']} of them with something told or asked"),
        ("Words", _counted(s["words"])),
        ("Minutes", f"{planned} by the author; about {s['minutes_estimated']:.0f} reckoned"),
        ("", "(238 words a minute, Brysbaert 2019, and our guess of a minute a decision)"),
        ("Findings", f"{_counted(s['findings'])}; {s['analytes']} analytes"),
        ("Course", f"{s['course']} entries"),
        ("Source notes", _counted(s["source_notes"])),
        ("Decisions", f"{_counted(s['decisions'])}; {s['without_reported_answer']} not answered by"
                      " the report"),
        ("Options", f"{s['options']}: {_counted(s['judgements'])}"),
        ("Scored besides", f"{s['timed']} timed actions, {s['watches']} watches"),
        ("Citations", _counted(s["citations"])),
        ("Keyed claims cited", "none to cite" if share is None else
         f"{claims['cited']} of {claims['claims']} ({share:.0%})"),
        ("Reviews", _counted(s["reviews"])),
    ]  # fmt: skip


def _counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items()) or "none"
