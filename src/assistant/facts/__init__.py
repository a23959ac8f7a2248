"""Answers from the facts that ingest extracted: people, and statements of periods, goals, owners, sums."""
