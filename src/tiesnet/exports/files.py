"""Files written whole or not at all, never over an input, never over the user's own work."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from tiesnet.errors import OutputError
from tiesnet.exports.journal import Step, content_hash, journal, recover
from tiesnet.language import say


def sha256(data: bytes) -> str:
    """Give the SHA-256 of some bytes, as hexadecimal text."""
    return hashlib.sha256(data).hexdigest()


def write_whole(
    path: str | Path,
    data: bytes,
    overwrite: bool = False,
    inputs: Collection[str] = (),
) -> Path:
    """Write one file whole or not at all.

    Parameters
    ----------
    path : str or Path
        Where; missing folders are made.
    data : bytes
        The whole content.
    overwrite : bool, default False
        Replace a file that is there already.
    inputs : collection of str
        SHA-256 of every file that was read; a file with such content is never replaced.

    Returns
    -------
    Path
        The path written.

    Raises
    ------
    OutputError
        Something would be lost, or the file cannot be written. The old file stays as it was.
    """
    path = Path(path)
    written = write_folder_whole(path.parent, {path.name: data}, overwrite=overwrite, inputs=inputs)
    return written[path.name]


def write_folder_whole(
    folder: str | Path,
    files: Mapping[str, bytes],
    overwrite: bool = False,
    inputs: Collection[str] = (),
    ours: Mapping[str, str] | None = None,
) -> dict[str, Path]:
    """Write several files into one folder, all of them or none.

    Every file is written beside its place, read back and compared; only when all are safe on the
    disk do they take their names. If that fails half-way, the old files return; if the program
    is killed, the next writing into the folder puts everything right first.

    Parameters
    ----------
    folder : str or Path
        Made if it is missing.
    files : mapping of file name to content
        The files to write; a name may lead into a folder below (``report/report.html``).
    overwrite : bool, default False
        Replace files that are there already.
    inputs : collection of str
        SHA-256 of every file that was read; a file with such content is never replaced.
    ours : mapping of file name to SHA-256, optional
        Files an earlier run wrote: while unchanged, they may be replaced without asking.

    Returns
    -------
    dict of file name to Path
        What was written, in the order given.

    Raises
    ------
    OutputError
        Something would be lost, or a file cannot be written.
    """
    folder = Path(folder)
    targets = {name: folder / name for name in files}
    with _plain_errors(folder), contextlib.ExitStack() as made:
        recover(folder)
        for name, data in files.items():
            _refuse_loss(targets[name], data, overwrite, inputs, (ours or {}).get(name))
        for parent in dict.fromkeys((folder, *(path.parent for path in targets.values()))):
            made.enter_context(_made(parent))
        with journal(folder, files) as steps:
            for name, data in files.items():
                _write_checked(steps[name].part, data)
            _flush(folder)
            for step in steps.values():
                _take_place(step)
            _flush(folder)
    return targets


def _refuse_loss(
    path: Path, data: bytes, overwrite: bool, inputs: Collection[str], ours: str | None
) -> None:
    """Raise when replacing a file would lose something of the user's."""
    if not os.path.lexists(path):
        return
    if path.is_dir():
        raise OutputError(
            say("{path} is a folder, not a file.", path=path), say("Choose another name.")
        )
    there = content_hash(path)
    if there in inputs:
        raise OutputError(
            say(
                "{path} is one of the files the survey was read from; it is never replaced.",
                path=path,
            ),
            say("Choose another folder or another name."),
        )
    if overwrite or there in (ours, sha256(data)):
        return
    if ours is not None:
        raise OutputError(
            say("{path} has been changed since tiesnet wrote it, so it was left alone.", path=path),
            say(
                "Choose another folder, or replace it with --overwrite (in Python: overwrite=True)."
            ),
        )
    raise OutputError(
        say("{path} exists already and was left alone.", path=path),
        say("Choose another place, or replace it with --overwrite (in Python: overwrite=True)."),
    )


def _write_checked(path: Path, data: bytes) -> None:
    """Write a new file, force it to the disk, read it back and compare."""
    with open(path, "xb") as handle:
        handle.write(data)
        handle.flush()
        os.fsync(handle.fileno())
    if path.read_bytes() != data:
        raise OSError(say("what was read back is not what was written"))


def _take_place(step: Step) -> None:
    if os.path.lexists(step.target):
        os.replace(step.target, step.kept)
    os.replace(step.part, step.target)


def _flush(folder: Path) -> None:
    """Force new names to the disk, where the system can do that with a folder."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _made(folder: Path) -> Iterator[None]:
    """Make a folder, and take away again what was made if nothing came of it."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except BaseException:
        for path in missing:
            with contextlib.suppress(OSError):
                path.rmdir()
        raise


@contextlib.contextmanager
def _plain_errors(folder: Path) -> Iterator[None]:
    """Turn what the operating system says into a sentence with a repair."""
    try:
        yield
    except PermissionError as error:
        raise OutputError(
            say(
                "{folder} could not be written: no permission{name}.",
                folder=folder,
                name=_named(error),
            ),
            say("Close the file if it is open in another program, or choose another folder."),
        ) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            say(
                "Nothing was written to {folder}: {reason}{name}.",
                folder=folder,
                reason=reason,
                name=_named(error),
            ),
            say("Free some space or choose another folder; files that were there are unchanged."),
        ) from error


def _named(error: OSError) -> str:
    """The file an error is about, unless it is one of those that never stay."""
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    return f" ({name})" if name and not name.startswith(".") else ""
