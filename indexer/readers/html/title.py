"""A page's title, the description in its head, and the lead beside its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

from indexer.language.stems import stem
from indexer.readers.document import clean, one_line
from indexer.readers.html.nodes import ancestors
from indexer.readers.withheld import without_comments

BETWEEN_NAMES = re.compile(r"\s+[|»·•–—-]+\s+|\s*:{2,}\s*|\s+:\s+|\s*[|»·]\s*")
"""Separators between the title of a page and the name of its site."""

HOME = re.compile(
    r"(?:https?://[^/]+)?(?:\.?/|(?:\.{0,2}/)?(?:index|default|home)\.\w+)?(?:[?#].*)?", re.IGNORECASE
)
"""Addresses of a site's first page."""

DOCUMENT_TITLES = "p.title, p.MsoTitle, [role=heading][aria-level='1']"
"""The titles of documents saved as pages, which have no heading of level one."""

WORD = re.compile(r"[^\W\d_]{4,}")
SHORTEST_LEAD = 4
"""The fewest words of a paragraph beside the title that leads into the profile."""


def meta_of(tree: LexborHTMLParser) -> dict[str, str]:
    """The meta values in the page's head by name, in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for node in tree.css("meta[content]"):
        name = (
            node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop")
        )
        found.setdefault((name or "").lower(), _words(node.attributes.get("content")))
    found.setdefault("description", found.get("og:description", ""))
    return found


def names_of(tree: LexborHTMLParser, meta: Mapping[str, str]) -> list[str]:
    """The names of a page in its head, without the name of the site if known."""
    node = tree.css_first("head title, title")
    said = meta.get("og:title") or (_words(node.text()) if node is not None else "")
    site = meta.get("og:site_name", "").casefold()
    names = map(one_line, BETWEEN_NAMES.split(_without_site(tree, said)))
    return [name for name in names if name and name.casefold() != site]


def _without_site(tree: LexborHTMLParser, said: str) -> str:
    """What the head calls a page, without the name of a site that leads to its first page and a colon."""
    for link in tree.css("h1 a[href]"):
        before = f"{one_line(link.text())}: "
        if HOME.fullmatch((link.attributes.get("href") or "").strip()) and said.startswith(before):
            return said.removeprefix(before)
    return said


def title_heading(
    tree: LexborHTMLParser, main: LexborNode, names: Sequence[str], site: str
) -> LexborNode | None:
    """The heading that is the page's title: in its main part, else the one that its head agrees with.

    A heading of level one that names the site, or leads to its first page, is none; then a deeper heading
    is the title that the head calls the page.
    """

    def doubts(node: LexborNode) -> tuple[bool, bool, bool, int]:
        around = [each.tag for each in ancestors(node)]
        in_banner = "header" in around and not {"main", "article"} & set(around)
        text = one_line(node.text()).casefold()
        agreed = (at for at, name in enumerate(names) if name.casefold() in text or text in name.casefold())
        link = node.css_first("a[href]")
        leads_away = link is not None and one_line(link.text()).casefold() == text
        alone = len(names) == 1 and text == names[0].casefold()
        return not alone, leads_away, in_banner, next(agreed, len(names))

    inside = main.css("h1") if main.tag != "body" else []
    found = [node for node in inside or tree.css("h1") if one_line(node.text())]
    found = found if len(found) == 1 else tree.css(DOCUMENT_TITLES)[:1] or found
    own = [node for node in found if not _names_the_site(node, names, site)]
    return min(own, key=doubts, default=None) or next(_called(tree, names), None) or next(iter(found), None)


def called(heading: LexborNode, names: Sequence[str]) -> str:
    """What a title heading calls the page, without a caption or the name of a site within it."""
    text = one_line(clean(heading.text()))
    own = one_line(clean(heading.text(deep=False)))
    if own and own != text and names and own.casefold() == names[0].casefold():
        return own
    parts = [one_line(part) for part in BETWEEN_NAMES.split(text)]
    return parts[-1] if len(names) > 1 and parts == list(names) else text


def take_out_site_name(main: LexborNode, title: LexborNode | None, names: Sequence[str], site: str) -> None:
    """Take the headings of level one that name the site out of a page's main part."""
    for node in main.css("h1"):
        if (title is None or node.mem_id != title.mem_id) and _names_the_site(node, names, site):
            node.decompose(recursive=False)


def lead_of(heading: LexborNode | None, main: LexborNode) -> str:
    """The first paragraph beside a title that is outside the page's main part; empty for none."""
    if (
        heading is None
        or heading.parent is None
        or main.mem_id in {node.mem_id for node in ancestors(heading)}
    ):
        return ""
    texts = (one_line(clean(node.text())) for node in heading.parent.css("p") if not node.css("a"))
    return next((text for text in texts if len(text.split()) >= SHORTEST_LEAD), "")


def own_description(meta: Mapping[str, str], title: str, text: str) -> str:
    """The description in the head, if the title or the text shows that it is about this page."""
    said = meta.get("description", "")
    named = {stem(word.casefold()) for word in WORD.findall(title)}
    of_page = said.casefold()[:40] in text.casefold() or not named
    return said if of_page or any(stem(word.casefold()) in named for word in WORD.findall(said)) else ""


def _names_the_site(heading: LexborNode, names: Sequence[str], site: str) -> bool:
    text = one_line(heading.text()).casefold()
    link = heading.css_first("a[href]")
    leads_home = link is not None and bool(HOME.fullmatch((link.attributes.get("href") or "").strip()))
    last = len(names) > 1 and text == names[-1].casefold() != names[0].casefold()
    return text == site.casefold() or leads_home or last


def _called(tree: LexborHTMLParser, names: Sequence[str]) -> Iterator[LexborNode]:
    """The deeper headings that have the title in the page's head."""
    called = {name.casefold() for name in names}
    return (node for node in tree.css("h2, h3") if one_line(node.text()).casefold() in called)


def _words(text: str | None) -> str:
    """Text from the head of a page, without what looks like comments."""
    return one_line(clean(without_comments(text or "")))
