"""Twice the text takes twice the time, whatever stands in it."""

from __future__ import annotations

import pytest

from indexer.qualification import qualifications_in
from tests.linear_time import assert_linear, seconds

SIZE = 3_000
HOSTILE = (
    *(
        "a ",
        " ",
        "\n",
        "\u00a0",
        "- ",
        "(",
        "((",
        "'",
        "’s ",
        ".",
        ";",
        "1",
        "1-",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ",
    ),
    *(
        "degree ",
        "degree, ",
        "(degree ",
        "degree) ",
        "- degree\n",
        "İ degree ",
        "foundation, ",
        "foundation or ",
        "A/",
    ),
    *(
        "level 3 ",
        "level 3 a b c d e ",
        "level 2 or 3 or 4/",
        "bachelor's, ",
        "doctor of ",
        "B.Sc.",
        "N.V.",
        "Ph.",
    ),
    *(
        "higher national ",
        "higher\nnational\n",
        "GCSEs at grades 9 to 4 (A* to C) ",
        "register with the General of the ",
    ),
    *(
        "be on the a ",
        "need to register as a b c d e f ",
        "You do not need:\n- a degree\n",
        "You do not need a degree, ",
    ),
    *(
        "not ",
        "no ",
        "without a degree and ",
        "nobody degree ",
        "teach a ",
        "degree students ",
        "once you're degree ",
    ),
    *(
        "https://",
        "a@",
        "a.a",
        "example.org/",
        "MVetMedSc",
        "B.Com.",
        "Master of Art ",
        "Master of Art and the ",
        "degree? ",
    ),
    *(
        "equivalent to a ",
        "as good as a degree ",
        "no longer a degree ",
        "until 2016 a degree ",
        "degree was replaced by the ",
        "nor do you need a ",
        "no employer asks you for a degree ",
    ),
    *("to get onto a ", "degree to get onto a ", "you'll need a degree for a ", "with experience degree "),
)


@pytest.mark.parametrize("unit", HOSTILE)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    assert_linear(qualifications_in, unit, SIZE)


def test_a_single_endless_word_costs_no_more_than_its_length() -> None:
    for letter in "a", "degree", "9", "A.":
        assert seconds(qualifications_in, letter * (100_000 // len(letter))) < 1
