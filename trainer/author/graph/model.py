"""What a picture of a case shows: nodes on days, and what leads to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from trainer.case.compiled import Case
from trainer.case.model import Finding
from trainer.presentation.words import title

Kind = Literal["day", "findings", "decision", "course", "order", "timed", "watch"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something on a day; ``last`` is set for what goes on for a while."""

    id: str
    kind: Kind
    day: int
    label: str
    last: int | None = None


@dataclass(frozen=True, slots=True)
class Edge:
    """From one node to another: 'then', 'opens', 'places', 'yields', 'counts for'."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class Graph:
    """A case as nodes and edges, in the order in which they are met."""

    title: str
    first: int
    last: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]

    def on(self, day: int) -> list[Node]:
        """The nodes of a day, but for the day itself."""
        return [n for n in self.nodes if n.day == day and n.kind != "day"]

    @property
    def days(self) -> list[int]:
        """Days with anything on them."""
        return [n.day for n in self.nodes if n.kind == "day"]


def graph_of(case: Case, *, spoilers: bool = True) -> Graph:
    """The picture of ``case``; without spoilers it has days, numbers and kinds, but no names."""
    return _Builder(case, spoilers).build()


class _Builder:
    def __init__(self, case: Case, spoilers: bool) -> None:
        self.case = case
        self.spoilers = spoilers
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str, str], Edge] = {}
        self.first = case.scenario.clock.first_day

    def build(self) -> Graph:
        clock = self.case.scenario.clock
        days = sorted(
            {*self.case.event_days, *(max(self.first, f.day) for f in self.case.findings)}
        )
        for day, after in zip(days, [*days[1:], None], strict=True):
            self._node(f"day-{day}", "day", day, f"Day {day}")
            if after is not None:
                self._edge(f"day-{day}", f"day-{after}", "then")
        for day in days:
            self._findings(day)
        self._decisions()
        self._course()
        self._scored()
        nodes = sorted(self.nodes.values(), key=lambda n: n.day)
        title = self.case.scenario.title if self.spoilers else "A case"
        edges = [e for e in self.edges.values() if e.start in self.nodes and e.end in self.nodes]
        return Graph(title, clock.first_day, clock.last_day, tuple(nodes), tuple(edges))

    def _findings(self, day: int) -> None:
        told = [f for f in self.case.findings if max(self.first, f.day) == day]
        groups: dict[tuple[str, ...], list[Finding]] = {}
        for finding in told:
            waits = (finding.after or "", finding.shown if finding.shown == "ordered" else "")
            groups.setdefault(waits, []).append(finding)
        for number, ((after, shown), findings) in enumerate(groups.items()):
            key = f"findings-{day}-{number}"
            count = f"{len(findings)} finding{'s' * (len(findings) != 1)}"
            if shown:
                count += ", if ordered"
            self._node(key, "findings", day, self._named(count, _titles(self.case, findings)))
            if after:
                self._edge(f"decision-{after}", key, "opens")
            for order in dict.fromkeys(o for f in findings for o in self.case.orders_of(f)[:1]):
                self._edge(f"order-{order}", key, "yields")

    def _decisions(self) -> None:
        for number, asked in enumerate(self.case.decisions.values(), 1):
            key = f"decision-{asked.id}"
            self._node(key, "decision", asked.day, self._named(f"Decision {number}", asked.title))
            if asked.after:
                self._edge(f"decision-{asked.after}", key, "opens")
            for option in getattr(asked, "options", ()):
                for order in option.orders:
                    self._order(order.id, asked.day)
                    self._edge(key, f"order-{order.id}", "places")

    def _course(self) -> None:
        for entry in self.case.course:
            if entry.day < self.first:
                continue
            names = ", ".join(self.case.order(o).name for o in entry.orders) or entry.text
            label = self._named(entry.action, names)
            self._node(f"course-{entry.id}", "course", entry.day, label)

    def _scored(self) -> None:
        s = self.case.scenario
        for number, action in enumerate(s.timed, 1):
            key = f"timed-{action.id}"
            label = self._named(f"Timed action {number}", action.label)
            self._node(key, "timed", action.window.first, label, action.window.last)
            for order in action.orders:
                self._order(order, action.window.first)
                self._edge(f"order-{order}", key, "counts for")
            for pick in action.picks:
                self._edge(f"decision-{pick.partition('/')[0]}", key, "counts for")
        for number, watch in enumerate(s.watches, 1):
            key = f"watch-{watch.id}"
            label = self._named(f"Watch {number}, every {watch.every} days", watch.label)
            self._node(key, "watch", watch.first, label, watch.last)
            for order in watch.orders:
                self._order(order, watch.first)
                self._edge(f"order-{order}", key, "counts for")

    def _order(self, order: str, day: int) -> None:
        key = f"order-{order}"
        if key not in self.nodes:
            name = self.case.order(order).name
            self._node(key, "order", day, name if self.spoilers else "An order")

    def _node(self, key: str, kind: Kind, day: int, label: str, last: int | None = None) -> None:
        self.nodes[key] = Node(key, kind, day, label, last)

    def _edge(self, start: str, end: str, label: str) -> None:
        self.edges[start, end, label] = Edge(start, end, label)

    def _named(self, plain: str, name: str) -> str:
        return f"{plain}: {name}" if self.spoilers else plain


def _titles(case: Case, findings: list[Finding]) -> str:
    names = list(dict.fromkeys(_short_titles(case, findings)))
    return ", ".join(names[:4]) + (f" and {len(names) - 4} more" if len(names) > 4 else "")


def _short_titles(case: Case, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        analyte = getattr(finding, "analyte", None)
        yield case.analytes[analyte].label if analyte else title(case, finding)
