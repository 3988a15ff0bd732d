"""The commands of the command line, a module each; `terminal` and `given` have what they share."""
