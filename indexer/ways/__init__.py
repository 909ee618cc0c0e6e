"""Ways in: by which routes a text says that one can begin towards a job, and what each needs.

ways.toml says by which words; `blocks` finds headings and lead-ins, `segments`, `cues` and `prose` read what
has none, `demands` tells what is asked for, `recognition` joins it, `profiles` applies it to a whole profile.
"""

from __future__ import annotations

from indexer.ways.closed import closed_routes
from indexer.ways.profiles import stated_ways, ways_in
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn

__all__ = ["Route", "WayIn", "closed_routes", "stated_ways", "ways_in", "ways_in_text"]
