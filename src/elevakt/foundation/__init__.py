"""The ground: keys, clock, events, manifests and screen components. It knows no school words."""
