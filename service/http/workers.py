"""Several processes that serve one socket; one that dies is replaced, and the log says so."""

from __future__ import annotations

import structlog
from uvicorn.supervisors import Multiprocess

log = structlog.get_logger("service")


class Workers(Multiprocess):
    """uvicorn's supervisor, which tells of a dead worker only in its own log, at a level that is off."""

    def keep_subprocess_alive(self) -> None:
        """Replace the workers that died, and say which they were."""
        before = list(self.processes)
        super().keep_subprocess_alive()
        for old, new in zip(before, self.processes, strict=True):
            if old is not new:
                log.error(
                    "a worker died and was replaced", worker=old.pid, exit_code=old.exitcode, by=new.pid
                )
