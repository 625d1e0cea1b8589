"""What the login door brings to the house."""

from elevakt.foundation.kernel.house import Manifest

MANIFEST = Manifest("login", "Logga in och välja plats.")
