"""What may change about people: a roster that is taken in."""
