import pytest

PAGE = "/ui/form"


NUL = "Elis\0"


def send(client, how):
    match how:
        case "address":
            return client.get(f"/ui/{NUL}")
        case "query":
            return client.get(PAGE, {"q": NUL})
        case "name":
            return client.get(PAGE, {NUL: "q"})
        case "form":
            return client.post("/ui/scheme", {"scheme": "dark", "next": NUL})
        case "cookie":
            # As a browser writes what is no letter; without it a log-in is sought by such a key.
            client.cookies.load({"elevakt": f"{NUL}-is-my-session"})
            return client.get(PAGE)


@pytest.mark.parametrize("how", ["address", "query", "name", "form", "cookie"])
def test_a_sign_that_no_text_has_is_refused_in_words(client, how):
    answer = send(client, how)

    assert answer.status_code == 400
    assert "Det gick inte att läsa" in answer.text


def test_the_page_is_swedish_whatever_the_browser_prefers(client):
    response = client.get(PAGE, headers={"accept-language": "en"})

    assert response["Content-Language"] == "sv"


def test_the_page_is_english_for_whoever_has_chosen_it(client):
    client.post("/ui/language", {"language": "en", "next": PAGE})

    assert client.get(PAGE)["Content-Language"] == "en"


def test_the_chosen_scheme_is_remembered_and_leads_back(client):
    response = client.post("/ui/scheme", {"scheme": "dark", "next": PAGE})

    assert (response.status_code, response["Location"]) == (302, PAGE)
    assert 'data-color-scheme="dark"' in client.get(PAGE).text


@pytest.mark.parametrize("elsewhere", ["https://example.se/", "//example.se", "javascript:x"])
def test_choosing_a_scheme_leads_nowhere_else(client, elsewhere):
    response = client.post("/ui/scheme", {"scheme": "pink", "next": elsewhere})

    assert response["Location"] == "/"
    assert 'data-color-scheme="auto"' in client.get(PAGE).text


def test_a_page_is_kept_by_no_cache_and_tells_no_other_site(client):
    headers = client.get(PAGE).headers

    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), microphone=(), geolocation=()"
    assert "HX-Request" in headers["Vary"]


def test_what_is_no_page_keeps_its_own_headers(client):
    assert "Permissions-Policy" not in client.get("/file").headers


PARTIAL = [{"HX-Request": "true"}, {"X-Requested-With": "fetch"}]


@pytest.fixture(autouse=True)
def _one_logs_in_here(settings):
    settings.LOGIN_URL = "/log-in"


@pytest.mark.parametrize("headers", PARTIAL)
def test_a_script_that_must_log_in_is_told_so_and_the_page_stays(client, headers):
    response = client.get("/send-on?to=/log-in%3Fnext=/x", headers=headers)

    assert response.status_code == 401
    assert "HX-Redirect" not in response


@pytest.mark.parametrize("headers", PARTIAL)
def test_a_script_that_is_sent_elsewhere_takes_the_whole_page_there(client, headers):
    response = client.get("/send-on?to=/elsewhere", headers=headers)

    assert (response.status_code, response["HX-Redirect"]) == (204, "/elsewhere")


def test_a_browser_is_sent_on_as_ever(client):
    assert client.get("/send-on?to=/elsewhere").status_code == 302


def test_a_fresh_form_token_is_never_kept(client):
    response = client.get("/ui/token")

    assert len(response.json()["token"]) == 64
    assert "no-store" in response["Cache-Control"]
