"""Exports of other systems, whose fields are guessed and can be mapped."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from indexer.errors import UsageError
from indexer.importing.exports.mapping import read_mapping
from indexer.importing.values import Outcome
from indexer.profile import Profile
from tests.importing.library import imported, only, profiles, written
from tests.readers.reading import outline

LUTHIER = """\
Job Title;Other names;Sector;What You'll Do;skillsNeeded;entry_requirements;Last modified;Editor;State
Luthier;Guitar maker, Violin maker;Crafts;"<ul><li>carve necks</li><li>glue &amp; clamp</li></ul>";\
"- patience
- a good ear";A level 3 diploma, or an apprenticeship.;12/03/2025;Sam;draft
"""

WORDPRESS = """\
<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:content="c" xmlns:excerpt="e" xmlns:wp="w"><channel><title>Jobs</title>
<item><title>Cooper &amp; barrel maker</title><link>https://site.example/jobs/cooper/</link>
<content:encoded><![CDATA[{content}]]></content:encoded>
<excerpt:encoded><![CDATA[Coopers make barrels.]]></excerpt:encoded>
<wp:post_date>2024-05-06 10:00:00</wp:post_date><wp:post_modified>2025-05-07 09:00:00</wp:post_modified>
<wp:post_name>cooper</wp:post_name><wp:status>{status}</wp:status><wp:post_type>{kind}</wp:post_type>
<category domain="category"><![CDATA[Wood]]></category><category domain="post_tag">oak</category>
<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>
<wp:postmeta><wp:meta_key>working_hours</wp:meta_key>
<wp:meta_value>40 hours a week</wp:meta_value></wp:postmeta>
<wp:comment><wp:comment_content>First!</wp:comment_content></wp:comment></item>
</channel></rss>
"""
CLASSIC = """\
[vc_row width="1"]Coopers bend staves over a fire.

[caption id="a" width="300"]<img src="a.png" /> A fire[/caption]

<h2>Typical duties</h2>
<ul>
<li>shave staves</li>
<li>fit hoops</li>
</ul>

<h2>Entry requirements</h2>
A level 2 apprenticeship.

