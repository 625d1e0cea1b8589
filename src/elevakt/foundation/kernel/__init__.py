"""The machinery under everything: keys, clock, events, manifests and the migration runner."""
