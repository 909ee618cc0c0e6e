"""Boilerplate of pages: menus, banners, forms and hidden parts, by structure."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from selectolax.lexbor import LexborNode

from indexer.readers.document import one_line
from indexer.readers.headings import Headings
from indexer.readers.html.nodes import HEADING_TAGS, HEADINGS, ancestors, is_in_heading

NEVER_CONTENT = (
    "script, style, noscript, template, svg, math, canvas, video, audio, iframe, object, embed, link, meta,"
    "nav, footer, dialog, input, select, textarea, datalist, progress, meter,"
    "[role=navigation], [role=contentinfo], [role=search], [role=tablist], [role=menu], [role=menubar],"
    "[role=toolbar], [role=dialog], [role=alertdialog], del, s, strike, [role=deletion], p.author"
)
"""Elements that never hold content, struck-out text included."""

TABLE = tomllib.loads(Path(__file__).with_name("boilerplate.toml").read_text(encoding="utf-8"))
WORDS, NAMES, HIDDEN = (frozenset(TABLE[row]) for row in ("words", "names", "hidden"))
SUBJECTS = frozenset(TABLE["subjects"])

BUTTONS = (
    "button, [role=tab], a[role=button]:not([aria-controls]), a.btn, a.button, a.govuk-button,"
    "a.nhsuk-button, a.cta, a.wp-block-button__link, a.elementor-button,"
    "a[class*=action-link], a.sqs-block-button-element"
)
"""Buttons, and links dressed as such: they call on a visitor to do something, and say nothing of the job."""

MAY_HIDE = "[hidden], [aria-hidden=true], [style], [class]"
NAMED = "div, section, ul, ol, dl, aside, header, form, menu, p, a, button, li, span"
NOT_NAMING = re.compile(r"(?:no|not|has|with|without|hide|show|remove)-|.*[:@]")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

SHOWN = re.compile(r".*[-:](?:block|flex|inline|grid|table)")
"""Classes that show what another class hides, for example on wide screens."""

HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|text-indent\s*:\s*-\d{3}|(?:left|top)\s*:\s*-\d{4}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]|text-decoration(?:-line)?\s*:[^;]*line-through",
    re.IGNORECASE,
)
ZERO_SIZE = re.compile(r"(?:^|[;\s])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)", re.IGNORECASE)


COPYRIGHT = re.compile(r".{0,40}(?:©|\(c\) \d{4}|\bcopyright\b|all rights reserved)", re.IGNORECASE)
CHANGED = re.compile(r".{0,40}\blast (?:changed|edited|modified|updated)\b.{0,40}", re.IGNORECASE)
"""What the last lines of a page say about the page."""


def is_footer(text: str, headings: Headings) -> bool:
    """Whether a line at the end of a page is about the page: its rights, its last change, or a question."""
    changed = CHANGED.fullmatch(text) and not re.search(r"\d{4}", text)  # a date is still to be read
    return bool(COPYRIGHT.match(text) or changed) or headings.left_out(text)


def content_of(main: LexborNode, title: LexborNode | None, headings: Headings) -> LexborNode:
    """The smallest element with the title and all known headings, if there are at least two."""
    known = [
        node for node in main.css(f"{HEADINGS}, summary, button, dt") if headings.known(one_line(node.text()))
    ]
    if title is None or len(known) < 2:
        return main
    around = [[node.mem_id for node in ancestors(each)] for each in (title, *known)]
    shared = set(around[0]).intersection(*around[1:])
    smallest = next((node for node in ancestors(title) if node.mem_id in shared), main)
    return smallest if main.mem_id in {node.mem_id for node in (smallest, *ancestors(smallest))} else main


def take_out(main: LexborNode, title: LexborNode | None, panels: Collection[int], headings: Headings) -> None:
    """Remove boilerplate from the main part of a page.

    `panels` are elements (by mem_id) that a tab or a fold shows: they are hidden, but content. An element
    with the title or a known heading is not removed because of its name.
    """
    titled = {node.mem_id for node in (title, *ancestors(title))} if title is not None else set()

    def is_other(node: LexborNode) -> bool:
        return node.mem_id not in titled

    def is_mute(node: LexborNode) -> bool:
        return is_other(node) and not any(map(headings.kind, _headings(node)))

    def is_unseen(node: LexborNode) -> bool:
        return is_hidden(node) and is_other(node) and not _is_heading(node, headings)

    _remove(main, NEVER_CONTENT, lambda node: is_other(node) and not (node.tag == "nav" and _is_prose(node)))
    _remove(main, MAY_HIDE, lambda node: node.mem_id not in panels and is_unseen(node))
    for node in main.css(HEADINGS):
        _take_out_asides(node, headings)
    _remove(main, "sup", _is_footnote)
    _remove(
        main, f":is({HEADINGS}):has(+ form)", lambda node: is_other(node) and _says_nothing(node, headings)
    )
    _remove(main, BUTTONS, lambda node: not is_in_heading(node))
    _remove(main, "header", lambda node: is_other(node) and not _headings(node))
    _remove(main, "aside, [role=complementary]", lambda node: is_mute(node) and _is_mostly_links(node))
    _remove(main, "form", is_mute)
    _remove(main, NAMED, lambda node: _is_named(node) and is_mute(node))


def is_hidden(node: LexborNode) -> bool:
    """Whether an element is hidden by its own attributes."""
    return hides(node.attributes)


def hides(attributes: Mapping[str, str | None]) -> bool:
    """Whether attributes hide their element or strike it out."""
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        return True
    style = attributes.get("style") or ""
    if HIDING.search(style) or (ZERO_SIZE.search(style) and re.search(r"overflow\s*:\s*hidden", style)):
        return True
    names = (attributes.get("class") or "").split()
    return not HIDDEN.isdisjoint(names) and not any(
        SHOWN.fullmatch(name) for name in names if name not in HIDDEN
    )


def _remove(main: LexborNode, selector: str, is_boilerplate: Callable[[LexborNode], bool]) -> None:
    for node in main.css(selector):
        if node.mem_id != main.mem_id and is_boilerplate(node):
            node.decompose(recursive=False)


def _says_nothing(heading: LexborNode, headings: Headings) -> bool:
    """Whether the table has a heading neither as one of a profile nor as one to leave out."""
    text = one_line(heading.text())
    return not headings.kind(text) and not headings.left_out(text)


def _is_footnote(node: LexborNode) -> bool:
    """Whether a raised text is nothing but a link within the page."""
    link = node.css_first("a[href^='#']")
    return link is not None and one_line(link.text()) == one_line(node.text())


def _headings(node: LexborNode) -> list[str]:
    return [one_line(each.text()) for each in node.css(HEADINGS)]


def _is_heading(node: LexborNode, headings: Headings) -> bool:
    """Whether a hidden element is a heading, or the part of one for screen readers."""
    text = one_line(node.text())
    if headings.known(text):
        return True
    around = next((each for each in ancestors(node) if each.tag in HEADING_TAGS), None)
    return around is not None and one_line(around.text()) != text


def _take_out_asides(heading: LexborNode, headings: Headings) -> None:
    """Remove the screen reader text from a heading that is known only without it."""
    if headings.known(one_line(heading.text())):
        return
    hidden = [node for node in heading.css("[class]") if is_hidden(node)]
    seen = one_line(heading.text())
    for node in hidden:
        seen = one_line(seen.replace(one_line(node.text()), " "))
    if hidden and headings.known(seen):
        for node in hidden:
            node.decompose(recursive=False)


def _is_mostly_links(node: LexborNode) -> bool:
    linked = sum(len(one_line(each.text())) for each in node.css("a"))
    return linked * 2 > len(one_line(node.text()))


def _is_named(node: LexborNode) -> bool:
    """Whether an element's class or id says that it is not content.

    A word that careers are about as well ("tools", "social") doesn't where there is a heading with prose.
    """
    attributes = node.attributes
    names = [name for name in (attributes.get("class") or "").split() if not NOT_NAMING.match(name)]
    if node.tag in ("div", "section", "ul", "ol", "aside", "header", "form"):
        names.append(attributes.get("id") or "")
    words = {word.lower() for name in names for word in WORD.findall(name)}
    said = {name.lower() for name in names} & NAMES | words & WORDS
    return bool(said and (not _has_prose(node) or said - SUBJECTS))


def _is_prose(node: LexborNode) -> bool:
    """Whether an element has paragraphs and no links, whatever its tag says."""
    return node.css_first("p") is not None and node.css_first("a") is None


def _has_prose(node: LexborNode) -> bool:
    """Whether an element has a heading and text below it that is not links."""
    headings = _headings(node)
    text = len(one_line(node.text())) - sum(map(len, headings))
    return bool(headings) and text > 0 and not _is_mostly_links(node)
