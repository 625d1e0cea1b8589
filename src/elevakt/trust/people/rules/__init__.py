"""Pure rules about people and rosters.

``roster`` what an organiser's roster says · ``protection`` who is protected · ``ss12000`` reads a
roster from files · ``difference`` what an import would change · ``preview`` says it in words ·
``names`` how names are ordered.
"""
