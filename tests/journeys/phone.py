"""A complainant's phone without JavaScript: fills in the form page by page over real HTTP, as fast as a test likes."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

import requests

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
NUMBER = re.compile(r"\b(AM-[0-9A-Z]{4}-[0-9A-Z]{4})\b")
PASSWORD = re.compile(r"\b([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})\b")
ANSWERS = {
    "kind": {"kind": "complaint"},
    "words": {"words": "The towel lost its threads."},
    "when": {},
    "about": {},
    "wanted": {"wanted": "A new one."},
    "files": {},
    "help": {},
    "contact": {"name": "Ayşe"},
}


@dataclass(frozen=True, slots=True)
class Receipt:
    number: str
    password: str


class Phone:
    def __init__(self, url: str) -> None:
        self.url = url
        self.session = requests.Session()

    def complain(self, words: str) -> Receipt:
        """The whole form; raises whatever the connection raises when the program dies meanwhile."""
        self.fill_in(words)
        return self.send()

    def send(self) -> Receipt:
        """The last press; pressed again after a broken line, it shows the same receipt."""
        page = self.post("/en/complain/check/", {})
        return Receipt(_found(NUMBER, page.text), _found(PASSWORD, page.text))

    def fill_in(self, words: str) -> None:
        page = self.post("/en/complain/", {})
        for _ in range(12):
            key = page.url.rstrip("/").rpartition("/")[2]
            if key == "check":
                return
            more = {"words": {"words": words}, "contact": {"email": f"{secrets.token_hex(6)}@example.org"}}
            answer = {
                **ANSWERS.get(key, {}),
                **more.get(key, {}),
            }  # each of somebody else: one gets only so many letters
            page = self.post(f"/en/complain/{key}/", answer)
        raise AssertionError(f"the form does not end: {page.url}")

    def opens(self, receipt: Receipt) -> str:
        """The tracking page of a receipt, signed in with what is written on it."""
        page = self.post("/en/track/", {"number": receipt.number, "password": receipt.password})
        return page.text if page.url.endswith("/track/case/") else ""

    def post(self, path: str, form: dict[str, str]) -> requests.Response:
        if "csrftoken" not in self.session.cookies:
            self.session.get(f"{self.url}/en/complain/", timeout=60)
        token = self.session.cookies.get("csrftoken", "")
        said = {**form, "csrfmiddlewaretoken": token}
        answer = self.session.post(f"{self.url}{path}", said, timeout=60, headers={"Referer": f"{self.url}{path}"})
        answer.raise_for_status()
        return answer


def _found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    if match is None:
        raise AssertionError(f"no {pattern.pattern} on the page")
    return match[1]
