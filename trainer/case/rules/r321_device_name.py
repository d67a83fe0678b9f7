"""An id that Windows takes for a device."""

from __future__ import annotations

from collections.abc import Iterator

from trainer.case.rules.base import Hit, Rule, Subject
from trainer.files.outside import is_device


def _check(subject: Subject) -> Iterator[Hit]:
    name = subject.scenario.id
    if is_device(name):
        yield Hit(
            ("id",),
            f"'{name}' is the name of a device: on Windows no file can be called '{name}.yaml'.",
            "Give the case another id.",
        )


RULE = Rule(
    "R321",
    "error",
    "id of a device",
    _check,
    reason="The files of a case are named by its id. Windows takes con, prn, aux, nul, com1 to com9 and lpt1 to lpt9 for devices, with any ending: such a case could be packed nowhere and installed by nobody there.",
    bad="id: aux\n",
    good="id: a-cough\n",
)
