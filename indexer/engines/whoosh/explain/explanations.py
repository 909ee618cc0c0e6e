"""Explanations: the closest match of each query word in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.explain.occurrences import Column, Occurrences
from indexer.engines.whoosh.index.term_dictionary import TermDictionary
from indexer.engines.whoosh.search.compiled_query import CompiledQuery
from indexer.language.interpretation import MATCH_KINDS, How
from indexer.language.words import PRONOUN_MARK
from indexer.results import Match
from indexer.rules.schema import FIELDS, HIDDEN

_STEM = MATCH_KINDS.index(How.STEM)


class _Nearest(NamedTuple):
    """The closest kind of match, with its first word and clause, and its fields."""

    document: int
    group: int
    kind: int
    word: int
    clause: int
    fields: dict[int, None]


def explanations(
    occurrences: Occurrences,
    query: CompiledQuery,
    words: Sequence[str],
    terms: TermDictionary,
    documents: int,
) -> list[tuple[Match, ...]]:
    """The matches of each document, one for each query word that it has."""
    found: list[list[Match]] = [[] for _ in range(documents)]
    if len(occurrences.word) == 0:
        return list(map(tuple, found))
    for one in _nearest(occurrences, _kinds(occurrences, query)):
        if one.group < len(words):
            fields = tuple([FIELDS[field] for field in one.fields])
            word = words[one.group]
            hidden = set(one.fields) == {HIDDEN}
            matched = word if hidden else _matched_text(occurrences, one, query, terms)
            found[one.document].append(Match(word, matched, MATCH_KINDS[one.kind], fields))
    return list(map(tuple, found))


def _kinds(occurrences: Occurrences, query: CompiledQuery) -> Column:
    """The kind of each match; a match by stem is exact if it is the word as typed."""
    single_exact = [one.how is How.EXACT and not one.is_positional for one in query.clauses]
    as_typed = np.zeros(len(occurrences.word), np.bool_)
    for group, word in query.typed:
        as_typed |= (occurrences.group == group) & (occurrences.word == word)
    kinds = np.array([MATCH_KINDS.index(one.how) for one in query.clauses])[occurrences.clause]
    return np.where(np.array(single_exact)[occurrences.clause] & ~as_typed, _STEM, kinds)


def _nearest(occurrences: Occurrences, kinds: Column) -> Iterator[_Nearest]:
    """The closest match for each document and word, in order."""
    pair = occurrences.document * (int(occurrences.group.max()) + 1) + occurrences.group
    key = pair * len(MATCH_KINDS) + kinds
    order = key.argsort(kind="stable")
    said = key[order] * len(FIELDS) + occurrences.field[order]
    order = order[np.append(True, said[1:] != said[:-1])]  # skip a match that repeats the one before
    one = occurrences.take(order)
    columns = (one.document, one.group, kinds[order], one.field, one.word, one.clause)
    held: _Nearest | None = None
    for document, group, kind, field, word, clause in zip(
        *(column.tolist() for column in columns), strict=True
    ):
        if held is None or held.group != group or held.document != document:
            if held:
                yield held
            held = _Nearest(document, group, kind, word, clause, {field: None})
        elif held.kind == kind:
            held.fields[field] = None
    if held:
        yield held


def _matched_text(
    occurrences: Occurrences, one: _Nearest, query: CompiledQuery, terms: TermDictionary
) -> str:
    """The matched word, or all matched words of a clause with several stems."""
    texts, stems = terms.words.texts, query.clauses[one.clause].stems
    if len(stems) == 1:
        return texts[one.word]
    if query.clauses[one.clause].words:
        return " ".join([texts[word].rstrip(PRONOUN_MARK) for word in query.clauses[one.clause].words])
    mine = occurrences.word[occurrences.document == one.document].tolist()
    found = {int(terms.stem_of[word]): texts[word] for word in reversed(mine)}
    return " ".join([found[stem] for stem in stems])
