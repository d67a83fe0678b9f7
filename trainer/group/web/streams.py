"""What phones wait for: server-sent events, each at its own pace."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from aiohttp import web

from trainer.engine.events import DayReached, Finished
from trainer.group.events import Dropped, QuestionEvent, Stamped, VoteCast
from trainer.group.state import GroupState
from trainer.group.web.limits import Rest
from trainer.group.web.snapshot import Snapshots

BEAT_SECONDS = 10.0
WRITE_SECONDS = 10.0
OWN_SECONDS, OWN_LATEST = 0.3, 2.0
"""Without another vote for so long, or after so long, streams tell phones of their own votes.

First all who vote are answered: to tell a phone what it has just sent costs as much again.
"""
PORTION, PORTION_SECONDS = 20, 0.02
"""So many are told at once, and the next after so long: between them votes are answered."""
PER_PHONE = 4
"""Streams of one phone: some windows, or some that died and were not noticed yet."""


@dataclass(eq=False, slots=True)
class _Stream:
    """One phone's connection. It holds no queue, only whether there is something new to say."""

    participant: str
    news: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False
    crowded: bool = False
    """Whether it ends because its phone has opened too many: it must not come back at once."""

    def end(self, *, crowded: bool = False) -> None:
        self.over, self.crowded = True, crowded
        self.news.set()


class Streams:
    """All open streams. Lives in the server's loop; ``on_event`` may be called by any thread."""

    def __init__(self, snapshots: Snapshots, rest: Rest, beat: float = BEAT_SECONDS) -> None:
        self._snapshots = snapshots
        self._rest = rest
        self._beat = beat
        self._open: dict[str, list[_Stream]] = {}
        self._voters: dict[str, None] = {}
        """Who has voted and is told of it soon, in their order."""
        self._telling: asyncio.TimerHandle | None = None
        self._first_vote = self._last_vote = 0.0
        """When the first of them did, and the last; of the loop's clock."""
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()

    @property
    def devices(self) -> int:
        """How many phones are connected now."""
        return len(self._open)

    def on_event(self, _: GroupState, stamped: Stamped) -> None:
        """Wake the streams that an event is for: a vote is news to nobody but its voter."""
        event = stamped.event
        if isinstance(event, VoteCast):
            if event.participant in self._open:
                self._call(self._voted, event.participant)
        elif isinstance(event, QuestionEvent | DayReached | Finished):
            self._call(self._wake_all)
        elif isinstance(event, Dropped):
            self._call(self._end, event.participants)

    async def serve(self, request: web.Request, participant: str) -> web.StreamResponse:
        """Send the snapshot now and after each change, until either side goes away."""
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "X-Accel-Buffering": "no",  # a proxy must hand on each word as it comes
            }
        )
        stream = self._enter(participant)
        try:
            await response.prepare(request)
            await self._send(response, "retry: 1000\n\n")
            while not stream.over:
                stream.news.clear()
                await self._send(response, self._state(participant))
                while not await self._news(stream):
                    await self._send(response, "event: beat\ndata: {}\n\n")
            if stream.crowded:
                await self._send(response, "event: crowded\ndata: {}\n\n")
        except TimeoutError:
            # It takes nothing in: what is buffered for it would wait for minutes.
            if request.transport is not None:
                request.transport.abort()
        except ConnectionError:
            pass
        finally:
            self._leave(stream)
        return response

    def close(self) -> None:
        """End all streams."""
        for streams in self._open.values():
            for stream in streams:
                stream.end()

    def _state(self, participant: str) -> str:
        self._rest.keep()
        return f"event: state\ndata: {self._snapshots.text(participant)}\n\n"

    async def _news(self, stream: _Stream) -> bool:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._beat):
                await stream.news.wait()
        return stream.news.is_set()

    async def _send(self, response: web.StreamResponse, text: str) -> None:
        async with asyncio.timeout(WRITE_SECONDS):
            await response.write(text.encode())

    def _enter(self, participant: str) -> _Stream:
        streams = self._open.setdefault(participant, [])
        if len(streams) >= PER_PHONE:
            streams[0].end(crowded=True)
        streams.append(_Stream(participant))
        return streams[-1]

    def _leave(self, stream: _Stream) -> None:
        streams = self._open[stream.participant]
        streams.remove(stream)
        if not streams:
            del self._open[stream.participant]

    def _call(self, what: Callable[..., None], *values: Any) -> None:
        # Votes come in this very loop: to wake it costs them a write and a read each.
        if threading.get_ident() == self._thread:
            what(*values)
            return
        with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
            self._loop.call_soon_threadsafe(what, *values)

    def _end(self, participants: Iterable[str]) -> None:
        for participant in participants:
            for stream in self._open.get(participant, []):
                stream.end()

    def _voted(self, participant: str) -> None:
        self._last_vote = self._loop.time()
        if self._telling is None:
            self._first_vote = self._last_vote
            self._telling = self._loop.call_later(OWN_SECONDS, self._tell_voters)
        self._voters[participant] = None

    def _tell_voters(self) -> None:
        due = min(self._last_vote + OWN_SECONDS, self._first_vote + OWN_LATEST)
        if self._loop.time() < due:
            self._telling = self._loop.call_at(due, self._tell_voters)
            return
        portion = list(islice(self._voters, PORTION))
        for participant in portion:
            del self._voters[participant]
        self._wake(portion)
        self._telling = None
        if self._voters:
            self._telling = self._loop.call_later(PORTION_SECONDS, self._tell_voters)

    def _wake_all(self) -> None:
        """Tell all of what is news to all; their own votes are in it."""
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        self._voters.clear()
        self._wake(self._open)

    def _wake(self, participants: Iterable[str]) -> None:
        for participant in participants:
            for stream in self._open.get(participant, ()):
                stream.news.set()
