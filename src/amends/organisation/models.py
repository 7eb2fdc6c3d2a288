"""Who and what the organisation is: members with their roles, sites, departments, products, channels, calendars."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from amends.platform import author

Titles = dict[str, str]  # language -> words


class Organisation(models.Model):
    """The one organisation this installation serves: its face, its languages, its working time."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(_("name"), max_length=120)
    prefix = models.CharField(_("letters before each tracking number"), max_length=4, default="AM")
    colour = models.CharField(_("colour"), max_length=7, default="#1f5f8b")
    logo = models.FileField(_("logo"), upload_to="organisation/", blank=True)
    languages = ArrayField(models.CharField(max_length=10), default=list)
    country = models.CharField(_("country"), max_length=2, default="GB")
    zone = models.CharField(_("time zone"), max_length=64, default="Europe/London")
    calendar = models.CharField(_("calendar"), max_length=40, default="main")
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    address = models.TextField(_("address"), blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    publishes = models.BooleanField(_("everybody can read how we handled complaints in the last year"), default=False)
    trained_only = models.BooleanField(_("a case is given only to whoever is trained for their role"), default=False)
    # Roles of the packs that open no more than the department and site of whoever holds them.
    need_to_know = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    signs = models.CharField(_("who signs letters"), max_length=120, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(name="one_organisation", condition=Q(id=1))]

    def __str__(self) -> str:
        return self.name


class Site(models.Model):
    key = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=120)
    address = models.TextField(_("address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    hours = models.CharField(_("opening hours"), max_length=200, blank=True)
    calendar = models.CharField(_("calendar"), max_length=40, blank=True)  # empty: the organisation's

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    key = models.SlugField(primary_key=True, max_length=40)
    titles = models.JSONField[Titles, Titles](_("name by language"), default=dict)
    email = models.EmailField(_("e-mail"), blank=True)

    def __str__(self) -> str:
        return str(next(iter(self.titles.values()), self.key))


class Category(models.Model):
    """What a complaint is about; it directs the case to a department."""

    key = models.SlugField(primary_key=True, max_length=40)
    titles = models.JSONField[Titles, Titles](_("name by language"), default=dict)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(next(iter(self.titles.values()), self.key))


class Product(models.Model):
    """A product or service people can complain about."""

    key = models.SlugField(primary_key=True, max_length=40)
    titles = models.JSONField[Titles, Titles](_("name by language"), default=dict)
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True)
    retired_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return str(next(iter(self.titles.values()), self.key))


class Channel(models.Model):
    """The register of ways in: each with who looks after it and what is being improved (F17)."""

    KINDS = [
        ("web", _("website")),
        ("phone", _("phone")),
        ("counter", _("in person")),
        ("email", _("e-mail")),
        ("post", _("post")),
        ("representative", _("our representative")),
        ("technician", _("our technical support")),
    ]
    key = models.SlugField(primary_key=True, max_length=40)
    kind = models.CharField(_("kind"), max_length=20, choices=KINDS)
    titles = models.JSONField[Titles, Titles](_("name by language"), default=dict)
    address = models.CharField(_("address or number"), max_length=200, blank=True)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True)
    keeper = models.ForeignKey("amends.Member", models.SET_NULL, null=True, blank=True)
    improvement = models.TextField(_("what is being improved"), blank=True)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)
    public = models.BooleanField(_("shown to complainants"), default=True)

    def __str__(self) -> str:
        return str(next(iter(self.titles.values()), self.key))


class Partner(models.Model):
    """Somebody outside who raises cases at the customer's place by a link of their own, without an account (P13)."""

    key = models.SlugField(primary_key=True, max_length=40)
    name = models.CharField(_("name"), max_length=120)
    site = models.ForeignKey(Site, models.SET_NULL, null=True, blank=True)
    issue = models.PositiveIntegerField(default=1)  # a new link ends the one before
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Member(AbstractUser):
    """A person who works here. `owner` members own the procedure and the settings; all may hold roles of packs."""

    STANDINGS = [("staff", _("staff")), ("owner", _("owner of the procedure"))]
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    standing = models.CharField(_("standing"), max_length=10, choices=STANDINGS, default="staff")
    department = models.ForeignKey(Department, models.SET_NULL, null=True, blank=True)

    def __str__(self) -> str:
        return self.name or self.username

    @property
    def by(self) -> str:
        """The word that entries carry for this person."""
        return str(author.Author.member(self.pk))


class RoleAssignmentManager(models.Manager["RoleAssignment"]):
    """Every role that is read knows whether it is one of need to know, without a question of its own."""

    def get_queryset(self) -> models.QuerySet[RoleAssignment]:
        listed = Organisation.objects.filter(need_to_know__contains=[OuterRef("role")])
        more = {"need_to_know": Exists(listed)}
        return super().get_queryset().annotate(**more)


class RoleAssignment(models.Model):
    """A member holds a role of the packs, everywhere, at one site, for one department or both, for a time."""

    need_to_know: bool  # as the organisation says of the role; read with it
    member = models.ForeignKey(Member, models.CASCADE, related_name="role_assignments")
    role = models.SlugField(_("role"), max_length=60)
    site = models.ForeignKey(Site, models.CASCADE, null=True, blank=True)
    department = models.ForeignKey(Department, models.CASCADE, null=True, blank=True)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = RoleAssignmentManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="role_held_once", fields=["member", "role", "site", "department"], nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.role}"


class Requirement(models.Model):
    """A role needs a training in this subject, as the training procedure names it (ISO 10002, 6.4)."""

    role = models.SlugField(_("role"), max_length=60)
    subject = models.SlugField(_("subject"), max_length=60)

    class Meta:
        constraints = [models.UniqueConstraint(name="requirement_once", fields=["role", "subject"])]

    def __str__(self) -> str:
        return f"{self.role}: {self.subject}"


class Trained(models.Model):
    """Who was trained in what, until when, as the record of the session says; rewritten when that record changes."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="trainings")
    subject = models.SlugField(max_length=60)
    until = models.DateField()
    number = models.CharField(max_length=20)  # of the session
    seen_no = models.PositiveIntegerField()  # its last entry that was looked at

    class Meta:
        constraints = [models.UniqueConstraint(name="trained_once", fields=["number", "member"])]

    def __str__(self) -> str:
        return f"{self.member}: {self.subject} until {self.until}"


class CalendarVersion(models.Model):
    """One version of a calendar, never changed once stored: due dates name the version they were counted by."""

    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    content = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, models.SET_NULL, null=True)
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="calendar_version_once", fields=["key", "version"])]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class SavedView(models.Model):
    """A filter of the pool that a member keeps under a name."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="view_named_once", fields=["member", "name"])]

    def __str__(self) -> str:
        return self.name
