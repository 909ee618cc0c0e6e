"""The small language of taxonomy.toml."""

from __future__ import annotations

import pytest

from indexer.patterns.wording import Placeholders, compiled, with_dots

WORDS = Placeholders(["award", "higher national"], ["Com", "Med", "Sc", "Vet"], ["ology", "Law"])


def matched(wording: str, text: str) -> str | None:
    match = compiled(with_dots(wording), WORDS).match(text)
    return match[0] if match else None


@pytest.mark.parametrize(
    ("wording", "text", "found"),
    [
        ("A level", "A level", "A level"),
        ("A level", "A-levels", "A-levels"),
        ("A level", "A\n  level", "A\n  level"),
        ("A level", "A\n\nlevel", None),
        ("A level", "A levelling", None),
        ("A level ! of", "A level of care", None),
        ("diploma + in", "diploma in", "diploma"),
        ("diploma + in", "diploma of", None),
        ("bachelor[']s", "bachelor's", "bachelor's"),
        ("bachelor[']s", "bachelors", "bachelors"),
        ("[level # ]NVQ", "level 2 or 3 NVQ", "level 2 or 3 NVQ"),
        ("[level # ]NVQ", "NVQ", "NVQ"),
        ("[level # ]NVQ", "N.V.Q.", "N.V.Q."),
        ("## degree", "360-degree", "360-degree"),
        ("level #<words> diploma", "level 3 sea fishing diploma", "level 3 sea fishing diploma"),
        ("level #<words> diploma", "level 3 award or diploma", None),
        ("HND[<brackets>]", "HND (full time)", "HND (full time)"),
        ("(first|honours) degree", "honours degrees", "honours degrees"),
        ("foundation ~ degree", "foundation or bachelor's degree", "foundation"),
        ("foundation ~ degree", "foundation year, then a degree", None),
        ("foundation ~ degree", "foundation", None),
        (
            "register with <Name>",
            "register with Social Work England now",
            "register with Social Work England",
        ),
        ("B<subject>", "BVetMed", "BVetMed"),
        ("B<subject>", "B.Com. in", "B.Com."),
        ("B<subject>", "BCommerce", None),
        ("B<subject>", "BMW", None),
        ("Master of <Field>", "Master of Marine Biology now", "Master of Marine Biology"),
        ("Master of <Field>", "Master of Ceremonies", None),
        ("Master of <Field>", "Master of biology", None),
        (r"level # \(NVQ\)", "level 3 (NVQ)", "level 3 (NVQ)"),
    ],
)
def test_a_wording_matches_what_it_says(wording: str, text: str, found: str | None) -> None:
    assert matched(wording, text) == found
