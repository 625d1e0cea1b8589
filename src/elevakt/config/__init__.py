"""Settings, urls and the `elevakt` command: knows every other app by name, in one list."""
