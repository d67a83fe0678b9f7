"""id of a device

The files of a case are named by its id. Windows takes con, prn, aux, nul, com1 to com9 and lpt1 to lpt9 for devices, with any ending: such a case could be packed nowhere and installed by nobody there.

- id: aux
+ id: a-cough
"""

from __future__ import annotations

from trainer.case.rules.base import Hit, Hits, Subject
from trainer.files.outside import is_device


def check(subject: Subject) -> Hits:
    name = subject.scenario.id
    if is_device(name):
        message = (
            f"'{name}' is the name of a device: on Windows no file can be called '{name}.yaml'."
        )
        yield Hit(("id",), message, "Give the case another id.")
