"""How allauth behaves here: members are invited, nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from amends.dispatch.carriers import carrier_registry


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, _request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, facts: dict[str, object]) -> None:
        """Where nobody takes mail, the next page says so, whoever asked: no link is on its way."""
        if "email" in carrier_registry.missing():
            words = _("No e-mail leaves here at present. Ask the owner of the procedure for a new password.")
            messages.error(context.request, words)
            return
        super().send_mail(template_prefix, email, facts)
