"""The faults, a module each; see `bench.faults`."""
