"""A real cluster of OpenSearch on this machine: a JVM a node, to be killed, hung and brought back.

`python -m tests.opensearch.cluster FOLDER [NODES]` runs one by hand, until its standard input closes.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.opensearch.jars import class_path, program

LOG = """\
status = error
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = [%d{ISO8601}][%-5p][%-25c{1.}] [%node_name] %m%n
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
"""
QUICK = ("-XX:TieredStopAtLevel=1",)
"""Compile with the first compiler only: half the CPU of a start, and as fast over a few thousand queries."""

JAVA = (
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.noUnsafe=true",
    "-Dio.netty.noKeySetOptimization=true",
    "-Dlog4j2.disable.jmx=true",
    "-Dlog4j.shutdownHookEnabled=false",
)
DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))
COORDINATION = "/_cluster/state/metadata?local=true&filter_path=metadata.cluster_coordination"
PATIENCE = 120
"""Seconds until a cluster is as wanted."""


def free_ports(number: int) -> list[int]:
    """Different ports that nobody uses now."""
    held = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in held]
    for one in held:
        one.close()
    return ports


class Node:
    """One node: its folder, its two ports, and its process while it runs."""

    def __init__(self, name: str, folder: Path, http: int, transport: int) -> None:
        self.name = name
        self.folder = folder
        self.http = http
        self.transport = transport
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def runs(self) -> bool:
        """Whether the process is there."""
        return self.process is not None and self.process.poll() is None

    def start(self, command: list[str]) -> None:
        """Start the process; it ends when its standard input closes, so with this process at the latest."""
        self.end()
        (self.folder / "config").mkdir(parents=True, exist_ok=True)
        (self.folder / "config" / "log4j2.properties").write_text(LOG)
        with (self.folder / "node.log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                start_new_session=True,
            )

    def kill(self) -> None:
        """End the process as the kernel would, without a goodbye."""
        if self.process:
            self.process.kill()
            self.process.wait(30)

    def end(self) -> None:
        """End the process, and wait for it."""
        if self.process and self.process.stdin:
            self.process.stdin.close()
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()
        self.process = None

    def log(self, lines: int = 15) -> str:
        """The last lines that the node wrote."""
        written = (self.folder / "node.log").read_text(errors="replace").splitlines()
        return "\n".join([f"{self.name}:", *written[-lines:]])


class Cluster:
    """Nodes that form one cluster; as a context it starts them, and ends them."""

    def __init__(self, folder: Path, nodes: int = 3, *, heap: str = "512m", flags: tuple[str, ...] = QUICK):
        ports = free_ports(2 * nodes)
        names = [f"n{number}" for number in range(1, nodes + 1)]
        self.nodes = [
            Node(name, folder / name, http, transport)
            for name, http, transport in zip(names, ports[:nodes], ports[nodes:], strict=True)
        ]
        self._java = [f"-Xms{heap}", f"-Xmx{heap}", *flags, *JAVA]
        self._class_path = ""

    def __enter__(self) -> Cluster:
        self._class_path = class_path()
        try:
            self.heal()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for node in self.nodes:
            if node.process and node.process.stdin:
                node.process.stdin.close()
        for node in self.nodes:
            node.end()

    def address(self, name: str) -> str:
        """The address of an index in this cluster, as an engine takes it."""
        return f"opensearch+http://{','.join(self.hosts)}/{name}"

    @property
    def hosts(self) -> list[str]:
        """Host and port of every node."""
        return [f"127.0.0.1:{node.http}" for node in self.nodes]

    def start(self, node: Node) -> None:
        """Start a node, which then looks for the others."""
        settings = [f"{name}={value}" for name, value in self._settings(node).items()]
        node.start([program("java"), *self._java, "-cp", self._class_path, "Node", *settings])

    def heal(self) -> None:
        """Start every node that does not run, and wait until all of them make one cluster."""
        for node in self.nodes:
            if not node.runs:
                self.start(node)
        self.wait()

    def manager(self) -> Node:
        """The node that manages the cluster now."""
        elected = self.get("/_cluster/state/cluster_manager_node")["cluster_manager_node"]
        found = self.get(f"/_nodes/{elected}/_none")["nodes"][elected]["name"]
        return next(node for node in self.nodes if node.name == found)

    @contextmanager
    def hung(self, node: Node, seconds: float) -> Iterator[None]:
        """Let a node hang for so long; a process of its own wakes it, even when this one is gone."""
        assert node.process
        script = f"kill -STOP {node.process.pid}; sleep {seconds}; kill -CONT {node.process.pid}"
        with subprocess.Popen(["sh", "-c", script], start_new_session=True):
            yield

    def get(self, path: str) -> Any:
        """What the first node that answers says."""
        return self._request("GET", path)

    def delete(self, pattern: str) -> None:
        """Delete the indices whose names match."""
        for found in self.get(f"/_cat/indices/{pattern}?format=json&expand_wildcards=all"):
            self._request("DELETE", f"/{found['index']}")

    def wait(self, nodes: int = 0, status: str = "green") -> float:
        """Seconds until so many nodes, or all, are in and the cluster has this status."""
        wanted, began, last = nodes or len(self.nodes), time.monotonic(), "nothing yet"
        path = f"/_cluster/health?wait_for_nodes={wanted}&wait_for_status={status}&timeout=1s"
        while time.monotonic() - began < PATIENCE:
            self._check(wanted)
            try:
                last = self.get(f"{path}&wait_for_no_initializing_shards=true")
                if not last["timed_out"] and (wanted < len(self.nodes) or self._voters() == wanted):
                    return time.monotonic() - began
            except OSError as error:
                last = str(error)
            time.sleep(0.1)
        raise TimeoutError(f"not {status} with {wanted} nodes in {PATIENCE} s: {last}\n{self._logs()}")

    def _check(self, wanted: int) -> None:
        if wanted == len(self.nodes) and not all(node.runs for node in self.nodes):
            raise RuntimeError(f"a node ended\n{self._logs()}")

    def _voters(self) -> int:
        """The nodes that elect, as the node knows that knows least.

        For some seconds after the first start it is two of three, and without one of those there is never a
        majority again.
        """
        known = [self._asked(node, "GET", COORDINATION) for node in self.nodes]
        states = [each["metadata"]["cluster_coordination"] for each in known]
        return min(
            len(set(state["last_committed_config"]) & set(state["last_accepted_config"])) for state in states
        )

    def _request(self, method: str, path: str) -> Any:
        failed = OSError("no node runs")
        for node in self.nodes:
            try:
                return self._asked(node, method, path)
            except OSError as error:
                failed = error
        raise failed

    def _asked(self, node: Node, method: str, path: str) -> Any:
        request = urllib.request.Request(f"http://127.0.0.1:{node.http}{path}", method=method)
        try:
            with DIRECT.open(request, timeout=5) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            error.close()
            raise

    def _logs(self) -> str:
        return "\n".join(node.log() for node in self.nodes)

    def _settings(self, node: Node) -> dict[str, str]:
        return {
            "cluster.name": "profiles-test",
            "node.name": node.name,
            "path.home": str(node.folder),
            "network.host": "127.0.0.1",
            "http.port": str(node.http),
            "transport.port": str(node.transport),
            "action.auto_create_index": "false",
            "action.destructive_requires_name": "true",
            # Without it, a nearly full disk makes every index read-only.
            "cluster.routing.allocation.disk.threshold_enabled": "false",
            **self._discovery(node),
        }

    def _discovery(self, node: Node) -> dict[str, str]:
        if len(self.nodes) == 1:
            return {"discovery.type": "single-node"}
        seeds = ",".join(f"127.0.0.1:{each.transport}" for each in self.nodes)
        first = not (node.folder / "data").exists()
        names = ",".join(each.name for each in self.nodes)
        return {"discovery.seed_hosts": seeds} | (
            {"cluster.initial_cluster_manager_nodes": names} if first else {}
        )


if __name__ == "__main__":
    with Cluster(Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 3) as cluster:
        sys.stdout.write(f"{cluster.address('profiles')}\n")
        sys.stdout.flush()
        sys.stdin.read()
