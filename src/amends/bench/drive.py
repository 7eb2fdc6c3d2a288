"""A small load driver: so many clients on kept connections, each asking again as soon as it was answered."""

from __future__ import annotations

import asyncio
import itertools
import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, ready to be written."""

    path: str
    cookie: str = ""
    form: bytes = b""

    def raw(self, host: str) -> bytes:
        verb = "POST" if self.form else "GET"
        head = [f"{verb} {self.path} HTTP/1.1", f"Host: {host}", "Accept-Language: en"]
        if self.cookie:
            head.append(f"Cookie: {self.cookie}")
        if self.form:
            head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(self.form)}"]
        return "\r\n".join([*head, "", ""]).encode() + self.form


@dataclass
class Outcome:
    """What a run came to. Times in seconds."""

    times: list[float] = field(default_factory=list)
    wrong: list[int] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    @property
    def median_ms(self) -> float:
        return statistics.median(self.times) * 1000 if self.times else 0.0

    def percentile_ms(self, part: float) -> float:
        return sorted(self.times)[int(len(self.times) * part)] * 1000 if self.times else 0.0


def drive(
    address: tuple[str, int], asks: Iterable[Ask], *, clients: int, seconds: float, good: tuple[int, ...]
) -> Outcome:
    """Asks until the time is over or nothing is left to ask; an answer with another status is counted as wrong."""
    outcome = Outcome()
    began = time.perf_counter()
    asyncio.run(_all(address, iter(asks), clients, began + seconds, good, outcome))
    outcome.seconds = time.perf_counter() - began
    return outcome


def again(ask: Ask) -> Iterator[Ask]:
    return itertools.repeat(ask)


async def _all(
    address: tuple[str, int], asks: Iterator[Ask], clients: int, until: float, good: tuple[int, ...], outcome: Outcome
) -> None:
    await asyncio.gather(*(_client(address, asks, until, good, outcome) for _ in range(clients)))


async def _client(
    address: tuple[str, int], asks: Iterator[Ask], until: float, good: tuple[int, ...], outcome: Outcome
) -> None:
    reader, writer = await asyncio.open_connection(*address, limit=2**22)
    host = f"{address[0]}:{address[1]}"
    for ask in asks:
        began = time.perf_counter()
        writer.write(ask.raw(host))
        status = await _answer(reader)
        outcome.times.append(time.perf_counter() - began)
        if status not in good:
            outcome.wrong.append(status)
        if time.perf_counter() > until:
            break
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> int:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = int(head.split(" ", 2)[1])
    if "transfer-encoding: chunked" in head:
        while (size := int((await reader.readline()).split(b";")[0], 16)) > 0:
            await reader.readexactly(size + 2)
        await reader.readline()
    else:
        length = next((line for line in head.split("\r\n") if line.startswith("content-length:")), "content-length: 0")
        await reader.readexactly(int(length.split(":")[1]))
    return status
