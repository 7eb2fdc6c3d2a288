"""The records of goods: orders, shipments, lots, inspections; and the imports that bring them. No person is in them."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TypedDict

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class MatchFields(TypedDict, total=False):
    """How the columns of a file were matched: the place of each, and how days and numbers are written."""

    columns: dict[str, int]
    dates: str
    decimal: str


def _number(*, unique: bool = False, blank: bool = False) -> models.CharField[str, str]:
    return models.CharField(max_length=60, unique=unique, blank=blank)


def _bare() -> models.CharField[str, str]:
    """The number without case, spaces and dashes, by which it is found however it is typed."""
    return models.CharField(max_length=60, db_index=True)


def _quantity() -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(max_digits=14, decimal_places=3, null=True)


class Order(models.Model):
    """What a customer ordered. The customer is a number, and perhaps an organisation; never a person's name."""

    number = _number(unique=True)
    bare = _bare()
    customer = _number(blank=True)
    organisation = models.CharField(max_length=200, blank=True)
    ordered_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="order_has_number", condition=~Q(number="") & ~Q(bare=""))]
        indexes = [models.Index(name="order_of_customer", fields=["customer"], condition=~Q(customer=""))]

    def __str__(self) -> str:
        return self.number


class OrderLine(models.Model):
    """One product of an order."""

    order = models.ForeignKey(Order, models.CASCADE, related_name="lines", db_index=False)
    line = models.CharField(max_length=20)
    product = _number()
    title = models.CharField(max_length=200, blank=True)
    quantity = _quantity()
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="order_line_once", fields=["order", "line"]),
            models.CheckConstraint(name="ordered_something", condition=Q(quantity=None) | Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.order_id}/{self.line}"


class Lot(models.Model):
    """What was made together, of one product."""

    number = _number(unique=True)
    bare = _bare()
    product = _number(blank=True)
    title = models.CharField(max_length=200, blank=True)
    produced_on = models.DateField(null=True)
    best_before = models.DateField(null=True)
    quantity = _quantity()
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="lot_has_number", condition=~Q(number="") & ~Q(bare="")),
            models.CheckConstraint(
                name="lot_keeps_after_made",
                condition=Q(best_before=None) | Q(produced_on=None) | Q(best_before__gte=F("produced_on")),
            ),
            models.CheckConstraint(name="lot_of_something", condition=Q(quantity=None) | Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return self.number


class Shipment(models.Model):
    """What left the house for one order. Without a day it has not left yet."""

    number = _number(unique=True)
    bare = _bare()
    order = models.ForeignKey(Order, models.PROTECT, related_name="shipments")
    shipped_on = models.DateField(null=True)
    carrier = models.CharField(max_length=80, blank=True)
    delivered_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="shipment_has_number", condition=~Q(number="") & ~Q(bare="")),
            models.CheckConstraint(
                name="shipped_before_delivered",
                condition=Q(delivered_on=None) | Q(shipped_on=None) | Q(delivered_on__gte=F("shipped_on")),
            ),
        ]
        indexes = [models.Index(name="shipment_newest", fields=["-shipped_on", "-id"])]

    def __str__(self) -> str:
        return self.number


class ShipmentLine(models.Model):
    """So much of one product in a shipment, of which lot, and for which line of the order where that is known."""

    shipment = models.ForeignKey(Shipment, models.CASCADE, related_name="lines", db_index=False)
    line = models.CharField(max_length=20)
    order_line = models.ForeignKey(OrderLine, models.PROTECT, null=True)
    product = _number()
    lot = models.ForeignKey(Lot, models.PROTECT, null=True, db_index=False, related_name="shipped")
    quantity = _quantity()
    unit = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="shipment_line_once", fields=["shipment", "line"]),
            models.CheckConstraint(name="shipped_something", condition=Q(quantity=None) | Q(quantity__gt=0)),
        ]
        indexes = [models.Index(name="shipments_of_lot", fields=["lot", "shipment"])]

    def __str__(self) -> str:
        return f"{self.shipment_id}/{self.line}"


class Inspection(models.Model):
    """One characteristic of a lot, measured before it left. The inspector is a role, not a name."""

    VERDICTS = ("pass", "fail")
    number = _number()
    bare = _bare()
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="inspections", db_index=False)
    inspected_on = models.DateField(null=True)
    characteristic = models.CharField(max_length=120)
    limit = models.CharField(max_length=120, blank=True)
    measured = models.CharField(max_length=120, blank=True)
    verdict = models.CharField(max_length=4)
    inspector = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="inspected_once", fields=["lot", "number", "characteristic"]),
            models.CheckConstraint(name="verdict_is_known", condition=Q(verdict__in=["pass", "fail"])),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.characteristic}"


class Import(models.Model):
    """One file on its way in: matched, checked line by line, and taken over when somebody says so."""

    STATES = ("matching", "checking", "checked", "importing", "done", "failed")
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    kind = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    stored = models.CharField(max_length=200, blank=True)  # empty once the file is forgotten
    encoding = models.CharField(max_length=20)
    delimiter = models.CharField(max_length=1)
    headers = models.JSONField[list[str], list[str]](default=list)
    match = models.JSONField[MatchFields, MatchFields](default=dict)  # columns: field -> place · dates · decimal
    state = models.CharField(max_length=10, default="matching")
    done = models.PositiveIntegerField(default=0)  # lines read
    total = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    counts = models.JSONField[dict[str, list[int]], dict[str, list[int]]](
        default=dict
    )  # what -> [new, changed, the same]
    fault = models.CharField(max_length=20, blank=True)
    by = models.ForeignKey("amends.Member", models.SET_NULL, null=True)  # nobody: the command line
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_state_is_known",
                condition=Q(state__in=["matching", "checking", "checked", "importing", "done", "failed"]),
            ),
            models.CheckConstraint(name="import_reads_no_more", condition=Q(done__lte=F("total"))),
        ]
        indexes = [
            models.Index(name="import_waits", fields=["made_at"], condition=Q(state__in=["checking", "importing"])),
            models.Index(name="import_newest", fields=["-made_at", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.name}"


class Staged(models.Model):
    """A line of a file, read and sound, that waits to be taken over; its cells in the order of its kind."""

    source = models.ForeignKey(Import, models.CASCADE, db_index=False)
    line = models.PositiveIntegerField()
    cells = ArrayField(models.TextField(null=True))

    class Meta:
        constraints = [models.UniqueConstraint(name="line_staged_once", fields=["source", "line"])]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.line}"


class Refused(models.Model):
    """A line that was not taken, and one reason: what is wrong, in which column, and what stood there."""

    source = models.ForeignKey(Import, models.CASCADE, db_index=False, related_name="+")
    line = models.PositiveIntegerField()
    reason = models.CharField(max_length=20)
    column = models.CharField(max_length=20, blank=True)
    value = models.CharField(max_length=60, blank=True)
    found = models.CharField(max_length=8, default="reading")  # reading · settling

    class Meta:
        indexes = [models.Index(name="refused_of_import", fields=["source", "line", "id"])]

    def __str__(self) -> str:
        return f"{self.source_id}/{self.line} {self.reason}"


class ColumnMatch(models.Model):
    """How the last file of a kind was understood: its headers, and the forms of its days and numbers."""

    kind = models.CharField(max_length=20, primary_key=True)
    heads = models.JSONField[dict[str, str], dict[str, str]](default=dict)  # header, folded -> field
    dates = models.CharField(max_length=3)
    decimal = models.CharField(max_length=5)

    def __str__(self) -> str:
        return self.kind
