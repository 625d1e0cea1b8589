"""Log in, choose where one stands, log out. Users have no names here: a standing ties them to a person."""
