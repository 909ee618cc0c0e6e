import json

from indexer.profile import Profile, Section, SectionKind
from service.pages.site import QUALIFICATIONS
from service.view.occupation import occupation, script

OCCUPATION = {
    *("@context", "@type", "url", "name", "alternateName", "description", "occupationalCategory"),
    *("responsibilities", "skills", "qualifications", "educationRequirements", "experienceRequirements"),
}
CREDENTIAL = {"@type", "credentialCategory", "educationalLevel", "competencyRequired", "recognizedBy"}

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


def test_only_names_of_the_vocabulary_are_used_and_nothing_empty_is_said() -> None:
    said = occupation(CHEF, address="https://x.org/chef", summary="", credentials=[QUALIFICATIONS["hnd"]])
    assert set(said) <= OCCUPATION
    assert all(set(each) <= CREDENTIAL for each in said["qualifications"])
    assert not {"skills", "alternateName", "description"} & set(said)
    assert said["responsibilities"] == "cook\ntaste"
    assert said["qualifications"][0]["educationalLevel"] == "RQF level 5"


def test_a_text_cannot_end_the_script_element_it_stands_in() -> None:
    written = script({"name": "</script><!-- & “quoted”"})
    assert "<" not in written
    assert json.loads(written) == {"name": "</script><!-- & “quoted”"}
