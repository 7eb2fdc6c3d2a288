"""What all processes that look at pages share in one run."""

from pathlib import Path

import pytest

from tests.browser.axe import Knowledge


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Knowledge:
    """Which ways to make a page were found faultless in this run, by whichever process."""
    base = tmp_path_factory.getbasetemp()
    folder: Path = (base if worker_id == "master" else base.parent) / "faultless"
    folder.mkdir(exist_ok=True)
    return Knowledge(folder)
