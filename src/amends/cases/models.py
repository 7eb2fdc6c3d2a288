"""The records of a case: its history (append-only), its projections, its vault of erasable words, its secret."""

from __future__ import annotations

import uuid

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex, GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Q

from amends.platform import json_values
from amends.platform.json_values import Json, JsonTable
from amends.procedure.stored_fields import Fields


class Edition(models.Model):
    """One published edition of a procedure: the very files, so that a case keeps what was promised when it began."""

    key = models.SlugField(max_length=60)
    edition = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    files: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=40)

    class Meta:
        constraints = [models.UniqueConstraint(name="edition_once", fields=["key", "edition"])]

    def __str__(self) -> str:
        return f"{self.key} {self.edition}"


class InForce(models.Model):
    """Which edition takes which new cases, from when. Empty lists take everything; the most specific rule wins."""

    edition = models.ForeignKey(Edition, models.PROTECT)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    channels = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    products = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    categories = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    by = models.CharField(max_length=40, blank=True)  # who put it in force
    reason = models.TextField(blank=True)  # and why, for whoever audits the procedure

    class Meta:
        constraints = [
            models.CheckConstraint(name="in_force_forward", condition=Q(until=None) | Q(until__gt=F("since")))
        ]

    def __str__(self) -> str:
        return f"{self.edition} since {self.since:%Y-%m-%d}"


class Case(models.Model):
    """The projection of one history; every column is rewritten by history.record and recomputed by verify."""

    number = models.CharField(max_length=20, unique=True)
    submission = models.UUIDField(unique=True)  # the same form sent twice is one case
    edition = models.ForeignKey(Edition, models.PROTECT)
    pack = models.SlugField(max_length=60)
    kind = models.CharField(max_length=40)
    stage = models.CharField(max_length=60)
    stage_since = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    class_key = models.CharField(max_length=60, blank=True)
    category = models.ForeignKey("amends.Category", models.PROTECT, null=True, db_index=False)
    product = models.ForeignKey("amends.Product", models.PROTECT, null=True, db_index=False)
    department = models.ForeignKey("amends.Department", models.PROTECT, null=True, db_index=False)
    site = models.ForeignKey("amends.Site", models.PROTECT, null=True, db_index=False)
    owner = models.ForeignKey("amends.Member", models.PROTECT, null=True, db_index=False)
    holders = ArrayField(models.PositiveIntegerField(), default=list)  # members: its owner, and who is appointed in it
    owner_role = models.CharField(max_length=60)  # who owes the next step when nobody in person does
    channel = models.CharField(max_length=20)
    language = models.CharField(max_length=10)
    anonymous = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    due_at = models.DateTimeField(null=True)
    due_key = models.CharField(max_length=60, blank=True)
    closed_at = models.DateTimeField(null=True)
    ended = models.CharField(max_length=60, blank=True)
    joined_to = models.CharField(max_length=20, blank=True)  # the number of the case this one is handled with
    inside = models.BooleanField(default=False)  # work of the organisation itself: no complainant, not in the pool
    links = ArrayField(models.CharField(max_length=20), default=list)  # numbers of other cases that this one names
    goods = ArrayField(models.CharField(max_length=220), default=list)  # "order:1001", "lot:L77"
    erase_on = models.DateField(null=True)  # the first day on which the person's data is kept no longer
    complained_about = ArrayField(models.PositiveIntegerField(), default=list)  # members: they have no door to the case
    recusal_waived = models.CharField(max_length=20, blank=True)  # why they have one all the same
    held = models.BooleanField(default=False)  # kept longer than the procedure says
    erased_at = models.DateTimeField(null=True)
    wake_at = models.DateTimeField(null=True)  # the next moment at which the clock owes an entry
    state: models.JSONField[JsonTable, JsonTable] = models.JSONField()
    last_no = models.PositiveIntegerField()
    last_at = models.DateTimeField()
    last_digest = models.BinaryField(max_length=32)
    followed_no = models.PositiveIntegerField(default=0)  # entries up to this one have had their letters written
    counted_no = models.PositiveIntegerField(default=0)  # entries up to this one are in the figures

    class Meta:
        indexes = [
            models.Index(name="case_wakes", fields=["wake_at"], condition=Q(wake_at__isnull=False)),
            models.Index(name="case_unfollowed", fields=["id"], condition=Q(followed_no__lt=F("last_no"))),
            models.Index(name="case_uncounted", fields=["id"], condition=Q(counted_no__lt=F("last_no"))),
            models.Index(name="case_open_due", fields=["due_at", "id"], condition=Q(closed_at=None)),
            models.Index(name="case_owner_due", fields=["owner", "due_at"], condition=Q(closed_at=None)),
            models.Index(name="case_joined", fields=["joined_to"], condition=~Q(joined_to="")),
            GinIndex(name="case_links", fields=["links"], condition=~Q(links=[])),
            models.Index(name="case_inside", fields=["pack", "kind", "id"], condition=Q(inside=True)),
            GinIndex(name="case_goods", fields=["goods"], condition=~Q(goods=[])),
            models.Index(name="case_items", fields=["id"], condition=Q(state__items__0__isnull=False)),
            BrinIndex(name="case_received", fields=["received_at"], autosummarize=True),  # they come in their order
            models.Index(name="case_about", fields=["id"], condition=Q(closed_at=None) & ~Q(complained_about=[])),
            models.Index(name="case_erase", fields=["erase_on", "id"], condition=Q(erase_on__isnull=False)),
            models.Index(name="case_held", fields=["id"], condition=Q(held=True)),
            models.Index(name="case_erased", fields=["erased_at", "id"], condition=Q(erased_at__isnull=False)),
            models.Index(name="case_stage_due", fields=["stage", "due_at"], condition=Q(closed_at=None)),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def answers(self) -> JsonTable:
        """The last answer to each question of each form; what a person typed is a reference."""
        return json_values.inside(self.state["values"])


class Entry(models.Model):
    """One thing that happened, for ever: no personal data, and a digest over the entry before it."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="entries", db_index=False)
    no = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    fields: models.JSONField[Fields, Fields] = models.JSONField()
    digest = models.BinaryField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(name="entry_numbered_once", fields=["case", "no"])]
        triggers = [
            pgtrigger.Protect(name="entries_are_for_ever", operation=pgtrigger.Update | pgtrigger.Delete),
            pgtrigger.Trigger(
                name="entries_are_kept_together",
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                func="RAISE EXCEPTION 'entries are for ever: they cannot be truncated';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.no} {self.kind}"


class PersonalData(models.Model):
    """A person's words, name or address: erasable, while the entry that points here keeps its salted hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="vault")
    kind = models.CharField(max_length=20)  # words · person · contact · letter
    content: models.JSONField[Json, Json] = models.JSONField(null=True)
    salt = models.BinaryField(max_length=16, null=True)
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="erased_means_empty",
                condition=Q(erased_at=None, content__isnull=False, salt__isnull=False)
                | Q(erased_at__isnull=False, content=None, salt=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class SearchIndex(models.Model):
    """What search finds a case by, and the line the pool shows: personal, so part of the vault and erased with it."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True, related_name="words")
    summary = models.CharField(max_length=200)
    complainant = models.CharField(max_length=200, blank=True)
    found_by = SearchVectorField()

    class Meta:
        indexes = [GinIndex(name="words_found", fields=["found_by"], fastupdate=True)]

    def __str__(self) -> str:
        return f"words of {self.case_id}"


class Secret(models.Model):
    """The tracking password as a keyed hash. `sealed` holds it, encrypted, only until its letters are written."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    hash = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    issue = models.PositiveIntegerField(default=1)  # a new password ends every session opened with the old one
    sealed = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"secret of {self.case_id}"


class Origin(models.Model):
    """From which network a complaint came, as a keyed mark that is kept for two days, see `origins`."""

    case = models.OneToOneField(Case, models.PROTECT, primary_key=True)
    network = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(name="origin_old", fields=["at"])]

    def __str__(self) -> str:
        return f"origin of {self.case_id}"


class LoginAttempt(models.Model):
    """Wrong passwords counted by number, by address and over all, in windows that pass."""

    key = models.CharField(max_length=64)
    window = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="tries_counted_once", fields=["key", "window"])]

    def __str__(self) -> str:
        return f"{self.count} tries"


