"""The key that somebody logs in with, where there are real pupils."""

from playwright.sync_api import expect


def with_key(page):
    """Give the browser a key that knows its owner, as a telephone does."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    kind = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": kind})


def add_key(page):
    """Log in, and add the key that staff need."""
    page.get_by_role("link", name="Lägg till nyckel").click()
    page.get_by_label("Vad vill du kalla den?").fill("Min telefon")
    page.get_by_role("button", name="Skapa nyckel").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dina reservkoder")
