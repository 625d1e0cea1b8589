"""The command line: rosters in, and proofs that the projections are true."""
