"""Who is, who did and who may. No screens: nothing that shows a pupil is built beneath access."""
