"""The facts that ingest extracted: people, and statements of periods, goals, owners, sums.

`schema`, `selection` and `table` list them, for pages, programs and staff. All else looks up what answers
a question: `people` and `statements` begin there.
"""
