"""The face for other assistants: tools of the Model Context Protocol, over stdio or HTTP.

A tool reads its arguments (`arguments`), asks the same assistant as every other face (`tools`), and
gives what the API gives (`assistant.contract`, `results`). `serving` makes the protocol's server of
them; `stdio` and `http` are the two ways to it.
"""
