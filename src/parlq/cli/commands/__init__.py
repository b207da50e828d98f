"""The commands: one module a command, or a few small ones; `parlq.cli.arguments` lists them.

The module of a command NAME has `add_NAME`, which gives a parser its arguments, `run_NAME`, which
runs it and returns the exit code, and perhaps `NAME` in capitals, the examples under its help. It
imports what it works with inside `run_NAME`, so that the help of all commands stays fast.
"""
