"""Views of the login door. Nobody acts on them, so no protected table answers."""
