"""Fetches what `sources.toml` lists into a cache, from which the readers read it.

sources file ─ robots ─ client ─ listings (sitemaps, feeds) ─ cache ─► places to read
"""
