import json
from pathlib import Path

import msgspec
import pytest

from indexer.facts import Facts, Pay, Period
from indexer.profile import Profile, Section, SectionKind
from indexer.qualification import Role, mentions_of, qualifications_in
from service.api.answers import profile_answer
from service.view.occupation import occupation, script
from tests.site import profiles

OCCUPATION = {
    *("@context", "@type", "url", "name", "alternateName", "description", "occupationalCategory"),
    *(
        "estimatedSalary",
        "responsibilities",
        "skills",
        "qualifications",
        "educationRequirements",
        "experienceRequirements",
    ),
}
CREDENTIAL = {"@type", "credentialCategory", "educationalLevel", "competencyRequired", "recognizedBy"}

SHIPPED = Path(__file__).parents[2] / "profiles"

CHEF = Profile(
    "chef",
    "Chef",
    (
        Section(SectionKind.DUTIES, "Typical duties", "cook\ntaste"),
        Section(SectionKind.SKILLS, "Skills", ""),
        Section(SectionKind.REQUIREMENTS, "Job requirements", "An HND helps."),
    ),
    category="Food",
)


def levels_said(profile: Profile) -> dict[str, str | None]:
    """What search engines are told of each way in."""
    mentions = [one.mention for one in mentions_of(profile) if one.mention.role is not Role.PROGRESSION]
    said = occupation(profile, address="", summary="", mentions=mentions).get("qualifications", [])
    return {one["credentialCategory"]: one.get("educationalLevel") for one in said}


def levels_answered(profile: Profile) -> dict[str, str | None]:
    """What the API says of each qualification, in the same words."""
    answered = profile_answer(profile, mentions_of(profile), (), (), "").qualifications
    return {one.label: f"RQF level {one.level}" if one.level else None for one in answered}


def test_only_names_of_the_vocabulary_are_used_and_nothing_empty_is_said() -> None:
    named = qualifications_in("An HND helps.")
    said = occupation(CHEF, address="https://x.org/chef", summary="", mentions=named)
    assert set(said) <= OCCUPATION
    assert all(set(each) <= CREDENTIAL for each in said["qualifications"])
    assert not {"skills", "alternateName", "description"} & set(said)
    assert said["responsibilities"] == "cook\ntaste"
    assert said["qualifications"][0]["educationalLevel"] == "RQF level 5"


SALARIES = {
    Pay(24000, 38000): {
        "@type": "MonetaryAmount",
        "currency": "GBP",
        "value": {"@type": "QuantitativeValue", "unitText": "YEAR", "minValue": 24000, "maxValue": 38000},
    },
    Pay(None, 15.5, Period.HOUR, "EUR"): {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "value": {"@type": "QuantitativeValue", "unitText": "HOUR", "maxValue": 15.5},
    },
    Pay(61000, 61000, currency="USD", median=True): {
        "@type": "MonetaryAmountDistribution",
        "name": "Median pay",
        "currency": "USD",
        "duration": "P1Y",
        "median": 61000,
    },
}


@pytest.mark.parametrize("pay", SALARIES)
def test_what_a_job_pays_is_its_estimated_salary(pay: Pay) -> None:
    paid = msgspec.structs.replace(CHEF, facts=Facts(pay))
    assert occupation(paid, address="", summary="", mentions=())["estimatedSalary"] == SALARIES[pay]
    assert "estimatedSalary" not in occupation(CHEF, address="", summary="", mentions=())


def test_a_text_cannot_end_the_script_element_it_stands_in() -> None:
    written = script({"name": "</script><!-- & “quoted”"})
    assert "<" not in written
    assert json.loads(written) == {"name": "</script><!-- & “quoted”"}


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("You need an HND.", {"Higher National Diploma (HND)": "RQF level 5"}),
        ("You need a level 3 NVQ.", {"National Vocational Qualification (NVQ)": "RQF level 3"}),
        ("You need an NVQ.", {"National Vocational Qualification (NVQ)": None}),
        ("Start with an apprenticeship.", {"Apprenticeship": None}),
        ("Start with a degree apprenticeship.", {"Degree apprenticeship": None}),
        ("Start with an advanced or higher apprenticeship.", {"Apprenticeship": "RQF level 3"}),
        ("You need GCSEs at grades 3 to 1.", {"GCSE": "RQF level 1"}),
        ("You need a BTEC, best of all a BTEC National.", {"BTEC": "RQF level 3"}),
        (
            "You need an NVQ. With experience, you could take a level 4 NVQ.",
            {"National Vocational Qualification (NVQ)": None},
        ),
        ("You must be a registered nurse.", {"Professional registration": None}),
    ],
)
def test_a_level_is_that_of_the_text_and_of_the_api_or_is_left_out(
    text: str, levels: dict[str, str | None]
) -> None:
    profile = Profile("x", "X", (Section(SectionKind.REQUIREMENTS, "Requirements", text),))
    assert levels_said(profile) == levels_answered(profile) == levels


@pytest.mark.parametrize("profile", tuple(profiles(SHIPPED)), ids=lambda profile: profile.id)
def test_every_profile_that_is_shipped_says_the_levels_of_the_api(profile: Profile) -> None:
    assert levels_said(profile).items() <= levels_answered(profile).items()
