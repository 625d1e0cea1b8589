"""Take the pictures of the README from a demo that is running (`make demo`), into docs/pictures/.

PORT=8000 python scripts/pictures.py
"""

import os
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
DEMO = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
DESK: ViewportSize = {"width": 1280, "height": 860}
PHONE: ViewportSize = {"width": 390, "height": 780}
COLOURS = 128
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def main() -> None:
    """Take a picture of Home, of Report on a phone, and of a case."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        sys.exit("No Chromium here. On Debian: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        take(persona(browser, "rektor.rut", DESK), "home")

        phone = persona(browser, "larare.tom", PHONE)
        phone.goto(f"{DEMO}/rapportera/")
        phone.locator("main a[href*='/degrading_treatment/']").click()
        take(phone, "report")

        desk = persona(browser, "kurator.kim", DESK)
        desk.get_by_role("link", name="Prata med dem det gäller").first.click()
        desk.locator("main nav a").last.click()  # from the step to its case
        take(desk, "case")
        browser.close()


def persona(browser: Browser, name: str, size: ViewportSize) -> Page:
    """Log in as one of the demo's personas, in a window of its own."""
    window = browser.new_context(viewport=size, device_scale_factor=1, locale="sv-SE")
    page = window.new_page()
    page.goto(f"{DEMO}/vem/")
    page.locator(f"form[action$='/{name}/'] button").click()
    page.wait_for_url(lambda address: "/vem/" not in address)
    return page


def take(page: Page, name: str) -> None:
    """Take the picture of what is seen; few colours are enough, and keep it small."""
    page.wait_for_load_state("networkidle")
    with Image.open(BytesIO(page.screenshot())) as picture:
        picture.quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
