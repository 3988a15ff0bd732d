"""Engines compared on this machine, by texts that lie in the project: `measuring` measures, `figures` tells."""
