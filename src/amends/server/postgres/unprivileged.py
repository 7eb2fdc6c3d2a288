"""Who the embedded PostgreSQL runs as: ourselves, or somebody harmless where we are root, which it refuses to be."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

ACCOUNT = "amends"


class Identity(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Owner:
    uid: int
    gid: int

    def identity(self) -> Identity:
        """What `subprocess` needs to become the owner; nothing where we are the owner already."""
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def owner(cluster: Path) -> Owner:
    if os.geteuid() != 0:
        return Owner(os.geteuid(), os.getegid())
    if cluster.exists() and cluster.stat().st_uid:
        return Owner(cluster.stat().st_uid, cluster.stat().st_gid)
    found = account()
    return Owner(found.pw_uid, found.pw_gid)


def account() -> pwd.struct_passwd:
    """A system account of our own, made when it is missing; `nobody` where accounts are made otherwise."""
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        if not shutil.which("useradd"):
            return pwd.getpwnam("nobody")
    words = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin"]
    made = subprocess.run(["useradd", *words, ACCOUNT], capture_output=True, text=True, check=False)
    return pwd.getpwnam("nobody" if made.returncode else ACCOUNT)


def open_the_way(owner: Owner, programs: Path, data: Path) -> None:
    """As root: lets the owner run the programs and pass, not look, through the folders above them and the data."""
    if os.geteuid() == owner.uid:
        return
    for folder in {*programs.parents, data, *data.parents}:
        allow(folder, stat.S_IXOTH)
    if not programs.stat().st_mode & stat.S_IXOTH or not (programs / "bin/postgres").stat().st_mode & stat.S_IROTH:
        for each in (programs, *programs.rglob("*")):
            allow(each, stat.S_IROTH | (stat.S_IXOTH if each.stat().st_mode & stat.S_IXUSR else 0))


def allow(path: Path, rights: int) -> None:
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & rights != rights:
        print(f"Letting the account of the database pass through {path}", file=sys.stderr)
        path.chmod(mode | rights)
