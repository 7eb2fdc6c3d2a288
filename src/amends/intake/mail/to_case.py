"""An e-mail becomes a case: its words, the files that can be taken, and in words the ones that cannot."""

from __future__ import annotations

import io
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO

from django.utils import translation
from django.utils.translation import gettext as _

from amends.cases import editions
from amends.cases.acts import complaint_receipt
from amends.cases.acts.perform import By, File
from amends.cases.models import Case
from amends.intake import submission
from amends.intake.attachments import files
from amends.intake.mail import detect_language, inbound_mail, reply_text
from amends.intake.mail.mail_message import Mail
from amends.intake.mail.mime_parts import Attached
from amends.intake.models import Incoming
from amends.intake.submission import Door

WHOLE = "message.txt"


@dataclass(frozen=True, slots=True)
class Brought:
    """What of a mail goes into a case."""

    words: str
    files: Sequence[File]


@dataclass
class _Upload:
    name: str | None
    size: int | None
    file: IO[bytes]


def case(one: Incoming, mail: Mail, *, kind: str, by: By, now: datetime, answer_to: str = "") -> Case:
    """One submission of the moment the message came; the same message again is the same case.

    Where it is in doubt whose address it bears, `answer_to` is the one of them that a person chose.
    """
    if answer_to in mail.candidates:
        mail = replace(mail, address=answer_to, doubt="")
    standing = editions.standing(now)
    spoken = standing.offered()
    language = detect_language.guess(mail.words.strip() or mail.subject, spoken, declared=mail.language)
    brought_ = brought(mail, language=language, quoted=True)
    kind = kind if kind in standing.kinds() else next(iter(standing.kinds()), "")
    content = {
        "kind": kind,
        "words": brought_.words,
        "language": language,
        "received_at": min(one.came_at, now).isoformat(),
        "typed_late": _late(one, now),
        **_contact(mail),
    }
    door = Door("email", brought_.files, inbound_mail.submission(one))
    try:
        valid = submission.validate(content, door, now=now, standing=standing)
        return complaint_receipt.receive(valid, by=by, now=now).case
    except Exception:
        _forget(brought_.files)
        raise


def kind_of(mail: Mail, ours: Mapping[str, str]) -> str:
    """What the address means that it was sent to; a tag after a plus sign changes nothing."""
    for address in mail.to:
        name, _at, domain = address.partition("@")
        if kind := ours.get(address) or ours.get(f"{name.partition('+')[0]}@{domain}"):
            return kind
    return ""


def forget(said: Brought) -> None:
    """What was stored for an act that was not done."""
    _forget(said.files)


def brought(mail: Mail, *, language: str, quoted: bool) -> Brought:
    """The words, with the subject before them in a first message, and without the quoted letter in an answer."""
    with translation.override(language):
        taken, refused = _taken(mail.files)
        words = _with_subject(mail) if quoted else reply_text.reply_text_of(mail.words)
        words = words.strip() or (_("(no words; see the files)") if mail.files else mail.subject)
        room = submission.LONGEST - 4000
        if len(words) > room:
            taken += _whole(words, taken)
            words = words[:room] + "\n\n" + _("(The rest is in the file %(name)s.)") % {"name": WHOLE}
        return Brought("\n\n".join(filter(None, (words, _named(refused)))), taken)


def _late(one: Incoming, now: datetime) -> str:
    """Its clock counts from the moment it came, also when nobody could sort it at once."""
    return _("The e-mail waited until it was sorted.") if now - one.came_at > submission.LATE else ""


def _with_subject(mail: Mail) -> str:
    words = mail.words.strip()
    return words if not mail.subject or words.startswith(mail.subject) else f"{mail.subject}\n\n{words}"


def _taken(attached: Sequence[Attached]) -> tuple[list[File], list[str]]:
    """Each file is judged by itself: one that cannot be taken does not cost the others.

    Where the store takes nothing at all, nothing becomes of the mail yet: it is tried again, and no file is lost.
    """
    taken: list[File] = []
    refused: list[str] = []
    for one in attached:
        try:
            taken.append(_stored(one, len(taken)))
        except ValueError as fault:
            refused.append(f"{files.short(one.name)}: {fault}")
        except Exception:
            _forget(taken)
            raise
    return taken, refused


def _whole(words: str, taken: Sequence[File]) -> list[File]:
    """All the words, as a file beside the others."""
    try:
        return _taken([Attached(WHOLE, words.encode())])[0]
    except Exception:
        _forget(taken)
        raise


def _stored(one: Attached, already: int) -> File:
    if already >= files.MOST:
        raise ValueError(_("There are too many files; we take %(most)s.") % {"most": files.MOST})
    upload = _Upload(one.name, len(one.content), io.BytesIO(one.content))
    return files.store(upload, files.judge(upload), uuid.uuid4())


def _forget(taken: Sequence[File]) -> None:
    for file in taken:
        files.forget(file)


def _named(refused: Sequence[str]) -> str:
    """Said in the case, so that the person knows and staff can ask for them in another way."""
    if not refused:
        return ""
    lines = [_("We could not take these files:"), *(f"- {line}"[:300] for line in refused[:20])]
    if len(refused) > 20:
        lines.append(_("- and %(count)s more") % {"count": len(refused) - 20})
    return "\n".join(lines)


def _contact(mail: Mail) -> dict[str, str]:
    if not mail.address:
        return {"name": mail.name, "anonymous": "yes"}
    return {"name": mail.name, "email": mail.address}
