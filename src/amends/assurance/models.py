"""What the organisation writes down about itself: objectives with targets, figures of others, audit days."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditDays(models.Model):
    """Up to so many people in the scope, an audit takes so many days; the organisation's own table (S51, S53)."""

    people = models.PositiveIntegerField(_("people in the scope, at most"), unique=True)
    days = models.DecimalField(_("audit days"), max_digits=5, decimal_places=1)

    def __str__(self) -> str:
        return f"{self.people}: {self.days}"


class Objective(models.Model):
    """A target for one figure, measured each period by whoever owns it (ISO 10002, 6.2)."""

    PERIODS = [("month", _("month")), ("quarter", _("quarter")), ("year", _("year"))]
    figure = models.CharField(_("figure"), max_length=40)
    pack = models.SlugField(_("procedure"), max_length=60, blank=True)  # empty: all together
    target = models.FloatField(_("target"))
    period = models.CharField(_("measured each"), max_length=10, choices=PERIODS, default="month")
    owner = models.ForeignKey("amends.Member", models.SET_NULL, null=True, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    plan = models.TextField(_("how we get there"), blank=True)  # the activities (6.3)

    def __str__(self) -> str:
        return f"{self.figure} {self.target}"


class Measured(models.Model):
    """What an objective came to in one period, frozen when it was over."""

    objective = models.ForeignKey(Objective, models.CASCADE, related_name="measured")
    since = models.DateField()
    value = models.FloatField(null=True)
    numerator = models.FloatField(default=0)
    denominator = models.FloatField(default=0)
    reached = models.BooleanField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="measured_once", fields=["objective", "since"])]

    def __str__(self) -> str:
        return f"{self.objective_id} {self.since}"


class Comparison(models.Model):
    """A public figure of somebody else, entered by hand with its source (S41, F57)."""

    figure = models.CharField(_("figure"), max_length=40)
    whose = models.CharField(_("whose"), max_length=120)
    value = models.FloatField(_("value"))
    year = models.PositiveSmallIntegerField(_("year"))
    source = models.CharField(_("source"), max_length=300)

    def __str__(self) -> str:
        return f"{self.whose} {self.figure} {self.year}"


class Keeper(models.Model):
    """Who keeps the evidence of a clause in order, and what they say about an exception to it."""

    clause = models.CharField(max_length=10, unique=True)  # as the 2018 edition numbers it
    member = models.ForeignKey("amends.Member", models.SET_NULL, null=True, blank=True)
    remark = models.TextField(blank=True)
    since = models.DateField()

    def __str__(self) -> str:
        return f"{self.clause}: {self.member_id}"


class EditionRead(models.Model):
    """A member says that they have read an edition of a procedure; a new edition is read anew (ISO 10002, 7.1)."""

    edition = models.ForeignKey("amends.Edition", models.CASCADE)
    member = models.ForeignKey("amends.Member", models.CASCADE)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="edition_read_once", fields=["edition", "member"])]

    def __str__(self) -> str:
        return f"{self.member_id} read {self.edition_id}"
