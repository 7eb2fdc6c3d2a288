"""What figures are read from: each case's facts, their tallies by day, and what was frozen, entered and ordered."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from amends.reports.counting.frozen_figures import Frozen
from amends.reports.query_string import FiguresRequest


class Fact(models.Model):
    """What one case adds to the figures, as it was last counted: so that the next count takes it out again."""

    case = models.OneToOneField("amends.Case", models.PROTECT, primary_key=True)
    pack = models.CharField(max_length=60)
    kind = models.CharField(max_length=40)
    where: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField()  # dimension -> value
    marks: models.JSONField[list[list[str | int]], list[list[str | int]]] = models.JSONField()

    def __str__(self) -> str:
        return f"facts of {self.case_id}"


class Tally(models.Model):
    """How often one thing happened on one day, among the cases that have one value of one dimension."""

    pk = models.CompositePrimaryKey("kind", "dimension", "on", "measure", "value", "bucket", "pack")
    kind = models.CharField(max_length=40)
    dimension = models.CharField(max_length=20)
    on = models.DateField()
    measure = models.CharField(max_length=20)
    value = models.CharField(max_length=100)
    bucket = models.CharField(max_length=60)
    pack = models.CharField(max_length=60)
    count = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.on} {self.kind} {self.measure} {self.dimension}={self.value}: {self.count}"


class Base(models.Model):
    """What complaints are compared with: how much business there was in a month."""

    month = models.DateField(primary_key=True)  # its first day
    orders = models.PositiveIntegerField(_("orders"), null=True, blank=True, validators=[MinValueValidator(1)])
    customers = models.PositiveIntegerField(_("customers"), null=True, blank=True, validators=[MinValueValidator(1)])
    by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(name="base_of_a_month", condition=Q(month__day=1))]

    def __str__(self) -> str:
        return f"base of {self.month:%Y-%m}"


class Snapshot(models.Model):
    """The figures of a month as they stood when it was over: a case classified anew later changes nothing here."""

    month = models.DateField()
    pack = models.CharField(max_length=60)
    content: models.JSONField[Frozen, Frozen] = models.JSONField()
    digest = models.CharField(max_length=64)
    taken_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="month_frozen_once", fields=["month", "pack"])]

    def __str__(self) -> str:
        return f"{self.pack} {self.month:%Y-%m}"


class Drawing(models.Model):
    """A chart that was drawn, by the digest of what it shows: drawing is slow, and a month that is over stays so."""

    digest = models.CharField(primary_key=True, max_length=64)
    svg = models.TextField()
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"drawing {self.digest[:8]}"


class SavedReport(models.Model):
    """A page of figures that a member keeps under a name.

    Sent by e-mail where `every` says how often; `sent_on` is the first day of the last week, month or quarter that
    was sent, `tried_at` when the last mail was begun.
    """

    EVERY = [("week", _("every week")), ("month", _("every month")), ("quarter", _("every quarter"))]
    member = models.ForeignKey("amends.Member", models.CASCADE, related_name="reports")
    name = models.CharField(_("name"), max_length=80)
    page = models.CharField(max_length=60)
    period = models.CharField(max_length=30)  # that moves, such as last-month, or a fixed one
    pack = models.CharField(max_length=60, blank=True)
    by = models.CharField(max_length=20, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    shared_at = models.DateTimeField(null=True)
    every = models.CharField(_("how often"), max_length=10, choices=EVERY, blank=True)
    sent_on = models.DateField(null=True)
    tried_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="report_named_once", fields=["member", "name"])]

    @property
    def wanted(self) -> FiguresRequest:
        return FiguresRequest(self.page, self.period, self.pack, self.by, self.kind)

    def __str__(self) -> str:
        return self.name
