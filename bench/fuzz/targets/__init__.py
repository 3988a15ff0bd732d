"""A module a target: `once(data)` tries the input that bytes stand for, and returns its size in characters or bytes.

It raises `Broken` where something does not hold, and whatever else goes wrong; errors of `chat.errors` are what bad
input is to get, and are taken. `seeds()` returns inputs to begin with.
"""
