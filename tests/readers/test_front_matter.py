from pathlib import Path

import pytest
import yaml

from indexer.readers import frontmatter
from tests.readers.reading import refusal, written

MISTAKES = {
    "no front matter": ("# Baker\n", 1, "must begin with front matter"),
    "front matter without an end": ("---\ntitle: Baker\n\n## Pay\n", 1, 'close it with a line "---"'),
    "empty front matter": ("---\n---\n", 1, "has no title"),
    "no title": ("---\ncategory: Food\n---\n", 1, "has no title; add a line title: ..."),
    "an empty title": ('---\ncategory: Food\ntitle: " "\n---\n', 3, "has no title"),
    "a title that is null": ("---\ntitle: ~\n---\n", 1, "has no title"),
    "a title that is a list": ("---\ntitle: [a, b]\n---\n", 2, "title must be text"),
    "a title of a thousand letters": (f"---\ntitle: {'a' * 1000}\n---\n", 2, "1,000 characters"),
    "a key misspelt": (
        "---\ntitle: Baker\nsumary: x\n---\n",
        3,
        'unknown key "sumary"; did you mean summary?',
    ),
    "a key unheard of": (
        "---\ntitle: Baker\nzzz: x\n---\n",
        3,
        "use one of title, alternative_titles",
    ),
    "a key that is a list": ("---\n? [a]\n: b\n---\n", 2, "unknown key"),
    "a key twice": ("---\ntitle: Baker\ntitle: Chef\n---\n", 3, 'the key "title" is used twice'),
    "text for a list": (
        "---\ntitle: B\nalternative_titles: x\n---\n",
        3,
        "alternative_titles must be a list",
    ),
    "a list in a list": ("---\ntitle: B\nrelated:\n  - a\n  - [b]\n---\n", 5, "each of related must be text"),
    "a date in words": ("---\ntitle: B\nupdated: 3 May 2024\n---\n", 3, "write it like 2024-05-21"),
    "a date that never was": (
        "---\ntitle: B\nupdated: 2024-02-30\n---\n",
        3,
        "is not a day in the calendar; write it like",
    ),
    "a date with a time": ("---\ntitle: B\npublished: 2024-02-03 10:00\n---\n", 3, "is not a date"),
    "a qualification misspelt": (
        *("---\ntitle: B\nqualifications:\n  - nvqs\n---\n", 4),
        '"nvqs" is not a known qualification; did you mean nvq?',
    ),
    "a qualification unheard of": ("---\ntitle: B\nqualifications: [x]\n---\n", 3, "use one of gcse"),
    "a related title": ("---\ntitle: B\nrelated: [Head Chef]\n---\n", 3, "try head-chef"),
    "a colon in a value": ("---\ntitle: Baker: craft\n---\n", 2, "a value has a colon; put it in quotes"),
    "a tab for indentation": ("---\ntitle: B\nrelated:\n\t- a\n---\n", 4, "not valid YAML: a tab"),
    "a bracket left open": (
        "---\ntitle: B\nrelated: [a\n---\n",
        3,
        "a list or table that does not end",
    ),
    "a list for keys": ("---\n- title\n---\n", 2, "lines of the form key: value"),
    "text for keys": ("---\ntitle\n---\n", 2, "lines of the form key: value"),
    "an alias bomb": (
        *("---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: B\n---\n", 2),
        "has an anchor or alias",
    ),
    "an alias of nothing": ("---\ntitle: *a\n---\n", 2, "has an anchor or alias"),
    "a tag that runs code": ('---\ntitle: !!python/object/apply:os.system ["true"]\n---\n', 2, "has a tag"),
    "a tag of one's own": ("---\ntitle: !mine B\n---\n", 2, "has a tag"),
    "a merge": ("---\ntitle: B\n<<: {a: b}\n---\n", 3, 'unknown key "<<"'),
    "deep nesting": (f"---\ntitle: {'[' * 20_000}\n---\n", 2, "is nested too deeply"),
    "deep indentation": (
        *("---\n" + "".join(" " * n + "a:\n" for n in range(60)) + "---\n", 6),
        "is nested too deeply",
    ),
    "64 kB of keys": ("---\n" + "a: b\n" * 15_000 + "---\n", 1, "more than 64,000 characters"),
    "half a character": ('---\ntitle: "\\ud800"\n---\n', 2, ""),
    "twenty thousand lines": ("---\ntitle: B\n---\n" + "a\n" * 30_000, None, "more than 20,000 lines"),
}


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """YAML as its C library reads it, and as Python does where that was not built."""
    monkeypatch.setattr(frontmatter, "LOADER", getattr(yaml, request.param))


@pytest.mark.usefixtures("loader")
@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_named_with_its_line(mistake: str, tmp_path: Path) -> None:
    content, line, words = MISTAKES[mistake]
    path = written(tmp_path, "baker.md", content)
    error = refusal(path)
    assert (error.path, error.source, error.line) == (str(path), "baker.md", line)
    assert words in error.message


def test_a_name_that_is_no_id_is_an_error_that_says_how_to_rename(tmp_path: Path) -> None:
    error = refusal(written(tmp_path, "Head Baker.md", "---\ntitle: Baker\n---\n"))
    assert "rename the file to head-baker.md" in error.message
