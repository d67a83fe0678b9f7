"""Measures the memory of a session during forty thousand votes.

    python benchmarks/group_memory.py

Six hundred phones vote repeatedly; each round is closed, so that the session's file is written.
Exits 1 if memory grows by more than ``AIM`` megabytes between the first tenth and the end.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from trainer.case.compiled import Case
from trainer.case.loader import load
from trainer.group import moves
from trainer.group.codes import new_code
from trainer.group.saved import Settler, sessions
from trainer.group.session import GroupSession
from trainer.questions import Answer
from trainer.store.room.journal import Header

CASE = Path(__file__).parents[1] / "scenarios" / "anti-mda5-ild.yaml"
PHONES, VOTES, EACH_ROUND = 600, 40_000, 8_000
AIM = 10.0


def resident() -> float:
    """Megabytes of memory that this process holds; only on Linux."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> int:
    scenario = load(CASE).scenario
    assert scenario is not None
    with tempfile.TemporaryDirectory() as saves:
        header = Header("memory", new_code(), scenario.id, "1", "h", str(CASE), 1.0)
        opened = sessions(Path(saves)).begin(header)
        session = GroupSession(Case.of(scenario), header, opened.journal)
        settler = Settler(opened, session)
        for n in range(PHONES):
            session.join(f"{n:064x}")
        early = 0.0
        for n in range(VOTES):
            if n % EACH_ROUND == 0:
                session.do(moves.open_vote)
            number = session.state.latest("phenotype")
            pick = ("cadm", "ipf")[n // PHONES % 2]
            vote = session.vote(f"{n % PHONES:064x}", "phenotype", number, Answer((pick,)))
            if n % 100 == 0:
                vote.saved.result()
            if n % EACH_ROUND == EACH_ROUND - 1:
                session.do(lambda _, state: moves.close_vote(state))
            if n == VOTES // 10:
                early = resident()
                print(f"{n:>6} votes {early:6.1f} MB")
        problem = settler.finish()
        late = resident()
        opened.close(ended=False)
    print(f"{VOTES:>6} votes {late:6.1f} MB: {late - early:+.1f}; {problem or 'all saved'}")
    return int(late - early > AIM or bool(problem))


if __name__ == "__main__":
    sys.exit(main())
