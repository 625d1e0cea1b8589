"""What whoever plays, and whoever watches the play, asks. Called as machinery."""