Bring [your own] tools.[/vc_row]"""


def one(folder: Path) -> Profile:
    (profile,) = profiles(folder / "out").values()
    return profile


def post(folder: Path, content: str = "Coopers.", status: str = "publish", kind: str = "page") -> Path:
    return written(folder, "export.xml", WORDPRESS.format(content=content, status=status, kind=kind))


def test_the_columns_of_a_table_are_guessed(tmp_path: Path) -> None:
    page = only(imported(written(tmp_path, "jobs.csv", LUTHIER)))
    assert (page.outcome, page.left_out) == (Outcome.WRITTEN, ("Editor",))
    luthier = one(tmp_path)
    assert (luthier.id, luthier.title, luthier.category) == ("luthier", "Luthier", "Crafts")
    assert luthier.alternative_titles == ("Guitar maker", "Violin maker")
    assert (luthier.updated, luthier.draft) == (dt.date(2025, 3, 12), True)
    assert outline(luthier) == [
        ("duties", "What You'll Do", "carve necks\nglue & clamp"),
        ("skills", "Skills needed", "patience\na good ear"),
        ("requirements", "Entry requirements", "A level 3 diploma, or an apprenticeship."),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_may_be_divided_by_other_signs(delimiter: str, tmp_path: Path) -> None:
    rows = [["title", "duties"], ["Dyer", '"dye wool, silk"']]
    imported(written(tmp_path, "jobs.csv", "\n".join(map(delimiter.join, rows))))
    assert outline(one(tmp_path)) == [("duties", "Duties", "dye wool, silk")]


def test_a_table_may_be_saved_on_windows(tmp_path: Path) -> None:
    imported(written(tmp_path, "jobs.csv", "title,duties\r\nDyer,“dye” café cloth\r\n".encode("cp1252")))
    assert outline(one(tmp_path)) == [("duties", "Duties", "“dye” café cloth")]


def test_a_row_that_is_too_long_is_refused_alone(tmp_path: Path) -> None:
    report = imported(written(tmp_path, "jobs.csv", "title,duties\nDyer,dye,too much\nWeaver,weave cloth\n"))
    assert [page.outcome for page in report.pages] == [Outcome.WRITTEN, Outcome.REFUSED]
    assert report.pages[1].place.endswith("jobs.csv:2")
    assert "3 fields" in report.pages[1].problem


TEXT = "trim hooves\nfit shoes"
LIST = "<ul><li>trim hooves</li><li>fit shoes</li></ul>"
SHAPES = {
    "a list": [{"name": "Farrier", "slug": "farrier", "duties": ["trim hooves", "fit shoes"]}],
    "attributes": {"data": [{"id": 7, "attributes": {"title": "Farrier", "duties": TEXT}}]},
    "languages": {
        "items": [{"sys": {"id": "farrier"}, "fields": {"title": {"en": "Farrier"}, "duties": {"en": TEXT}}}]
    },
    "by id": {"farrier": {"title": "Farrier", "duties": TEXT}, "dyer": {"title": "Dyer", "duties": "dye"}},
    "blocks": [{"title": "Farrier", "blocks": [{"label": "Duties", "body": LIST}]}],
    "rendered": [{"title": {"rendered": "Farrier"}, "content": {"rendered": f"<h2>Duties</h2>{LIST}"}}],
    "Markdown": [{"title": "Farrier", "content": "## Duties\n\n- trim hooves\n- fit shoes"}],
    "plain text": [{"title": "Farrier", "text": f"Duties\n\n{TEXT}"}],
    "one record": {"title": "Farrier", "duties": TEXT},
}


@pytest.mark.parametrize("export", SHAPES.values(), ids=SHAPES)
def test_json_is_read_in_the_shapes_that_systems_give_it(export: object, tmp_path: Path) -> None:
    imported(written(tmp_path, "export.json", json.dumps(export)))
    farrier = profiles(tmp_path / "out")["farrier"]
    assert farrier.title == "Farrier"
    assert outline(farrier) == [("duties", "Duties", TEXT)]


def test_our_own_records_leave_out_what_an_index_leaves_out(tmp_path: Path) -> None:
    record = {
        "id": "dyer",
        "title": "Dyer",
        "sections": [{"heading": "Duties", "text": "dye"}],
        "notes": "x " * 99,
    }
    source = written(tmp_path, "own.jsonl", json.dumps(record))
    page = only(imported(source))
    assert page.left_out == ("notes",)
    assert profiles(tmp_path / "out") == profiles(source)


def test_a_post_of_wordpress_is_a_profile(tmp_path: Path) -> None:
    page = only(imported(post(tmp_path, CLASSIC)))
    cooper = one(tmp_path)
    assert (cooper.id, cooper.title, cooper.category) == ("cooper", "Cooper & barrel maker", "Wood")
    assert (cooper.published, cooper.updated) == (dt.date(2024, 5, 6), dt.date(2025, 5, 7))
    assert cooper.summary == "Coopers make barrels."
    assert outline(cooper) == [
        ("summary", "Summary", "Coopers bend staves over a fire."),
        ("duties", "Typical duties", "shave staves\nfit hoops"),
        ("requirements", "Entry requirements", "A level 2 apprenticeship.\n\nBring [your own] tools."),
        ("other", "Working hours", "40 hours a week"),
    ]
    assert {"the shortcode [vc_row]", "the shortcode [caption]"} <= set(page.left_out)


def test_blocks_of_wordpress_are_read(tmp_path: Path) -> None:
    blocks = "<!-- wp:heading --><h2>Duties</h2><!-- /wp:heading --><!-- wp:list --><ul><li>saw</li></ul>"
    imported(post(tmp_path, blocks))
    assert ("duties", "Duties", "saw") in outline(one(tmp_path))


@pytest.mark.parametrize("status", ["draft", "pending", "private"])
def test_what_wordpress_does_not_publish_is_a_draft(status: str, tmp_path: Path) -> None:
    imported(post(tmp_path, status=status))
    assert one(tmp_path).draft


@pytest.mark.parametrize(
    ("status", "kind"), [("trash", "page"), ("inherit", "attachment"), ("publish", "wp_block")]
)
def test_what_is_no_page_of_wordpress_is_left_out(status: str, kind: str, tmp_path: Path) -> None:
    assert imported(post(tmp_path, status=status, kind=kind)).pages == ()


def test_entities_cannot_be_defined(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b SYSTEM "file:///etc/passwd">]><rss>&a;&b;</rss>'
    page = only(imported(written(tmp_path, "export.xml", bomb)))
    assert page.outcome is Outcome.REFUSED
    assert "document type" in page.problem
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ["<rss><item>", "no xml", "<rss></rss>", "<a>" * 200])
def test_bad_xml_is_one_sentence(text: str, tmp_path: Path) -> None:
    page = only(imported(written(tmp_path, "export.xml", text)))
    assert page.outcome is Outcome.REFUSED
    assert page.problem


def test_the_mapping_is_printed_and_given_back(tmp_path: Path) -> None:
    source = written(tmp_path, "jobs.csv", "Rolle,Was zu tun ist\nFarrier,shoe horses all day long\n")
    report = imported(source)
    assert only(report).outcome is Outcome.REFUSED
    assert '"Was zu tun ist" = ""' in report.mapping
    mended = '[keys]\nRolle = "title"\n[sections]\n"Was zu tun ist" = "Was zu tun ist"\n'
    mended += '[headings]\nduties = ["Was zu tun ist"]\n'
    again = imported(source, mended)
    assert outline(one(tmp_path)) == [("duties", "Was zu tun ist", "shoe horses all day long")]
    third = imported(source, again.mapping)
    assert (third.mapping, third.count(Outcome.REFUSED)) == (again.mapping, 0)


def test_headings_that_no_table_has_are_listed_to_be_moved(tmp_path: Path) -> None:
    source = written(tmp_path, "dyer.html", "<h1>Dyer</h1><h2>Vats and colours</h2><p>Stir them.</p>")
    assert 'other = [\n    "Vats and colours",\n]' in imported(source).mapping
    imported(source, '[headings]\nduties = ["Vats and colours"]\n')
    assert outline(one(tmp_path)) == [("duties", "Vats and colours", "Stir them.")]
    assert "Vats and colours" in (tmp_path / "out" / "headings.toml").read_text()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[keys\n", "map.toml:1: is not valid TOML"),
        ("[kees]\n", 'unknown table "kees"; did you mean keys?'),
        ('[keys]\nx = "titel"\n', "did you mean title?"),
        ('[headings]\ndutys = ["x"]\n', "did you mean duties?"),
        ("keys = 1\n", '"keys" must be a table'),
        ('[sections]\nx = ""\n', "must be text in quotes"),
    ],
)
def test_a_mistake_in_a_mapping_is_one_sentence(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"map\.toml") as caught:
        read_mapping(written(tmp_path, "map.toml", text))
    assert said in str(caught.value)
