"""Contradictions between the course, the orders, the findings and the timed actions."""

from __future__ import annotations

from trainer.case.model import ValueFinding
from trainer.case.rules.base import Hit, Hits, Subject, placed
from trainer.case.search import folded


def w433_reported_day(subject: Subject) -> Hits:
    """a reported day that the course does not have

    'reported' is the day on which the report did a timed action, and the course has the same action. If the two days differ, one of them is a slip.

      format: 2
      timed:
        - id: seen
          label: A picture of the chest
          orders: [chest-radiograph]
    -     reported: 4
    +     reported: 2
          window: {first: 1, last: 2, cite: made-up P1}
          why: Three weeks of cough.
          cite: made-up P1
    """
    s = subject.scenario
    # A pick is done on its question's day.
    picks = {f"{q.id}/{o.id}": q.day for _, q, o in subject.options}
    for loc, action in placed(s.timed, "timed"):
        if action.reported is None:
            continue
        orders = set(action.done_by_orders)
        days = {e.day for e in s.course if e.action != "stop" and orders.intersection(e.orders)}
        if not picks.keys() >= set(action.picks):
            continue  # R302 reports it
        days |= {picks[pick] for pick in action.picks}
        if days and action.reported not in days:
            listed = " and ".join(str(day) for day in sorted(days))
            message = (
                f"'{action.id}' says day {action.reported}; the course has it on day {listed}."
            )
            yield Hit((*loc, "reported"), message, "Correct one of the two.", about=(action.id,))


def w437_no_order_yields(subject: Subject) -> Hits:
    """shown when ordered, and no order yields it

    'shown: ordered' hides a finding until a learner's order yields it. If no order can, it is shown when the day is over, whatever the learner orders.

      findings:
        - {id: crp-3, kind: value, day: 3, analyte: crp, value: 6, cite: made-up P2}
    -   - {id: film, kind: image, day: 2, shown: ordered, title: Chest film, text: A shadow., cite: made-up P2}
    +   - {id: film, kind: image, day: 2, shown: ordered, title: Chest film, text: A shadow., orders: [chest-radiograph], cite: made-up P2}
    """
    s = subject.scenario
    yielding = {a.id: a.orders for a in s.analytes}
    for loc, finding in placed(s.findings, "findings"):
        if finding.shown == "ordered":
            if isinstance(finding, ValueFinding):
                orders = yielding.get(finding.analyte, ("?",))  # R302 reports an unknown one
                where = f"the analyte '{finding.analyte}'"
            else:
                orders, where = finding.orders, f"'{finding.id}'"
            if not orders:
                message = f"no order yields '{finding.id}', which is 'shown: ordered'."
                advice = f"Give {where} its 'orders', or show it always."
                yield Hit((*loc, "shown"), message, advice, about=(finding.id,))


_WRONG = {"order": "treatment", "start": "test"}


def w442_drug_as_a_test(subject: Subject) -> Hits:
    """a drug as a test

    'order' is a test and 'start' a treatment: the chart draws a point for a test and a bar for a treatment, and an order of a test without a result is answered 'no result'. A drug that is listed as a test would be answered in the same way.

      course:
    -   - {id: drug, day: 2, action: order, orders: prednisolone, text: Prednisolone was given., cite: made-up P2}
    +   - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was given., cite: made-up P2}
        - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
    """
    s = subject.scenario
    shared = subject.catalogue.orders
    own = {o.id: o for o in s.orders}
    for loc, entry in placed(s.course, "course"):
        for name in entry.orders:
            order = shared.get(name) or own.get(name)
            if order is not None and _WRONG.get(entry.action) == order.kind:
                better = "start" if order.kind == "treatment" else "order"
                message = f"'{name}' is a {order.kind}, and 'action' says {entry.action}."
                yield Hit((*loc, "action"), message, f"Write {better}, or correct the order.")
    tests = [(loc, o) for loc, o in placed(s.orders, "orders") if o.kind == "test"]
    if tests:
        drugs = {folded(n) for o in shared.values() if o.kind == "treatment"
                 for n in (o.name, *o.synonyms)}  # fmt: skip
        for loc, order in tests:
            if folded(order.name) in drugs:
                message = f"'{order.name}' is a treatment in the shared catalogue, and a test here."
                yield Hit(
                    (*loc, "kind"), message, "Write 'kind: treatment', or name it as a drug level."
                )


def w444_until_and_stop(subject: Subject) -> Hits:
    """an unknown end beside a stop

    'until: unknown' says that the report does not say when it ended; a later 'stop' of the same order says when. The chart can follow only one of them.

      course:
    -   - {id: drug, day: 2, action: start, orders: prednisolone, until: unknown, text: Prednisolone was started., cite: made-up P2}
    +   - {id: drug, day: 2, action: start, orders: prednisolone, text: Prednisolone was started., cite: made-up P2}
        - {id: drug-stop, day: 3, action: stop, orders: prednisolone, text: Prednisolone was stopped., cite: made-up P2}
        - {id: rest, day: 3, action: event, text: She was sent home to rest., cite: made-up P2}
    """
    entries = sorted(placed(subject.scenario.course, "course"), key=lambda e: e[1].day)
    for place, (loc, entry) in enumerate(entries):
        if entry.until != "unknown":
            continue
        for order in entry.orders:
            later = [e for _, e in entries[place + 1 :] if order in e.orders
                     and e.action in ("start", "stop")]  # fmt: skip
            if later and later[0].action == "stop":
                message = f"the end of '{order}' is unknown here, and '{later[0].id}' stops it on day {later[0].day}."
                yield Hit(
                    (*loc, "until"), message, "Leave out 'until', or the stop.", about=(order,)
                )
                break


def w449_given_away(subject: Subject) -> Hits:
    """a timed action that the course gives away

    On a day without questions, what the team did is shown as soon as the day begins, with its result. If a window opens on such a day, the learner sees the action before there was a chance to order it, and then loses credit for not ordering it again.

      format: 2
      timed:
        - id: seen
          label: A picture of the chest
          orders: [chest-radiograph]
          reported: 2
    -     window: {first: 2, last: 3, cite: made-up P1}
    +     window: {first: 1, last: 2, cite: made-up P1}
          why: Three weeks of cough.
          cite: made-up P1
    """
    s = subject.scenario
    question_days = {question.day for question in s.decisions}
    for loc, action in placed(s.timed, "timed"):
        first = action.window.first
        entry = next((e.id for o in action.orders if (e := subject.done.get((o, first)))), None)
        if entry and first not in question_days:
            message = f"'{action.id}' is due from day {first}, when the course shows it at once ('{entry}'): no question is asked on that day."
            advice = (
                "Let the window open earlier, ask a question on that day, or leave the action out."
            )
            yield Hit((*loc, "window"), message, advice, about=(action.id, entry))
