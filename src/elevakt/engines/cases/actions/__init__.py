"""What may change: each action is one sentence, in one transaction."""
