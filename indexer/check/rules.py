"""The rules of `check`, as tables: name, level, what it finds. docs/checks.md explains each."""

from __future__ import annotations

from indexer.check import across, declared, links, markup, sections, spelling
from indexer.check.findings import Level, ReaderRule, Rule
from indexer.check.page import Library, Page
from indexer.check.source import SourceFile

UNREADABLE = ReaderRule("unreadable", Level.ERROR, "a file, record, table or setting that cannot be read")
HELD_BACK = ReaderRule("held-back", Level.NOTE, "a draft, or a profile with a later publication date")

READER_RULES: tuple[ReaderRule, ...] = (
    UNREADABLE,
    HELD_BACK,
    ReaderRule("unused-key", Level.WARNING, "a key of the front matter that is not used"),
    ReaderRule("comment", Level.WARNING, "a comment (in an HTML page, a note)"),
    ReaderRule("shortcode", Level.WARNING, "a shortcode, a tag or an attribute of another program"),
    ReaderRule("struck-out", Level.WARNING, "text that is struck out"),
    ReaderRule("hidden-html", Level.WARNING, "an HTML element that is hidden"),
    ReaderRule(
        "html-left-out", Level.WARNING, "an HTML element that is not shown, such as a form or a script"
    ),
    ReaderRule("unknown-html", Level.WARNING, "a tag that HTML does not have"),
)
"""Rules whose findings come from reading the files."""

FILE_RULES: tuple[Rule[SourceFile], ...] = (
    Rule("conflict-marker", Level.ERROR, "marks of two conflicting edits", markup.conflict_markers),
    Rule("unclosed-fence", Level.WARNING, "code that is never closed", markup.unclosed_fences),
    Rule("heading-without-space", Level.WARNING, "a heading without a space", markup.headings_without_space),
)
"""Rules that look at a file as it was written, whether it can be read as a profile or not."""

PROFILE_RULES: tuple[Rule[Page], ...] = (
    Rule("empty-profile", Level.WARNING, "a profile without text", sections.empty_profiles),
    Rule("empty-section", Level.WARNING, "a heading without text", sections.empty_sections),
    Rule("open-lead-in", Level.WARNING, "a colon that no list follows", sections.open_lead_ins),
    Rule("missing-kind", Level.WARNING, "no duties, or no requirements", sections.missing_kinds),
    Rule("cut-summary", Level.WARNING, "a summary that ends in an ellipsis", sections.cut_summaries),
    Rule("long-sentence", Level.NOTE, "a sentence of over 45 words", sections.long_sentences),
    Rule("misspelt-heading", Level.WARNING, "a typo in a known heading", spelling.misspelt_headings),
    Rule(
        "qualification-not-in-text",
        Level.WARNING,
        "a declared qualification that the text does not support",
        declared.qualifications_not_in_text,
    ),
    Rule(
        "way-not-as-in-text",
        Level.WARNING,
        "a declared way in that the text contradicts",
        declared.ways_not_as_in_text,
    ),
    Rule("dates-out-of-order", Level.WARNING, "dates that cannot be right", declared.dates_out_of_order),
    Rule("picture-left-out", Level.WARNING, "a picture that is not shown", links.pictures_left_out),
    Rule("review-due", Level.WARNING, "a profile that is due for review", declared.reviews_due),
)
"""Rules that look at one profile."""

LIBRARY_RULES: tuple[Rule[Library], ...] = (
    Rule("title-claimed-twice", Level.WARNING, "two profiles with one title", across.titles_claimed_twice),
    Rule(
        "other-name-taken", Level.NOTE, "a name that is another's title, too", across.alternative_titles_taken
    ),
    Rule("alias-taken", Level.WARNING, "an old address that leads elsewhere", across.aliases_taken),
    Rule("shared-paragraph", Level.NOTE, "a paragraph in several profiles", across.shared_paragraphs),
    Rule("category-spelling", Level.WARNING, "one category in two spellings", across.categories_spelt_apart),
    Rule("dead-link", Level.WARNING, "a link that leads to no profile", links.dead_links),
    Rule("dead-anchor", Level.WARNING, "a link that leads to no section", links.dead_anchors),
    Rule("unknown-related", Level.WARNING, "a related id that no profile has", links.unknown_related),
    Rule(
        "synonym-leads-nowhere",
        Level.WARNING,
        "a synonym that no profile has",
        across.synonyms_leading_nowhere,
    ),
)
"""Rules that compare all profiles of a library."""

ALL_RULES: tuple[Rule[SourceFile] | Rule[Page] | Rule[Library] | ReaderRule, ...] = (
    *READER_RULES,
    *FILE_RULES,
    *PROFILE_RULES,
    *LIBRARY_RULES,
)
