"""Commands about how one logs in."""
