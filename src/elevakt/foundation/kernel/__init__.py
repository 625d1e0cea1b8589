"""The one machinery under everything: keys, the clock, events, manifests and the migration runner."""
