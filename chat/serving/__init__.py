"""Belegt for other programs: over HTTP, and as tools for assistants (MCP). Off unless it is switched on.

`host` does what is asked for, once for both; `api` and `routes/` are its HTTP form, with an OpenAPI description,
`assistants` its tools. `keys` says who asks, `doors` who may come in, `told` how errors are told, `events` how a
reading is followed. `mounted` is all of it beside the page, `alone` without one.
"""
