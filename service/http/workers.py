"""Worker processes on one socket; one that dies is replaced and logged."""

from __future__ import annotations

import structlog
from uvicorn.supervisors import Multiprocess

log = structlog.get_logger("service")


class Workers(Multiprocess):
    """A supervisor of workers; uvicorn's own reports a dead one only in its log."""

    def keep_subprocess_alive(self) -> None:
        """Replace workers that died, and log each."""
        before = list(self.processes)
        super().keep_subprocess_alive()
        for old, new in zip(before, self.processes, strict=True):
            if old is not new:
                log.error(
                    "a worker died and was replaced", worker=old.pid, exit_code=old.exitcode, by=new.pid
                )
