"""Each language counts in its own way: Chinese in one form, Greek in two, Arabic in six."""

import pytest
from django.utils import translation

from tests.look import pseudo

LEFT = ("%(num)s working day left", "%(num)s working days left")


@pytest.mark.parametrize(
    ("language", "counts", "forms"),
    [
        ("en", [0, 1, 2, 21], 2),
        ("el", [0, 1, 2, 21], 2),
        ("zh-hans", [0, 1, 2, 21], 1),
        ("ar", [0, 1, 2, 3, 11, 100], 6),
    ],
)
def test_every_plural_of_a_language_is_told_apart(tmp_path, settings, language, counts, forms):
    if language == "ar":
        pseudo.speak(tmp_path, settings)
    with translation.override(language):
        assert len({translation.ngettext(*LEFT, count) for count in counts}) == forms


def test_an_arabic_page_runs_from_right_to_left(tmp_path, settings):
    pseudo.speak(tmp_path, settings)
    with translation.override("ar"):
        assert translation.get_language_bidi()
        assert translation.gettext("Back") == pseudo.said("Back") != "Back"
    with translation.override("el"):
        assert not translation.get_language_bidi()
