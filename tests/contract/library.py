"""A small library written for the tests of the engines: work on and beside an old canal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from indexer.profile import Profile, Section, SectionKind, slug

HEADINGS = {
    SectionKind.DESCRIPTION: "The job",
    SectionKind.DUTIES: "What you do",
    SectionKind.SKILLS: "What you are good at",
    SectionKind.REQUIREMENTS: "How to get in",
    SectionKind.OPPORTUNITIES: "Where it leads",
    SectionKind.OTHER: "And besides",
}


def profile(
    title: str,
    *,
    also: Iterable[str] = (),
    category: str = "",
    summary: str = "",
    updated: str = "",
    qualifications: Iterable[str] = (),
    related: Iterable[str] = (),
    **sections: str,
) -> Profile:
    """A profile whose id is its title; sections are given by their kind."""
    name = slug(title)
    kinds = [SectionKind(kind) for kind in sections]
    return Profile(
        id=name,
        title=title,
        sections=tuple(
            Section(kind, HEADINGS[kind], text) for kind, text in zip(kinds, sections.values(), strict=True)
        ),
        alternative_titles=tuple(also),
        category=category,
        summary=summary,
        updated=dt.date.fromisoformat(updated) if updated else None,
        qualifications=tuple(qualifications),
        related=tuple(related),
        source=f"{name}.md",
        fingerprint=f"{name}, as first written",
    )


LIBRARY = (
    profile(
        "Lock keeper",
        also=("Canal warden", "Sluice operator"),
        category="Waterways",
        summary="Work the gates that lift boats from one level to the next.",
        updated="2025-03-01",
        qualifications=("gcse",),
        description="Lock keepers work the gates of a lock.\n\nThey know every boat on their reach.",
        duties="work the gates and paddles\nkeep the towpath clear\nmeasure the depth of the water",
        requirements="Nobody asks for a paper. A boating licence is useful.",
    ),
    profile(
        "Narrowboat builder",
        also=("Boatwright", "Canal boat builder"),
        category="Making and mending",
        updated="2025-06-15",
        qualifications=("nvq", "apprenticeship"),
        related=("dredger-driver", "no-such-profile"),
        description="Narrowboat builders weld hulls from steel plate and fit them out in oak.",
        duties="weld steel plate\nfit engines\nkeep a count of the stock\ncontrol the quality of every weld",
        skills="a steady hand with a welding torch\nreading drawings",
    ),
    profile(
        "Dredger driver",
        also=("Mud skipper",),
        category="Waterways",
        updated="2024-11-30",
        qualifications=("apprenticeship",),
        description="Dredger drivers lift silt from the bed of the canal so that boats do not run aground.",
        duties="drive the dredger\nwatch the depth gauge\nload silt into barges",
    ),
    profile(
        "Heritage surveyor",
        also=("Building archaeologist",),
        category="Science and survey",
        updated="2025-06-15",
        qualifications=("bachelors", "masters"),
        description="Heritage surveyors measure and draw old bridges, warehouses and locks.",
        duties="draw what stands\nsearch archives\nadvise on repairs to old brickwork",
        requirements="You'll usually need a degree in building surveying. "
        "You'll need A levels to get on to the course.",
    ),
    profile(
        "Water quality scientist",
        also=("Limnologist",),
        category="Science and survey",
        qualifications=("bachelors", "doctorate"),
        description="Water quality scientists test samples of water for what should not be in it.",
        duties="collect samples\ncontrol the quality of the tests\nreport to the regulator",
        skills="patience, and a stock of dry socks",
    ),
    profile(
        "Stock controller",
        also=("Stores clerk", "Inventory assistant"),
        category="Trade",
        updated="2025-01-09",
        qualifications=("gcse", "nvq"),
        description="Stock controllers know what lies in the stores. Stock control is their trade.",
        duties="stock control\norder paint and rope\ncount everything twice a year",
    ),
    profile(
        "Chandler",
        also=("Boat shop assistant",),
        category="Trade",
        description="Chandlers sell rope, paint, brass and good advice to people with boats.",
        duties="serve behind the counter\nprice the stock",
    ),
    profile(
        "Diver",
        also=("Underwater engineer",),
        category="Waterways",
        updated="2023-08-20",
        qualifications=("hnd", "professional-registration"),
        description="Divers inspect walls, gates and bridges below the waterline.",
        duties="inspect and repair gates under water\ncut and weld under water\nfilm what they see",
    ),
    profile(
        "Festival organiser",
        also=("Boat rally organiser", "Events manager"),
        category="Visitors",
        updated="2025-02-02",
        qualifications=("hnd", "bachelors"),
        description="Festival organisers plan the weekend when three hundred boats arrive at once.",
        duties="plan moorings\nhire the band\nkeep quality stalls and turn the others away",
    ),
    profile(
        "Boat trip skipper",
        also=("Trip boat captain",),
        category="Visitors",
        description="Boat trip skippers steer a full boat through the tunnel and tell its story on the way.",
        duties="steer\ntell stories\nmind the gates and the ducks",
        opportunities="You could become a lock keeper, or build boats of your own.",
    ),
    profile(
        "Signwriter",
        also=("Roses and castles painter",),
        category="Making and mending",
        qualifications=("nvq",),
        description="Signwriters paint names, roses and castles on the sides of boats.",
        duties="draw letters by hand\npaint in enamel\ngild",
    ),
    profile(
        "Bricklayer",
        also=("Lining mender",),
        category="Making and mending",
        updated="2024-05-05",
        qualifications=("apprenticeship", "nvq", "gcse"),
        description="Bricklayers mend the lining of tunnels and the chambers of locks.",
        duties="cut out old brickwork\nlay new bricks in lime mortar",
    ),
    profile(
        "Ecologist",
        also=("Water vole officer",),
        category="Science and survey",
        qualifications=("bachelors", "masters"),
        description="Ecologists count water voles, dragonflies and rare plants along the towpath.",
        duties="survey the banks\nadvise dredger drivers where not to dig",
    ),
    profile(
        "Café owner",
        also=("Tea room keeper",),
        summary="Feed walkers, cyclists and whoever moors up.",
        description="Café owners bake, brew and keep the accounts.",
        duties="bake\nbrew\nkeep the accounts",
    ),
)
"""Fourteen profiles; one has no category, some no date."""

TOWN = (
    *LIBRARY,
    profile(
        "Farrier",
        category="Forge",
        description="Farriers shoe horses at the anvil.",
        duties="light the forge, work the bellows, heat iron\nuse hammer and tongs\nrasp hooves",
    ),
    profile(
        "Toolsmith",
        category="Forge",
        description="Toolsmiths make chisels at the anvil.",
        duties="light the forge, work the bellows, heat iron\nuse hammer and tongs\ntemper edges",
    ),
    profile(
        "Nailer",
        category="Forge",
        qualifications=("nvq",),
        description="Nailers make nails at the anvil.",
        duties="light the forge, work the bellows, heat iron\nuse hammer and tongs\nsort nails",
    ),
    *(
        profile(
            f"Clerk in office {number}",
            category="Offices",
            description=f"Clerks file the letters of office {number} and answer the telephone.",
        )
        for number in range(83)
    ),
)
"""A hundred, so that the library is no longer a small one: three who work alike, and clerks."""

A_TO_Z = [
    *("bricklayer", "boat-trip-skipper", "cafe-owner", "chandler", "diver", "dredger-driver", "ecologist"),
    *("festival-organiser", "heritage-surveyor", "lock-keeper", "narrowboat-builder", "signwriter"),
    *("stock-controller", "water-quality-scientist"),
]
A_TO_Z.sort()
"""Their ids in the order of their titles, which begin like them."""
