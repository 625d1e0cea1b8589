"""Who works where and answers for what, for every colleague. Nothing here is about a pupil."""
