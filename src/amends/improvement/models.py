"""What the watch remembers: how each topic stands, what it signalled, what a case can be likened by, and the stakes."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q


class Look(models.Model):
    """A day on which the watch has looked at every topic."""

    on = models.DateField(primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"looked on {self.on}"


class Watched(models.Model):
    """One topic as the watch last saw it: its months, and how far from its limits the last of them lies."""

    pack = models.SlugField(max_length=60)
    topic_by = models.CharField(max_length=20)  # category · product · pair · lot · site · cause
    topic = models.CharField(max_length=220)
    months = models.JSONField()  # [first day, count, limit of a month alone, how it stood], the oldest first
    out_of = models.CharField(max_length=10)  # orders · customers · days
    observed = models.PositiveIntegerField()  # in the months that say most about how it stands now
    expected = models.FloatField(null=True)
    over = models.PositiveSmallIntegerField()  # so many months
    probability = models.FloatField(null=True)
    far = models.FloatField(null=True)  # beyond the limit of a signal, in powers of ten; null: too few months
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="topic_watched_once", fields=["pack", "topic_by", "topic"])]
        indexes = [models.Index(name="watched_far", fields=["pack", "-far", "id"])]

    def __str__(self) -> str:
        return f"{self.topic_by} {self.topic}"


class Signal(models.Model):
    """A month in which a topic went beyond its limits: said once, with everything it was judged by."""

    pack = models.SlugField(max_length=60)
    topic_by = models.CharField(max_length=20)
    topic = models.CharField(max_length=220)
    month = models.DateField()
    over = models.PositiveSmallIntegerField()  # so many months together, this one the last
    observed = models.PositiveIntegerField()
    expected = models.FloatField()
    limit = models.PositiveIntegerField()
    probability = models.FloatField()
    seen_at = models.DateTimeField()
    problem = models.CharField(max_length=20, blank=True)  # the number of the problem that it belongs to

    class Meta:
        constraints = [models.UniqueConstraint(name="signal_said_once", fields=["pack", "topic_by", "topic", "month"])]

    def __str__(self) -> str:
        return f"{self.topic_by} {self.topic} in {self.month:%Y-%m}"


class Trace(models.Model):
    """What a case can be likened by: keyed hashes of its contact and its words, which tell nothing without the key.

    They come from a person's data, so they are erased with it.
    """

    case = models.OneToOneField("amends.Case", models.PROTECT, primary_key=True)
    received_on = models.DateField()
    contacts = ArrayField(models.BigIntegerField(), default=list)
    texts = ArrayField(models.BigIntegerField(), default=list)  # each of one month, so that old ones are never read
    letters = ArrayField(models.BigIntegerField(), default=list)  # shared only by texts that are nearly one
    sketch = ArrayField(models.IntegerField(), default=list)

    class Meta:
        indexes = [
            models.Index(name="trace_received", fields=["received_on"]),
            GinIndex(name="trace_contacts", fields=["contacts"], condition=~Q(contacts=[])),
            GinIndex(name="trace_texts", fields=["texts"], condition=~Q(texts=[])),
        ]

    def __str__(self) -> str:
        return f"trace of {self.case_id}"


class Stakes(models.Model):
    """The organisation's own numbers for what a customer is worth: nobody else's stand in for them (S48)."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    currency = models.CharField(max_length=3)
    yearly = models.DecimalField(max_digits=12, decimal_places=2)  # what a customer brings in a year
    years = models.DecimalField(max_digits=4, decimal_places=1)  # for how long one stays
    winning = models.DecimalField(max_digits=12, decimal_places=2)  # what winning a new one costs
    leaving = models.PositiveSmallIntegerField()  # of 100 dissatisfied customers, how many leave
    handling = models.DecimalField(max_digits=12, decimal_places=2)  # what handling a complaint costs
    source = models.CharField(max_length=300, blank=True)  # where the numbers come from

    class Meta:
        constraints = [
            models.CheckConstraint(name="one_stakes", condition=Q(id=1)),
            models.CheckConstraint(name="leaving_of_a_hundred", condition=Q(leaving__lte=100)),
        ]

    def __str__(self) -> str:
        return f"stakes in {self.currency}"
