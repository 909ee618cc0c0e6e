"""Exports of other systems: records, and what their fields mean in a profile."""
