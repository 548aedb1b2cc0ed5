"""What a user reads and does, in a real browser, with the app started as the README says."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from projections.ui.shell import PAGES

from .conftest import ARTIFACTS, Watched

pytestmark = pytest.mark.browser

WIDTHS = {"laptop": (1440, 900), "projector": (1920, 1080), "phone": (390, 844)}
READ = {
    "oversikt": [
        "Røros i korte trekk",
        "5 598 → 5 627",
        "2,45 → 1,98",
        "+24,3 mill. kr",
        "+4,0",
        "+236",
        "Netto i 2033: mellom −21,4 og −3,5 mill. kr, etter hva staten gir",
        "netto 15,9 mill. kr verre i 2033",
        "Disposisjonsfondet er tomt i 2032",
    ],
    "befolkning": [
        "80–89 år går fra 270 til 506",
        "46 flere enn prognosen ventet i 2026",
        "Fødte",
        "1 577 i 2026",
    ],
    "aldersbaereevne": [
        "2,45 i 2023, 1,98 i 2033",
        "nummer 6 av 7 kommuner",
        "3,31 (2013)",
        "−39,8 %",
    ],
    "demografikostnader": ["24,3 mill. kr mer i 2033", "+35,3", "−5,0 mill. kr og −9,6 mill. kr"],
    "inntekt": ["netto 15,9 mill. kr verre i 2033", "68 040", "168 789", "+8,4"],
    "kapasitet": [
        "Elevtallet faller fra 569 i 2024 til 519 i 2033",
        "minimumsnormer",
        "I dag 75",
        "Vedtatt 107",
    ],
    "handlingsrom": ["−2,6 % i 2033", "Disposisjonsfondet er tomt i 2032", "ROBEK", "104,7 %"],
    "scenarier": ["Ingen spak er flyttet", "Ekstra netto innflytting", "5 627"],
    "sammenligning": ["78 200", "KOSTRA-gruppe 11", "behovskorrigert", "+4 110"],
    "last_opp": ["Last ned malen", "Fil med prognose"],
    "presentasjon": ["Presentasjonen er tom", "Lagrede presentasjoner og filer"],
    "kilder": ["CC BY 4.0", "64 893", "Grønt hefte 2026", "Last ned tallene"],
}
ENGLISH = re.compile(
    r"\b(Select|Choose|Download|Running|Rerun|Settings|Deploy|Fullscreen|Sidebar|Remove|Open|Close"
    r"|Search|Loading|Page|Year|Source|Show|Hide|Press|Error|Link to|Skip)\b"
)


def test_first_address_on_a_new_server_may_be_any_page(app: Watched) -> None:
    """Stands first: until someone has opened the start page, Streamlit may know no navigation."""
    page = app.open("demografikostnader")
    assert page.get_by_role("link", name="Aldersbæreevne", exact=True).count() >= 1
    assert page.title() == "Demografikostnader – Bæreevne"


@pytest.mark.parametrize("name", PAGES)
def test_page_opened_first_on_a_laptop_and_a_projector(app: Watched, name: str) -> None:
    """All that is asked of every page, in one visit: a visit loads 8 MB."""
    page = app.open(name if name != "oversikt" else "")
    text = app.text()
    for expected in READ[name]:
        assert expected in text
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.title() == f"{PAGES[name]} – Bæreevne"
    assert english_words(page) == []
    assert wcag_violations(page) == []
    for width in ("laptop", "projector"):
        look(app, name, width)


@pytest.mark.parametrize("name", PAGES)
def test_page_opened_first_on_a_phone(app: Watched, name: str) -> None:
    width, height = WIDTHS["phone"]
    app.page.set_viewport_size({"width": width, "height": height})
    app.open(name if name != "oversikt" else "")
    look(app, name, "phone")
    unfold(app)
    assert english_words(app.page) == []
    assert wcag_violations(app.page) == []


def unfold(app: Watched) -> None:
    """Open all that is folded, also what lies in what was opened."""
    folded = app.page.locator("[data-testid=stMain] details:not([open]) > summary")
    for _ in range(40):
        if not folded.count():
            return
        folded.first.click()
        app.settled()
    raise AssertionError("there is always more to unfold")


def english_words(page: Page) -> list[str]:
    """English on screen or for screen readers."""
    spoken = page.evaluate(
        "() => [...document.querySelectorAll('[aria-label],[title],[placeholder],[alt]')]"
        ".flatMap((e) => ['aria-label','title','placeholder','alt'].map((n) => e.getAttribute(n)))"
        ".filter(Boolean)"
    )
    seen = page.locator("body").inner_text().splitlines()
    return [text for text in [*spoken, *seen] if ENGLISH.search(text)]


def wcag_violations(page: Page) -> list[tuple[str, list[str]]]:
    """Rules of WCAG A and AA that are broken, and where."""
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": rules}).response["violations"]
    return [(rule["id"], [node["html"] for node in rule["nodes"]]) for rule in found]


def look(app: Watched, name: str, width: str) -> None:
    """A picture to look at, and no scrolling sideways."""
    size = WIDTHS[width]
    app.page.set_viewport_size({"width": size[0], "height": size[1]})
    app.settled()
    ARTIFACTS.mkdir(exist_ok=True)
    picture = ARTIFACTS / f"{name}_{size[0]}x{size[1]}.png"
    app.page.screenshot(path=picture)
    assert picture.stat().st_size > 20_000
    wide = app.page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    assert wide <= 1


def test_a_choice_follows_the_user_and_stands_in_the_url(app: Watched) -> None:
    page = app.open()
    app.select("Kommune eller område", "Os")
    assert "Os i korte trekk" in app.text()
    app.press("16–66 år")
    for title in list(PAGES.values())[1:]:
        app.go(title)
        assert "kommune=3430" in page.url
        assert "alder=16-66" in page.url
    app.go("Aldersbæreevne")
    assert "2,56" in app.text()  # Os 2026, 16–66 år per 67+
    assert "16–66 år" in app.text()


def test_definition_changes_the_ratio(app: Watched) -> None:
    app.open("aldersbaereevne")
    assert "2,45 i 2023, 1,98 i 2033" in app.text()
    app.press("16–66 år")
    assert "2,63 i 2023, 2,12 i 2033" in app.text()


def test_base_year_and_method_change_the_cost(app: Watched) -> None:
    page = app.open("demografikostnader")
    app.choices()
    app.press("Nasjonal standard")
    assert "21,8 mill. kr mer i 2033" in app.text()
    app.press("Eget budsjett")
    app.select("Basisår", "2027")
    assert "basis=2027" in page.url
    assert "20,4 mill. kr mer i 2033" in app.text()  # 24 331 − 3 955 = 20 377


def test_a_link_opens_the_same_picture_in_a_new_session(app: Watched) -> None:
    app.open("befolkning?kommune=5025")
    app.press("Vekst (indeks)")
    app.select("Til år", "2030")
    link, text = app.page.url, app.text()
    app.page.context.clear_cookies()
    app.page.goto("about:blank")
    app.page.goto(link)
    app.page.locator("h1").wait_for()
    app.settled()
    assert app.text() == text
    assert "visning=indeks" in link
    assert "til=2030" in link


def test_unknown_values_in_a_link_give_a_sentence_and_the_default(app: Watched) -> None:
    app.open("befolkning?kommune=9999&fra=1066&alder=%3Cscript%3E&til=2033&til=2030&metode=magi")
    text = app.text()
    for name in ("kommune", "fra", "alder", "til", "metode"):
        assert f"«{name}»" in text
    assert "Røros (5025)" in text
    assert "5 598 innbyggere i 2023, 5 627 i 2033" in text


def test_tables_are_one_click_away_and_files_can_be_downloaded(
    app: Watched, tmp_path: Path
) -> None:
    page = app.open("aldersbaereevne")
    page.get_by_text("Vis tallene som tabell").first.click()
    app.page.wait_for_timeout(500)
    assert page.locator("table").first.get_by_role("cell", name="1,98").first.is_visible()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Last ned tallene (CSV)").first.click()
    waiting.value.save_as(tmp_path / "tall.csv")
    text = (tmp_path / "tall.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("region;source;alternative;year;item;value;unit")
    assert "5025;hop-2024-2027;sterk_aldring;2033;20-66 per 67+;1,97876447876" in text


@pytest.mark.parametrize("kind", ["PNG", "SVG"])
def test_the_chart_toolbar_offers_png_and_svg(app: Watched, kind: str, tmp_path: Path) -> None:
    page = app.open("aldersbaereevne")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Last ned som {kind}").first.click()
    assert waiting.value.suggested_filename == f"aldersbaereevne_5025_2023-2033.{kind.lower()}"
    waiting.value.save_as(tmp_path / "bilde")
    start = (tmp_path / "bilde").read_bytes()[:200]
    assert start.startswith(b"\x89PNG") if kind == "PNG" else b"<svg" in start
    if kind == "SVG":
        text = (tmp_path / "bilde").read_text(encoding="utf-8")
        assert "Aldersbæreevnen faller" in text
        assert "tabell 07459" in text
    assert page.locator(".gtitle").count() == 0  # the page itself has its title above the chart


def test_the_start_page_answers_to_its_own_name(app: Watched) -> None:
    page = app.open("oversikt?kommune=3430")
    assert "Os i korte trekk" in app.text()
    assert "/oversikt" not in page.url


def test_choices_made_quickly_after_each_other_are_all_kept(app: Watched) -> None:
    page = app.open("demografikostnader")
    app.choices()
    for name in ("Nasjonal standard", "Bare alderskriteriene", "Kostnad i alt", "16–66 år"):
        page.get_by_role("radio", name=name, exact=True).click(no_wait_after=True)
    app.page.wait_for_timeout(1500)
    app.settled()
    for part in ("metode=nasjonal", "behov=alder", "kostnad=kostnad", "alder=16-66"):
        assert part in page.url


def test_going_back_in_the_browser_undoes_a_choice(app: Watched) -> None:
    page = app.open()
    app.select("Kommune eller område", "Os")
    app.select("Kommune eller område", "Tynset")
    page.wait_for_timeout(1000)
    page.go_back()
    page.wait_for_timeout(500)
    app.settled()
    assert "Os i korte trekk" in app.text()


def test_the_whole_page_can_be_used_by_keyboard(app: Watched) -> None:
    page = app.open("aldersbaereevne")
    combobox = page.get_by_role("combobox", name="Kommune eller område", exact=True)
    combobox.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.type("Tynset")
    page.keyboard.press("Enter")
    app.page.wait_for_timeout(300)
    app.settled()
    assert "kommune=3427" in page.url


def test_an_unknown_address_says_so_and_shows_the_overview(app: Watched) -> None:
    app.open("finnesikke")
    assert "Adressen finnes ikke" in app.page.locator("body").inner_text()
    assert "Røros i korte trekk" in app.text()
    app.faults.clear()  # Streamlit writes the same sentence to the console


def test_the_menu_folds_on_a_phone_when_a_page_is_chosen(app: Watched) -> None:
    page = app.page
    page.set_viewport_size({"width": 390, "height": 844})
    app.open()
    page.get_by_test_id("stExpandSidebarButton").click()
    page.get_by_test_id("stSidebarNavLink").filter(has_text="Befolkning").click()
    page.get_by_role("heading", level=1, name="Befolkning").wait_for()
    app.settled()
    sidebar = page.get_by_test_id("stSidebar").bounding_box()
    assert sidebar is None or sidebar["x"] + sidebar["width"] <= 0


def test_the_first_visit_asks_and_typing_finds_the_kommune(app: Watched) -> None:
    page = app.open()
    assert "kommune=" not in page.url
    question = page.get_by_role("combobox", name="Hvilken kommune gjelder det?", exact=True)
    question.click()
    page.keyboard.type("Guovdageaidnu")
    page.keyboard.press("Enter")
    app.page.wait_for_timeout(500)
    app.settled()
    assert "Kautokeino i korte trekk" in app.text()
    assert "kommune=5612" in page.url
    assert question.count() == 0
    app.go("Befolkning")
    assert "Kautokeino" in app.text()
    assert "kommune=5612" in page.url


def test_a_former_number_leads_on_in_link_and_list(app: Watched) -> None:
    page = app.open("befolkning?kommune=0437")
    assert "Tynset · Bæreevnes trendframskriving" in app.text()
    assert "kommune=3427" in page.url
    page.get_by_role("combobox", name="Kommune eller område", exact=True).click()
    page.keyboard.type("0821")
    page.keyboard.press("Enter")
    app.page.wait_for_timeout(500)
    app.settled()
    assert "Midt-Telemark" in app.text()
    assert "kommune=4020" in page.url
