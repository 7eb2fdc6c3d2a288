"""A request at the desk: whose it is, and the one moment at which all of it happens."""

from __future__ import annotations

from datetime import datetime

from amends.look import middleware
from amends.organisation.models import Member


class Request(middleware.Request):
    """A request of somebody who has signed in; `now` is the one moment at which all of it happens."""

    user: Member
    now: datetime
