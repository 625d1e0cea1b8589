"""My pupils and the page of one pupil: what this reader needs to know now."""
