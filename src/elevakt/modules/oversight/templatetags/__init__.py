"""Words of the pupil pages."""
