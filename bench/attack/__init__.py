"""Attacks on a server of our own, on this machine alone: `python -m bench.attack`."""
