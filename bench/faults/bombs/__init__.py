"""Files that are made to take all memory or time of whoever opens them, each kind of file a module.

Written from what is known of such files (entities within entities, streams that unpack to a thousand times their size,
structures that hold themselves), none taken from anywhere.
"""
