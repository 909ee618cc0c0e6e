"""Commands for those who write profiles and tune the search: check, qualifications, evaluate."""

from __future__ import annotations

import sys

from indexer.errors import UsageError
from service.commands import options


def qualifications(as_json: options.Json = False) -> None:
    """Recognise the qualifications in a text from standard input; --json prints a line for each."""
    from indexer.qualification import qualifications_in
    from service.commands.printing import print_json, print_lines

    try:
        text = sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"the text is not UTF-8: {error.reason} at byte {error.start}") from error
    found = qualifications_in(text)
    if not as_json:
        print_lines(f"{each.slug:<24} {each.role:<14} {each.text}" for each in found)
        return
    for mention in found:
        print_json(mention)
