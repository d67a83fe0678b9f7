"""Streams of server-sent events to the phones, each sent at its own pace."""

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
"""Seconds without a vote after which phones are sent their own votes, and the longest wait for it.

Voters are answered first: sending phones the votes that they have just sent costs as much again.
"""
PORTION, PORTION_SECONDS = 20, 0.02
"""How many phones are sent their votes at once, and the pause after them, to answer new votes."""
PER_PHONE = 4
"""The most streams of one phone: several windows, or dead streams that were not noticed yet."""


@dataclass(eq=False, slots=True)
class _Stream:
    """One phone's stream. It has no queue, only a flag that there is something new to send."""

    participant: str
    news: asyncio.Event = field(default_factory=asyncio.Event)
    over: bool = False
    crowded: bool = False
    """Whether it ends because its phone has opened too many: then it must not reconnect at once."""

    def end(self, *, crowded: bool = False) -> None:
        self.over, self.crowded = True, crowded
        self.news.set()


class Streams:
    """All open streams, in the server's loop. Any thread may call ``on_event``."""

    def __init__(self, snapshots: Snapshots, rest: Rest, beat: float = BEAT_SECONDS) -> None:
        self._snapshots = snapshots
        self._rest = rest
        self._beat = beat
        self._open: dict[str, list[_Stream]] = {}
        self._voters: dict[str, None] = {}
        """Participants whose own votes are still to be sent to them, in the order of voting."""
        self._timer: asyncio.TimerHandle | None = None
        """The timer that will do so, if one is set."""
        self._first_vote = self._last_vote = 0.0
        """When the first and the last of them voted, by the loop's clock."""
        self._loop, self._thread = asyncio.get_running_loop(), threading.get_ident()

    @property
    def devices(self) -> int:
        """How many phones are connected now."""
        return len(self._open)

    def on_event(self, _: GroupState, stamped: Stamped) -> None:
        """Wake the streams that an event concerns: a vote concerns only its voter."""
        event = stamped.event
        if isinstance(event, VoteCast):
            if event.participant in self._open:
                self._call(self._voted, event.participant)
        elif isinstance(event, QuestionEvent | DayReached | Finished):
            self._call(self._wake_all)
        elif isinstance(event, Dropped):
            self._call(self._end, event.participants)

    async def serve(self, request: web.Request, participant: str) -> web.StreamResponse:
        """Send the snapshot now and after each change, until either side ends the stream."""
        response = web.StreamResponse(
            headers={
                "Content-Type": "text/event-stream; charset=utf-8",
                "X-Accel-Buffering": "no",  # a proxy must pass data on without buffering
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
            # The phone reads nothing: what is buffered for it would be kept for minutes.
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

    def _call(self, function: Callable[..., None], *values: Any) -> None:
        # Votes are taken in this loop itself: waking it would cost each a write and a read.
        if threading.get_ident() == self._thread:
            function(*values)
            return
        with contextlib.suppress(RuntimeError):  # the server has stopped meanwhile
            self._loop.call_soon_threadsafe(function, *values)

    def _end(self, participants: Iterable[str]) -> None:
        for participant in participants:
            for stream in self._open.get(participant, []):
                stream.end()

    def _voted(self, participant: str) -> None:
        self._last_vote = self._loop.time()
        if self._timer is None:
            self._first_vote = self._last_vote
            self._timer = self._loop.call_later(OWN_SECONDS, self._wake_voters)
        self._voters[participant] = None

    def _wake_voters(self) -> None:
        due = min(self._last_vote + OWN_SECONDS, self._first_vote + OWN_LATEST)
        if self._loop.time() < due:
            self._timer = self._loop.call_at(due, self._wake_voters)
            return
        portion = list(islice(self._voters, PORTION))
        for participant in portion:
            del self._voters[participant]
        self._wake(portion)
        self._timer = None
        if self._voters:
            self._timer = self._loop.call_later(PORTION_SECONDS, self._wake_voters)

    def _wake_all(self) -> None:
        """Wake all streams; what they send includes the phones' own votes."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._voters.clear()
        self._wake(self._open)

    def _wake(self, participants: Iterable[str]) -> None:
        for participant in participants:
            for stream in self._open.get(participant, ()):
                stream.news.set()
