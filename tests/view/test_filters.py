from urllib.parse import parse_qs

from indexer.query import Query, RoleChoice
from indexer.results import Facet, FacetValue
from service.view.filters import SHOWN, active, groups


def facet(many: int, selected: int | None = None) -> Facet:
    values = tuple(FacetValue(f"v{n}", f"Value {n}", 1, n == selected) for n in range(many))
    return Facet("category", "Category", values)


def test_a_long_group_keeps_its_rest_one_step_away() -> None:
    (group,) = groups([facet(20)])
    assert (len(group.shown), len(group.more), group.opened) == (SHOWN, 20 - SHOWN, False)


def test_a_single_value_is_never_hidden_alone() -> None:
    (group,) = groups([facet(SHOWN + 1)])
    assert group.more == ()


def test_a_group_with_a_ticked_value_in_its_rest_is_open() -> None:
    (group,) = groups([facet(20, selected=15)])
    assert group.opened


def test_a_group_without_values_is_not_shown() -> None:
    assert groups([facet(0)]) == []


def test_each_filter_that_is_on_leads_to_the_list_without_it() -> None:
    query = Query(
        "stock", qualification=("hnc", "hnd"), level=(5,), role=RoleChoice.DIRECT, exact=True, page=3
    )
    known = Facet(
        "qualification", "Qualification", (FacetValue("hnd", "Higher National Diploma", 2, selected=True),)
    )
    on = {each.label: parse_qs(each.without) for each in active(query, [known])}
    assert list(on) == [
        "hnc",
        "Higher National Diploma",
        "Level 5",
        "Only if it gets you straight into the job",
        "Exactly as typed",
    ]
    assert on["Higher National Diploma"]["qualification"] == ["hnc"]
    assert "level" not in on["Level 5"]
    assert "role" not in on["Only if it gets you straight into the job"]
    assert "exact" not in on["Exactly as typed"]
    assert all("page" not in without for without in on.values())
