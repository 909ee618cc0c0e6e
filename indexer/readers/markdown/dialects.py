"""What other programs add to Markdown, as plain Markdown: admonitions, wiki links, callouts, components."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

FENCE = re.compile(r" {0,3}(?P<mark>`{3,}|~{3,})")
ADMONITION = re.compile(r"""(?:!!!|\?\?\?\+?|===[!+]?)[ ]++[\w -]*+(?:"(?P<title>[^"\n]*)")?\s*""")
"""A box (MkDocs) or a tab; its content follows, indented."""

INDENT = re.compile(r"(?:    |\t)")
CALLOUT = re.compile(r"(?P<quote>(?: {0,3}>)++ {0,3})\[!\w+\][-+]?[ \t]*(?P<title>.*)")
"""A box of Obsidian or GitHub: a quotation with its kind in brackets."""

MODULE = re.compile(
    r"""(?:import\s[^;"']*["'][^"'\n]+["'];?|export\s+(?:const|let|default)\b[^\n]*[;})])\s*"""
)
"""A line of a program that MDX runs."""

ITEM = re.compile(r"(?:\t|  )*-\s")

DIVIDER = re.compile(r"={3,}\s*")
"""A line that ends the summary of a page (Grav); below text, it would make that a heading."""

HASHTAGS = re.compile(r"#[a-z][\w/-]*(?:\s+#[a-z][\w/-]*)+\s*|#[a-z][\w-]*(?:/[\w-]+)+\s*")
"""A line of nothing but tags (Bear, Obsidian)."""

TASK = re.compile(r"^(\s*(?:[-*+]|\d+[.)])\s+)\[[ xX]\]\s+")
NOTE = re.compile(r"^\[\^[\w-]{1,40}\]:\s+")
INLINE = re.compile(
    r"\\.|\[?\[(?:toc|TOC|_TOC_)\]\]?(?!\()|(?<!`)(?P<ticks>`++)[^`\n]*(?P=ticks)(?!`)|!\[\[[^\]\[\n]*\]\]"
    r"|\[\[(?P<target>[^\]\[|\n]+)(?:\|(?P<label>[^\]\[\n]*))?\]\]"
    r"|\[(?P<span>[^\]\[\n]+)\]\{[.#][^{}\n]*\}"
    r"|(?<![=\w])==(?P<marked>[^\s=][^=\n]*)==(?!=)|%%[^%\n]+%%|\[\^[\w-]{1,40}\]|</?(?!IMG\b)[A-Z][\w.]*(?:\s[^<>]*)?>"
)
"""Code, which stays; an embed, a wiki link, marked text, a comment, a footnote's number, a component."""


def in_plain_markdown(lines: Sequence[str]) -> list[str]:
    """The lines with what only other programs know as plain Markdown, or left out; code stays as it is."""
    return list(_plain(_without_boxes(_in_outline(lines))))


def _without_boxes(lines: Sequence[str]) -> Iterator[str]:
    """The lines, with the text of boxes moved out of them."""
    inside, fence = False, ""
    for line in lines:
        fence = _fence(line, fence)
        found = None if fence else ADMONITION.fullmatch(line)
        if found:
            inside = True
            yield from ("", found["title"] or "", "")
        elif inside and (INDENT.match(line) or not line.strip()):
            yield INDENT.sub("", line, count=1)
        else:
            inside = False
            yield line


def _plain(lines: Iterator[str]) -> Iterator[str]:
    fence = before = ""
    for line in lines:
        known = fence
        fence = _fence(line, fence)
        if fence or known:
            yield line
        elif callout := CALLOUT.fullmatch(line):
            yield from (callout["quote"] + callout["title"], callout["quote"].rstrip())
        elif not _is_foreign(line, before):
            bare = NOTE.sub("", TASK.sub(r"\1", line, count=1), count=1)
            yield INLINE.sub(_shown, bare)
        before = line


def _is_foreign(line: str, before: str) -> bool:
    """Whether a line says nothing: of a program that MDX runs, of tags, or a divider below a blank line."""
    divides = not before.strip() and DIVIDER.fullmatch(line)
    return bool(divides or MODULE.fullmatch(line) or HASHTAGS.fullmatch(line))


def _in_outline(lines: Sequence[str]) -> Sequence[str]:
    """The lines of an outliner (Logseq) without its bullets; unchanged if it is not one."""
    said = [line for line in lines if line.strip()]
    if not all(ITEM.match(line) for line in said) or not any(line.startswith("- #") for line in said):
        return lines
    return [part for line in lines for part in _outdented(line)]


def _outdented(line: str) -> tuple[str, ...]:
    if line.startswith("- "):
        return "", line[2:], ""
    return (line.removeprefix("\t") if line.startswith("\t") else line.removeprefix("  "),)


def _fence(line: str, fence: str) -> str:
    """What closes the code that a line is in; empty outside of code."""
    found = FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found["mark"]
    return "" if found["mark"].startswith(fence) else fence


def _shown(found: re.Match[str]) -> str:
    if found["target"]:
        return found["label"] or found["target"]
    if found["marked"] or found["span"]:
        return found["marked"] or found["span"]
    return found[0] if found[0][0] in "\\`" else ""
