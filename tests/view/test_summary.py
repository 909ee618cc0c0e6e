import pytest

from service.view.filters import Active
from service.view.overview.summary import with_filters


@pytest.mark.parametrize(
    ("labels", "said"),
    [
        ([], "No profiles for “zorking”"),
        (["Level 3"], "No profiles for “zorking” with Level 3"),
        (["GCSE", "HND", "Level 3"], "No profiles for “zorking” with GCSE, HND and Level 3"),
    ],
)
def test_the_heading_of_an_empty_list_names_its_filters(labels: list[str], said: str) -> None:
    assert with_filters("No profiles for “zorking”", [Active(label, "") for label in labels]) == said
