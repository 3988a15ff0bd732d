"""Many articles → many rows, each exactly once, however often it is stopped on the way.

`inputs` finds the rows of a file or a folder and parts them into shards, `plan` keeps which there are, `work` makes a
row of a row, `parts` writes the rows of a shard into a file of its own, whole or not at all, and `journal` notes which
are done. `here` works through the shards in this process, `on_ray` on Ray Data, in many; `run` is the way through.

A shard that is worked on twice, since nobody knew that it was done, gives the same file: so each row is there once.
"""
