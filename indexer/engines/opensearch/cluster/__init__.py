"""Talking to the cluster: requests, writes, what serves, the lock and the history."""
