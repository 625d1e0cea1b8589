"""What is done, what is to be done, by which role and by when: computed from the ledger alone."""