class Attachment(models.Model):
    """A file of a case: the original stays restricted, `shown` is a picture drawn anew without position data."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    case = models.ForeignKey(Case, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    stored = models.CharField(max_length=200)  # name in the store, empty once erased
    shown = models.CharField(max_length=200, blank=True)
    drawing = models.CharField(max_length=10, blank=True)  # waiting · drawn · failed; empty: no picture
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    public = models.BooleanField(default=True)  # the complainant sees it
    erased_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                name="file_to_erase", fields=["erased_at"], condition=Q(erased_at__isnull=False) & ~Q(stored="")
            ),
            models.Index(name="file_to_draw", fields=["at"], condition=Q(drawing="waiting")),
        ]

    def __str__(self) -> str:
        return f"file {self.id}"


class Failure(models.Model):
    """One thing that a step of the worker could not do: set aside, tried again later, gone when it works."""

    step = models.CharField(max_length=30)  # a key of failures.STEPS
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="failures")
    about = models.CharField(max_length=120)  # a case's number, or what else it is
    fault = models.CharField(max_length=200)  # the kind of error and its place, never what somebody wrote
    tries = models.PositiveIntegerField(default=1)
    since = models.DateTimeField()
    last_at = models.DateTimeField()
    next_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="failure_once", fields=["step", "about"])]
        indexes = [models.Index(name="failure_next", fields=["step", "next_at"])]

    def __str__(self) -> str:
        return f"{self.step}: {self.about}"


class Heartbeat(models.Model):
    """When a step of the worker last did what it is for; one row a step."""

    step = models.CharField(max_length=100, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.step} at {self.at}"
