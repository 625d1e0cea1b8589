"""Who may: the actor, the bases of access and the one predicate that the database keeps."""
