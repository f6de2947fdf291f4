"""Break files in seeded ways: whatever a file holds, a reader gives a survey or one clear error.

Use it in a test with the samples of a reader, or by hand for as long as wanted::

    python tests/survey/fuzz.py --seconds 300 --suffix .net sample1.net sample2.net
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tiesnet.errors import SurveyError
from tiesnet.survey import Survey, read_survey

Mutation = Callable[[bytes, random.Random], bytes]
HUGE = (
    b"99999999999",
    b"-1",
    b"0",
    b"1e999",
    b"2147483648",
    b"nan",
    b"0.5",
    b"18446744073709551616",
)
ODD = (
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b'"',
    b"*",
    b"\r",
    b"<!",
    b"]]>",
    b"\xc3",
    b"&#x0;",
    b"\xe2\x80\xae",
)


def _at(data: bytes, draw: random.Random) -> int:
    return draw.randrange(len(data) + 1)


def flip(data: bytes, draw: random.Random) -> bytes:
    """Change one byte."""
    if not data:
        return data
    at = draw.randrange(len(data))
    return data[:at] + bytes([draw.randrange(256)]) + data[at + 1 :]


def cut(data: bytes, draw: random.Random) -> bytes:
    """Cut the file off, or take a piece out of it."""
    one, two = sorted((_at(data, draw), _at(data, draw)))
    return data[:one] if draw.random() < 0.5 else data[:one] + data[two:]


def insert(data: bytes, draw: random.Random) -> bytes:
    """Put something odd in."""
    at = _at(data, draw)
    return data[:at] + draw.choice(ODD) + data[at:]


def lines(data: bytes, draw: random.Random) -> bytes:
    """Take a line out, double it, or exchange it with another."""
    parts = data.split(b"\n")
    one, two = draw.randrange(len(parts)), draw.randrange(len(parts))
    what = draw.randrange(3)
    if what == 0:
        del parts[one]
    elif what == 1:
        parts[one:one] = [parts[one]] * draw.choice((1, 1, 2, 50))
    else:
        parts[one], parts[two] = parts[two], parts[one]
    return b"\n".join(parts)


def words(data: bytes, draw: random.Random) -> bytes:
    """Exchange one word for another of the file."""
    found = list(re.finditer(rb"[^\s,;<>=]+", data))
    if not found:
        return data
    one, two = draw.choice(found), draw.choice(found)
    return data[: one.start()] + two.group() + data[one.end() :]


def numbers(data: bytes, draw: random.Random) -> bytes:
    """Blow one number up."""
    found = list(re.finditer(rb"-?\d+(\.\d+)?", data))
    if not found:
        return data
    one = draw.choice(found)
    return data[: one.start()] + draw.choice(HUGE) + data[one.end() :]


MUTATIONS: tuple[Mutation, ...] = (flip, cut, insert, lines, words, numbers)


def mutated(samples: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """Give broken variants of the samples, without end; the same ones for the same seed."""
    draw = random.Random(seed)
    while True:
        data = draw.choice(samples)
        for _ in range(draw.choice((1, 1, 2, 3, 8))):
            data = draw.choice(MUTATIONS)(data, draw)
        yield data


@dataclass
class Result:
    """What became of the variants; ``failures`` holds (bytes, what happened)."""

    runs: int = 0
    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: list[tuple[bytes, str]] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)


def fuzz(
    samples: Sequence[bytes],
    suffix: str,
    *,
    runs: int = 0,
    seconds: float = 0.0,
    seed: int = 1,
    beside: Callable[[Path], None] | None = None,
) -> Result:
    """Read broken variants of samples until so many runs or seconds have gone by.

    Parameters
    ----------
    samples : sequence of bytes
        Whole files that can be read.
    suffix : str
        The ending of the file's name.
    runs, seconds
        How long; without either nothing is done.
    seed : int
        The same seed gives the same variants.
    beside : callable, optional
        Puts further files beside the one that is broken; is given its path.
    """
    result, variants = Result(), mutated(samples, seed)
    end = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"broken{suffix}"
        while result.runs < runs or time.monotonic() < end:
            data = next(variants)
            path.write_bytes(data)
            if beside is not None:
                beside(path)
            started = time.monotonic()
            _one(path, data, result)
            result.slowest = max(result.slowest, time.monotonic() - started)
            result.runs += 1
    return result


def _one(path: Path, data: bytes, result: Result) -> None:
    try:
        survey = read_survey(path)
        problem = _wrong(survey)
        result.read += 1
    except SurveyError as error:
        result.refused += 1
        result.kinds[str(error.problem)[:60]] += 1
        problem = "" if error.problem and error.repair else "an error without words"
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        problem = "".join(traceback.format_exception(error))
    if problem:
        result.failures.append((data, problem))


def _wrong(survey: Survey) -> str:
    """Say what a survey that was read must never hold."""
    ends = set(survey.ties["source"]) | set(survey.ties["target"])
    if not ends <= set(survey.actors.index):
        return "a tie of nobody"
    if not survey.actors.index.is_unique:
        return "an actor twice"
    if not set(survey.ties["relation"]) <= set(survey.relations.index):
        return "a tie of no relation"
    if (survey.ties["strength"] < 0).any():
        return "a negative strength"
    texts = survey.problems["problem"].str.cat(survey.problems["repair"], sep=" ")
    if texts.str.contains(r"\bNone\b|\bnan\b(?!')", regex=True).any():
        odd = texts[texts.str.contains(r"\bNone\b|\bnan\b(?!')", regex=True)].iloc[0]
        return "" if "'" in odd else f"a message for machines: {odd}"
    return ""


def limit_memory(megabytes: int) -> None:
    """Let this process fail, rather than the machine, when a reader wants too much."""
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def main() -> int:
    """Run by hand; writes the first failures beside this call and says what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("samples", nargs="+", type=Path)
    parser.add_argument("--suffix", default="")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--megabytes", type=int, default=2_000)
    parser.add_argument("--keep", type=Path, default=None, help="a folder for failing files")
    asked = parser.parse_args()
    limit_memory(asked.megabytes)
    data = [path.read_bytes() for path in asked.samples]
    suffix = asked.suffix or asked.samples[0].suffix
    result = fuzz(data, suffix, seconds=asked.seconds, seed=asked.seed)
    print(
        f"{result.runs} runs, {result.read} read, {result.refused} refused, "
        f"slowest {result.slowest:.2f} s, {len(result.failures)} failures"
    )
    last = Counter(text.strip().splitlines()[-1][:150] for _, text in result.failures)
    for text, count in last.most_common(10):
        print(count, text)
    for k, (broken, text) in enumerate(result.failures[:5]):
        print(text[-1500:])
        if asked.keep is not None:
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{k}{suffix}").write_bytes(broken)
    return bool(result.failures)


if __name__ == "__main__":
    sys.exit(main())
