"""Log in, choose where one stands, log out. A user has no name here, only standings."""
