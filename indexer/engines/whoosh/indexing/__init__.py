"""From profiles to a generation: analysis, inversion, merging, writing."""
