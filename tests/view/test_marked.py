from hypothesis import given
from hypothesis import strategies as st

from service.view.marked import Piece, pieces

RANGES = st.lists(st.tuples(st.integers(-5, 40), st.integers(-5, 40)), max_size=8)


def test_a_text_is_cut_along_its_ranges() -> None:
    assert pieces("stock control", [(0, 5), (6, 13)]) == [
        Piece("stock", marked=True),
        Piece(" ", marked=False),
        Piece("control", marked=True),
    ]


@given(st.text(max_size=30), RANGES)
def test_whatever_the_ranges_no_text_is_lost_or_said_twice(text: str, ranges: list[tuple[int, int]]) -> None:
    assert "".join(piece.text for piece in pieces(text, ranges)) == text


def test_a_range_beyond_the_text_marks_nothing() -> None:
    assert pieces("short", [(3, 9)]) == [Piece("short", marked=False)]


def test_code_points_beyond_the_basic_plane_count_as_one() -> None:
    assert pieces("🧑‍🍳 chef", [(4, 8)])[-1] == Piece("chef", marked=True)
