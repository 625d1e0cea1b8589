"""What an administrator, or whoever leads, may do: give, sign, take in, set."""
