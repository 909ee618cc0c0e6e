"""What `evaluate` measures of recognition: labelled texts in, figures and misses out."""

from __future__ import annotations

from pathlib import Path

from service.commands import options


def of_qualifications(path: Path, as_json: bool) -> None:
    """Measure the recognition of qualifications in labelled passages."""
    from indexer.qualification.evaluation import evaluate_qualifications, evaluation_lines, read_passages
    from service.commands.printing import print_either

    evaluation = evaluate_qualifications(read_passages(path))
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def of_ways(path: Path, profiles: list[str] | None, as_json: bool) -> None:
    """Measure the recognition of ways in; a labelled id means that profile's requirements."""
    from indexer.ways.evaluation import evaluate_ways, read_labelled, way_evaluation_lines
    from service.commands.printing import print_either

    roots = [Path(each) for each in options.settings(profiles=profiles).profiles] if profiles else []
    evaluation = evaluate_ways(read_labelled(path, _requirements(roots)))
    print_either(evaluation, way_evaluation_lines(evaluation), as_json)


def _requirements(roots: list[Path]) -> dict[str, str]:
    """The requirements text of every profile in some roots, by profile id."""
    from indexer.library.corpus import Corpus
    from indexer.profile import Profile
    from indexer.ways.evaluation import requirements_of

    corpus = Corpus(roots)
    read = corpus.read(corpus.fingerprints()) if roots else ()
    return {profile.id: requirements_of(profile) for profile in read if isinstance(profile, Profile)}


def of_paths(path: Path, index: str | None, engine: str | None, as_json: bool) -> None:
    """Measure the recognition of paths between the jobs of an index."""
    from indexer.paths import Names
    from indexer.paths.evaluation import evaluate_paths, evaluation_lines, read_labelled
    from service.commands.asking import opened
    from service.commands.printing import print_either

    texts = read_labelled(path)
    with opened(index=index, engine=engine) as asked:
        searcher = asked.searcher()
        evaluation = evaluate_paths(texts, Names.of(searcher.catalogue()), searcher.get)
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def of_categories(path: Path, as_json: bool) -> None:
    """Measure the categories that the titles of jobs give."""
    from indexer.categories.evaluation import evaluate_categories, evaluation_lines, read_labelled
    from service.commands.printing import print_either

    evaluation = evaluate_categories(read_labelled(path))
    print_either(evaluation, evaluation_lines(evaluation), as_json)


def of_questions(path: Path, index: str | None, engine: str | None, as_json: bool) -> None:
    """Measure the understanding of questions about the jobs of an index."""
    from indexer.question import JobNames
    from indexer.question.evaluation import evaluate_questions, evaluation_lines, read_labelled
    from service.commands.asking import opened
    from service.commands.printing import print_either

    labelled = read_labelled(path)
    with opened(index=index, engine=engine) as asked:
        names = JobNames(asked.searcher().catalogue(), asked.synonyms())
    evaluation = evaluate_questions(labelled, names)
    print_either(evaluation, evaluation_lines(evaluation), as_json)
