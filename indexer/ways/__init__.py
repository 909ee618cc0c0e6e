"""Ways in: the routes into a job that a text gives, and what each needs.

ways.toml has the words. `blocks` finds headings and lead-ins; `segments`, `cues` and `prose` read text
without them; `demands` finds what is needed; `recognition` joins all that, and `profiles` applies it to a
profile.
"""

from __future__ import annotations

from indexer.ways.closed import closed_routes
from indexer.ways.profiles import stated_ways, ways_in
from indexer.ways.recognition import ways_in_text
from indexer.ways.values import Route, WayIn

__all__ = ["Route", "WayIn", "closed_routes", "stated_ways", "ways_in", "ways_in_text"]
