"""Servers that are asked over the network."""
