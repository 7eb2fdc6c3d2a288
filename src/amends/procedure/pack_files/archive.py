"""A pack in one file: the folder of a procedure as a ZIP, as people send and keep it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from amends.procedure.pack_files.faults import InvalidPack, PackFault
from amends.procedure.pack_files.reader import KEPT
from amends.procedure.pack_files.references import PACK
from amends.procedure.schema import Place

MOST_FILES = 2_000
LARGEST = 8 * 1024 * 1024  # unpacked; the largest pack that we ship has a thirtieth of it


def files_of(content: bytes) -> dict[str, str]:
    """Path → text of a pack, whatever folder it was packed in. Raises InvalidPack when it cannot be one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = dict(_texts(archive))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
        raise InvalidPack([PackFault(Place(), "this is no ZIP file that can be opened")]) from None
    return _without_folder(found)


def packed(files: Mapping[str, str]) -> bytes:
    """The ZIP of a pack, the same for the same files."""
    store = io.BytesIO()
    with zipfile.ZipFile(store, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, (2000, 1, 1, 0, 0, 0)), files[path])
    return store.getvalue()


def _texts(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    listed = [one for one in archive.infolist() if not one.is_dir() and _belongs(one.filename)]
    if len(listed) > MOST_FILES or sum(one.file_size for one in listed) > LARGEST:
        raise InvalidPack([PackFault(Place(), "there is more in it than a pack can hold")])
    for one in listed:
        try:
            yield one.filename, archive.read(one).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InvalidPack([PackFault(Place(one.filename), "this file is not written in UTF-8")]) from None


def _belongs(name: str) -> bool:
    path = PurePosixPath(name)
    hidden = any(part.startswith((".", "__MACOSX")) for part in path.parts)
    return path.suffix in KEPT and not hidden and ".." not in path.parts


def _without_folder(found: Mapping[str, str]) -> dict[str, str]:
    """The pack begins where its procedure.toml lies, nearest to the top."""
    tops = sorted((name for name in found if PurePosixPath(name).name == PACK), key=len)
    if not tops:
        raise InvalidPack([PackFault(Place(PACK), "the pack has no procedure.toml")])
    top = tops[0].removesuffix(PACK)
    return {name.removeprefix(top): text for name, text in found.items() if name.startswith(top)}
