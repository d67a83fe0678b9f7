"""The contents of a picture of a case: nodes on days, and edges between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, pairwise, product
from string import ascii_lowercase
from typing import Literal, NamedTuple

from trainer.case.compiled import Case
from trainer.case.model import Finding, TimedAction, ValueFinding, Watch, Window
from trainer.counting import some
from trainer.presentation.words import title

Kind = Literal["day", "findings", "decision", "course", "order", "timed", "watch"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something on a day; ``last`` is the last day of something that goes on for a while."""

    id: str
    kind: Kind
    day: int
    label: str
    last: int | None = None


class Edge(NamedTuple):
    """From one node to another: 'then', 'opens', 'places', 'yields', 'counts for'."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A case as nodes and edges, in the order in which they are met."""

    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def on(self, day: int) -> list[Node]:
        """The nodes of a day, except the day itself."""
        return [n for n in self.nodes if n.day == day and n.kind != "day"]

    @property
    def days(self) -> list[int]:
        """Days with anything on them."""
        return [n.day for n in self.nodes if n.kind == "day"]

    @property
    def periods(self) -> list[tuple[str, Node]]:
        """Windows of timed actions, and watches, each with a letter of its own."""
        periods = [n for n in self.nodes if n.kind in ("timed", "watch")]
        return list(zip(_letters(), periods, strict=False))


def _letters() -> Iterator[str]:
    """a to z, then aa, ab and so on without end."""
    for length in count(1):
        yield from map("".join, product(ascii_lowercase, repeat=length))


def graph_of(case: Case, *, spoilers: bool = True) -> Graph:
    """The picture of ``case``; without spoilers it has days, numbers and kinds, but no names.

    It then also leaves out what waits for a question, because only the answer may show that
    something follows.
    """
    return _Builder(case, spoilers).build()


class _Builder:
    def __init__(self, case: Case, spoilers: bool) -> None:
        self.case = case
        self.spoilers = spoilers
        self.nodes: dict[str, Node] = {}
        self.edges: dict[Edge, None] = {}
        self.first = case.scenario.clock.first_day

    def build(self) -> Graph:
        days = sorted(
            {*self.case.event_days, *(max(self.first, f.day) for f in self.case.findings)}
        )
        for day in days:
            self._node(f"day-{day}", "day", day, f"Day {day}")
        for day, following in pairwise(days):
            self._edge(f"day-{day}", f"day-{following}", "then")
        for day in days:
            self._findings(day)
        self._decisions()
        self._course()
        self._scored()
        nodes = sorted(self.nodes.values(), key=lambda n: n.day)
        title = self.case.scenario.title if self.spoilers else "A case"
        edges = [e for e in self.edges if e.start in self.nodes and e.end in self.nodes]
        return Graph(title, tuple(nodes), tuple(edges))

    def _findings(self, day: int) -> None:
        groups: dict[tuple[str | None, bool], list[Finding]] = {}
        for finding in self.case.findings:
            if max(self.first, finding.day) == day:
                group = finding.after, finding.shown == "ordered"
                groups.setdefault(group, []).append(finding)
        for number, ((after, if_ordered), findings) in enumerate(groups.items()):
            if after and not self.spoilers:
                continue
            key = f"findings-{day}-{number}"
            plain = some(len(findings), "finding") + (", if ordered" if if_ordered else "")
            self._node(key, "findings", day, self._named(plain, _titles(self.case, findings)))
            if after:
                self._edge(f"decision-{after}", key, "opens")
            for finding in findings:
                for order in self.case.orders_of(finding)[:1]:
                    self._edge(f"order-{order}", key, "yields")

    def _decisions(self) -> None:
        for number, question in enumerate(self.case.questions.values(), 1):
            key = f"decision-{question.id}"
            label = self._named(f"Decision {number}", question.title)
            self._node(key, "decision", question.day, label)
            if question.after:
                self._edge(f"decision-{question.after}", key, "opens")
            for order in (order for option in question.choices for order in option.orders):
                self._order(order.id, question.day)
                self._edge(key, f"order-{order.id}", "places")

    def _course(self) -> None:
        for entry in self.case.course:
            # An entry of the course waits for all questions of its day, unless it names one.
            waits = entry.after or entry.day in self.case.questions_on
            if entry.day >= self.first and (self.spoilers or not waits):
                names = ", ".join(self.case.order(o).name for o in entry.orders) or entry.text
                label = self._named(entry.action, names)
                self._node(f"course-{entry.id}", "course", entry.day, label)

    def _scored(self) -> None:
        scenario = self.case.scenario
        for number, action in enumerate(scenario.timed, 1):
            self._period("timed", f"Timed action {number}", action, action.window)
            for pick in action.picks:
                question = f"decision-{pick.partition('/')[0]}"
                self._edge(question, f"timed-{action.id}", "counts for")
        for number, watch in enumerate(scenario.watches, 1):
            self._period("watch", f"Watch {number}, every {watch.every} days", watch, watch)

    def _period(
        self, kind: Kind, plain: str, part: TimedAction | Watch, days: Window | Watch
    ) -> None:
        key = f"{kind}-{part.id}"
        self._node(key, kind, days.first, self._named(plain, part.label), days.last)
        for order in part.orders:
            self._order(order, days.first)
            self._edge(f"order-{order}", key, "counts for")

    def _order(self, order: str, day: int) -> None:
        key = f"order-{order}"
        if key not in self.nodes:
            name = self.case.order(order).name
            self._node(key, "order", day, name if self.spoilers else "An order")

    def _node(self, key: str, kind: Kind, day: int, label: str, last: int | None = None) -> None:
        self.nodes[key] = Node(key, kind, day, label, last)

    def _edge(self, start: str, end: str, label: str) -> None:
        self.edges[Edge(start, end, label)] = None

    def _named(self, plain: str, name: str) -> str:
        return f"{plain}: {name}" if self.spoilers else plain


def _titles(case: Case, findings: list[Finding]) -> str:
    names = list(dict.fromkeys(
        case.analytes[f.analyte].label if isinstance(f, ValueFinding) else title(case, f)
        for f in findings
    ))  # fmt: skip
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")
