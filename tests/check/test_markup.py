"""What an editor did not mean by the markup of a file."""

from __future__ import annotations

import pytest

from tests.check.pages import Shelf

CONFLICT = "## Duties\n\n<<<<<<< HEAD\nShoe horses.\n=======\nShoe ponies.\n>>>>>>> main\n"


@pytest.mark.parametrize(("suffix", "line"), [("md", 8), ("txt", 3)])
def test_a_conflict_is_named_once_at_its_first_mark(shelf: Shelf, suffix: str, line: int) -> None:
    if suffix == "md":
        shelf.profile("farrier", CONFLICT)
    else:
        shelf.put("farrier.txt", CONFLICT)
    assert shelf.found("conflict-marker") == [(f"farrier.{suffix}", line - (suffix == "md"))]


def test_a_conflict_in_the_front_matter_is_named_though_the_file_cannot_be_read(shelf: Shelf) -> None:
    shelf.profile("farrier", "Shoe.\n", more="<<<<<<< HEAD\nsummary: a\n=======\nsummary: b\n>>>>>>> main\n")
    assert shelf.found("conflict-marker") == [("farrier.md", 3)]
    assert len(shelf.found("unreadable")) == 1


def test_a_heading_underlined_and_a_quotation_are_no_conflict(shelf: Shelf) -> None:
    shelf.profile("farrier", "Duties\n=======\n\n> > > Shoe.\n\n>> Horses.\n")
    assert shelf.found("conflict-marker") == []


@pytest.mark.parametrize("fence", ["```", "~~~~", "- ```"])
def test_code_that_is_never_closed_is_named_where_it_begins(shelf: Shelf, fence: str) -> None:
    shelf.profile(
        "farrier", f"## Duties\n\n{fence}\nshoe\n\n## Skills\n\nStrength.\n".replace("- ```\n", "- ```\n  ")
    )
    assert shelf.found("unclosed-fence") == [("farrier.md", 7)]


@pytest.mark.parametrize(
    "code", ["```\nshoe\n```", "~~~~ sh\n~~~\n~~~~~", "```\n```", "- ```\n  shoe\n  ```"]
)
def test_code_that_is_closed_is_fine(shelf: Shelf, code: str) -> None:
    shelf.profile("farrier", f"## Duties\n\n{code}\n\n## Skills\n\nStrength.\n")
    assert shelf.found("unclosed-fence") == []


@pytest.mark.parametrize("line", ["##Duties", "###A day at the forge", "#Duties", "  ##Duties##"])
def test_a_heading_without_a_space_is_named(shelf: Shelf, line: str) -> None:
    shelf.profile("farrier", f"Shoe horses.\n\n{line}\n\n- forge\n")
    assert shelf.found("heading-without-space") == [("farrier.md", 7)]


@pytest.mark.parametrize(
    "line", ["#1 in the county", "#forge", "## Duties", "```\n##Duties\n```", "\\##Duties", "    ##Duties"]
)
def test_what_is_no_heading_or_a_right_one_is_fine(shelf: Shelf, line: str) -> None:
    shelf.profile("farrier", f"Shoe horses.\n\n{line}\n\n- forge\n")
    assert shelf.found("heading-without-space") == []


def test_a_picture_is_named_with_its_text(shelf: Shelf) -> None:
    shelf.profile("farrier", "## Duties\n\nShoe\nhorses ![An anvil](anvil.jpg).\n")
    assert shelf.found("picture-left-out") == [("farrier.md", 8)]
    assert "“An anvil”" in shelf.messages("picture-left-out")[0]


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ('Shoe <img src="a.jpg" alt="Anvil"> horses.', "a.jpg"),
        ("<div>\n<IMG alt='An anvil'></div>", "An anvil"),
        ("<p><img></p>", "without a name"),
    ],
)
def test_a_picture_in_html_is_named(shelf: Shelf, tag: str, name: str) -> None:
    shelf.profile("farrier", f"## Duties\n\n{tag}\n\n<!-- <img src='b.jpg'> -->\n\n`<img src='c.jpg'>`\n")
    assert [name in message for message in shelf.messages("picture-left-out")] == [True]


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("Typical dutys", "Typical duties"),
        ("Entry requirments", "Entry requirements"),
        ("Skils and interests", "Skills and interests"),
    ],
)
def test_a_typo_in_a_known_heading_is_named_with_what_was_meant(
    shelf: Shelf, heading: str, meant: str
) -> None:
    shelf.profile("farrier", f"## {heading}\n\n- forge\n")
    assert shelf.found("misspelt-heading") == [("farrier.md", 5)]
    assert f'did you mean "{meant}"?' in shelf.messages("misspelt-heading")[0]


@pytest.mark.parametrize(
    "heading", ["Typical duties", "Tools", "Our dates", "Typical beauties", "Farriery", "Salery"]
)
def test_a_heading_of_other_words_is_fine(shelf: Shelf, heading: str) -> None:
    shelf.profile("farrier", f"## {heading}\n\n- forge\n")
    assert shelf.found("misspelt-heading") == []
