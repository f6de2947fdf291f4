"""What is being written, kept on the disk until all is in place: a killed run can be put right.

The journal of one writing names its files and the hashes of their new content. New content waits
beside its place as ``.name.token.part``; an old file steps aside as ``.name.token.kept``. The
writer holds a lock on its journal, which tells a killed run from one that is still at work.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import BinaryIO, NamedTuple

_BEGIN, _END = ".tiesnet-", ".journal"
_FAR = 1 << 30  # where Windows is asked to lock: the text of the journal stays readable


class Step(NamedTuple):
    """One file on its way to its place."""

    target: Path
    part: Path
    kept: Path
    replaces: bool
    new: str


def content_hash(path: Path) -> str:
    """Give the SHA-256 of a file; empty when it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


@contextlib.contextmanager
def journal(folder: Path, files: Mapping[str, bytes]) -> Iterator[dict[str, Step]]:
    """Keep a journal while files take their places; on a failure the old files return."""
    token = secrets.token_hex(4)
    path = folder / f"{_BEGIN}{token}{_END}"
    entries = {
        name: {
            "replaces": os.path.lexists(folder / name),
            "sha256": hashlib.sha256(data).hexdigest(),
        }
        for name, data in files.items()
    }
    steps = _steps(path, entries)
    try:
        with path.open("xb") as handle:
            _lock(handle)
            handle.write(json.dumps(entries).encode())
            handle.flush()
            os.fsync(handle.fileno())
            try:
                yield steps
            except BaseException:
                _put_back(steps)
                raise
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    # Everything is in place; what cannot be tidied up now, the next run tidies up.
    with contextlib.suppress(OSError):
        _tidy(steps)
        path.unlink(missing_ok=True)


def recover(folder: Path) -> None:
    """Put right what killed runs left in a folder: afterwards all files are new, or all old.

    Files written together into several folders have their journal in the one above.
    """
    for place in (folder, folder.parent):
        for path in sorted(place.glob(f"{_BEGIN}*{_END}")):
            with contextlib.suppress(FileNotFoundError, PermissionError):
                _recover_one(path)


def _recover_one(path: Path) -> None:
    with path.open("r+b") as handle:
        if not (_is_mine(handle) and _lock(handle)):
            return
        steps = _steps(path, _entries(handle.read()))
        whole = all(content_hash(step.target) == step.new for step in steps.values())
        (_tidy if whole else _put_back)(steps)
    path.unlink(missing_ok=True)


def _entries(data: bytes) -> dict[str, dict[str, object]]:
    """Read a journal; one cut short was killed before any file was touched."""
    try:
        entries = {
            str(name): {"replaces": bool(entry["replaces"]), "sha256": str(entry["sha256"])}
            for name, entry in json.loads(data).items()
        }
    except (ValueError, LookupError, TypeError, AttributeError):
        return {}
    return entries if all(map(_stays_inside, entries)) else {}


def _stays_inside(name: str) -> bool:
    path = PurePosixPath(name)
    plain = "\\" not in name and ":" not in name
    return bool(path.name) and plain and not path.is_absolute() and ".." not in path.parts


def _steps(path: Path, entries: Mapping[str, Mapping[str, object]]) -> dict[str, Step]:
    token = path.name[len(_BEGIN) : -len(_END)]
    steps = {}
    for name, entry in entries.items():
        target = path.parent / name
        part, kept = (target.with_name(f".{target.name}.{token}.{end}") for end in ("part", "kept"))
        steps[name] = Step(target, part, kept, bool(entry["replaces"]), str(entry["sha256"]))
    return steps


def _put_back(steps: Mapping[str, Step]) -> None:
    """Return the old files; one that somebody has changed in the meantime stays as it is."""
    for step in steps.values():
        ours = content_hash(step.target) == step.new
        if os.path.lexists(step.kept):
            if ours or not os.path.lexists(step.target):
                os.replace(step.kept, step.target)
        elif ours and not step.replaces and not step.part.exists():
            step.target.unlink(missing_ok=True)
        step.part.unlink(missing_ok=True)


def _tidy(steps: Mapping[str, Step]) -> None:
    for step in steps.values():
        step.kept.unlink(missing_ok=True)
        step.part.unlink(missing_ok=True)


def _is_mine(handle: BinaryIO) -> bool:
    """Whether the same user wrote the journal: in a shared folder nobody else may direct us."""
    return sys.platform == "win32" or os.fstat(handle.fileno()).st_uid == os.getuid()


def _lock(handle: BinaryIO) -> bool:
    """Take the lock of a journal; it is free when its writer is gone."""
    try:
        if sys.platform == "win32":
            import msvcrt

            handle.seek(_FAR)
            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
            handle.seek(0)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    except OSError:  # a file system without locks
        return True
    return True
