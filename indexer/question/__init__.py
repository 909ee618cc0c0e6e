"""Questions: what is asked, understood in the same terms as the content.

`tokens` and `pieces` cut a question, `reading` says how each piece is meant, `jobs` which names name jobs,
`understanding` joins that to frozen values, `clauses` says what a search does with them. rules.toml has
the words.
"""

from __future__ import annotations

from indexer.question.clauses import Clauses, clauses_of, text_without
from indexer.question.names import JobNames, NameKeys, name_keys
from indexer.question.understanding import understand
from indexer.question.values import Aspect, Kind, Question, QuestionWord, Topic, Understood

__all__ = [
    "Aspect",
    "Clauses",
    "JobNames",
    "Kind",
    "NameKeys",
    "Question",
    "QuestionWord",
    "Topic",
    "Understood",
    "clauses_of",
    "name_keys",
    "text_without",
    "understand",
]
