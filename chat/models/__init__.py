"""Models: two small protocols, a registry of engines, the weights, and one module a backend."""
