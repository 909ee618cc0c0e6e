"""The document on scaling: its figures, in their order."""

from __future__ import annotations

from benchmarks.content import ROOT

PAGE = ROOT / "docs" / "scaling.md"
ORDER = (
    "The same answers",
    "Size",
    "A node is killed",
    "A node hangs",
    "Builds under load",
    "Two builders",
)
