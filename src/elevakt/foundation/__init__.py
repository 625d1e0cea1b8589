"""The ground: identifiers, the clock, events and manifests, and the screen components. It knows no school words."""
