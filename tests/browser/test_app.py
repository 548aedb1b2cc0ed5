"""What a user reads and does, in a real browser, with the app started as the README says."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize, expect

from projections.ui.session import LAG_SECONDS
from projections.ui.shell import PAGES

from .conftest import ARTIFACTS, WIDE, Watched

pytestmark = pytest.mark.browser

WIDTHS = {"laptop": (1440, 900), "projector": (1920, 1080), "phone": (390, 844)}
PHONE: ViewportSize = {"width": 390, "height": 844}
READ = {
    "oversikt": ["80 år eller eldre", "Aldersbæreevnen faller", "Hva skal til for å holde den?"],
    "befolkning": ["80–89 år går fra 351 til 506"],
    "aldersbaereevne": ["2,25 i 2026, 1,98 i 2033", "nummer 6 av 7 kommuner"],
    "demografikostnader": ["24,9 mill. kr mer i 2033", "+31,6"],
    "inntekt": ["netto 23,3 mill. kr verre i 2033", "+1,6"],
    "kapasitet": ["Elevtallet faller fra 535 i 2026 til 519 i 2033", "I dag 75", "Vedtatt 107"],
    "handlingsrom": ["−2,6 % i 2033", "Disposisjonsfondet er tomt i 2032"],
    "scenarier": ["Hva kan endre det?"],
    "sammenligning": ["KOSTRA-gruppe 11"],
    "last_opp": ["Last ned malen", "Fil med prognose", "Tall fra SSB"],
    "presentasjon": ["Presentasjonen er tom", "Lagrede presentasjoner og filer"],
    "kilder": ["34 kilder", "Last ned tallene"],
}
UNFOLDED = {"kilder": ["CC BY 4.0", "64 893", "Grønt hefte 2026", "tall per rad"]}
WITHOUT_CHART = ("presentasjon", "last_opp", "kilder", "paastand")
MOST_SCREENS = 3.1
"""As long as a page without a list of contents may be [screens of a laptop]."""
SCREENS = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  return main.scrollHeight / main.clientHeight;
}"""
OVERLAPS = (Path(__file__).parent / "overlaps.js").read_text("utf-8")
CHIPS_HIGH = 60
"""As high as one line of choices may be [px]."""
LARGER = """() => {
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const every = document.querySelectorAll("[data-testid=stMain] :is(p, h2, h3, summary, text)");
  const most = size(document.querySelector("h1"));
  return [...every].filter((one) => size(one) > most).map((one) => one.textContent);
}"""
BEFORE = """() => {
  const kinds = "[data-testid=stMain] :is(button, input, select, textarea)";
  const isBefore = (one) => one.compareDocumentPosition(document.querySelector("h1")) & 4;
  return [...document.querySelectorAll(kinds)].filter((one) => one.offsetParent && isBefore(one))
    .filter((one) => !one.closest(".st-key-chips")).map((one) => one.outerHTML);
}"""
HIDDEN = """() => [...document.querySelectorAll(".st-key-menu, .st-key-submenu, .st-key-chips")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"""
UNREACHED = """() => {
  const kinds = ":is(a[href], button, input, select, textarea, summary, [role=button])";
  // Chosen, stepped, taken away and filled by keys in the field they belong to.
  const beside = "[aria-haspopup=listbox], [data-testid^=stNumberInputStep],"
    + " [data-testid=stMultiSelect] button, [data-testid=stFileUploaderDropzoneInput]";
  const inner = [...document.querySelectorAll("*")].map((one) => one.shadowRoot).filter(Boolean);
  return [document, ...inner].flatMap((root) => [...root.querySelectorAll(kinds)])
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled)
    .filter((one) => one.tabIndex < 0 && !one.matches(beside)).map((one) => one.outerHTML);
}"""
"""What can be pressed or filled in, and no key reaches."""
ENGLISH = re.compile(
    r"\b(Select|Choose|Download|Running|Rerun|Settings|Deploy|Fullscreen|Sidebar|Remove|Open|Close"
    r"|Search|Loading|Page|Year|Source|Show|Hide|Press|Error|Link to|Skip)\b"
)


def test_first_address_on_a_new_server_may_be_any_page(app: Watched) -> None:
    """Stands first: until someone has opened the start page, Streamlit may know no navigation."""
    page = app.open("demografikostnader")
    assert page.get_by_role("link", name="Pengene", exact=True).count() >= 1
    assert page.title() == "Demografikostnader – Bæreevne"


@pytest.mark.parametrize("name", PAGES)
def test_every_page_at_the_three_sizes(tour: Watched, name: str) -> None:
    """All that is asked of every page, while one session walks through them."""
    page = tour.page
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="light")
    tour.go(PAGES[name])
    text = tour.text()
    for expected in READ.get(name, []):
        assert expected in text
    assert page.locator("html").get_attribute("lang") == "nb"
    assert page.title() == f"{PAGES[name]} – Bæreevne"
    assert "kommune=5025" in page.url
    for size in WIDTHS:
        look(tour, name, size)
        begins_with_its_finding(tour, name, WIDTHS[size][1])
        assert page.evaluate(OVERLAPS) == []
        assert size != "laptop" or page.evaluate(SCREENS) <= MOST_SCREENS
    if name in FOCUSED:
        focus_is_always_seen(page)
        page.set_viewport_size(PHONE)
        tour.settled()
    unfold(tour)
    assert page.evaluate(OVERLAPS) == [], "on a phone, all charts of the page"
    for expected in UNFOLDED.get(name, []):
        assert expected in tour.text()
    assert page.evaluate(UNREACHED) == []
    assert english_words(page) == []
    assert wcag_violations(whole(tour)) == []
    # 400 % zoom of a screen of 1280 is this.
    page.set_viewport_size({"width": 320, "height": 640})
    tour.settled()
    assert sideways(page) <= 1
    assert page.evaluate(HIDDEN) == []
    page.set_viewport_size(WIDE)
    page.emulate_media(color_scheme="dark")
    tour.settled()
    assert wcag_violations(whole(tour), ["color-contrast"]) == []
    tour.see()


def begins_with_its_finding(app: Watched, name: str, height: int) -> None:
    """Finding and chart lie in the first screen, below one line of choices, all of it in sight."""
    assert app.page.evaluate(LARGER) == [], "the finding is the largest text"
    assert app.page.evaluate(BEFORE) == [], "nothing to set stands before the finding"
    assert app.page.evaluate(HIDDEN) == [], "no way and no choice is hidden at the side"
    title = app.page.locator("h1").first.bounding_box()
    chips = app.page.locator(".st-key-chips").bounding_box()
    assert title
    assert title["y"] + title["height"] < height / 2
    assert chips is None or chips["height"] <= CHIPS_HIGH
    if name not in WITHOUT_CHART:
        chart = app.page.locator(".js-plotly-plot").first.bounding_box()
        assert chart
        assert chart["y"] + chart["height"] <= height


def unfold(app: Watched) -> None:
    """Open all that is folded, also what lies in what was opened."""
    folded = "[...document.querySelectorAll('[data-testid=stMain] details:not([open]) > summary')]"
    for _ in range(10):
        if not app.page.evaluate(f"{folded}.map((one) => one.click()).length"):
            return
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


def whole(app: Watched) -> Page:
    """The page in a window as high as it is: axe judges no colours of what is scrolled past."""
    window = app.page.viewport_size
    assert window
    high = app.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    app.page.set_viewport_size({"width": window["width"], "height": max(high, window["height"])})
    app.settled()
    return app.page


def wcag_violations(page: Page, only: Sequence[str] = ()) -> list[tuple[str, list[str]]]:
    """Rules of WCAG A and AA that are broken, and where; all of them, or only these."""
    rules = only or ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    found = Axe().run(page, options={"runOnly": list(rules)}).response["violations"]
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
    assert sideways(app.page) <= 1


def sideways(page: Page) -> int:
    """How far the page scrolls to the side [px]."""
    wide = page.evaluate(
        "() => { const m = document.querySelector('[data-testid=stMain]');"
        " return m.scrollWidth - m.clientWidth }"
    )
    return int(wide)


FOCUS = """() => {
 let at = document.activeElement, root = document;
 if (!at || at === document.body) return null;
 for (; at.shadowRoot?.activeElement; at = root.activeElement) root = at.shadowRoot;
 let ring = false;
 for (let one = at, up = 0; one instanceof Element && up < 4; one = one.parentElement, up++) {
  const style = getComputedStyle(one);
  const outlined = style.outlineStyle !== "none" && style.outlineWidth !== "0px";
  ring ||= outlined || style.boxShadow !== "none";
 }
 const box = at.getBoundingClientRect();
 const x = box.x + box.width / 2, y = box.y + Math.min(box.height / 2, 20);
 const top = root.elementFromPoint(x, y);
 const near = at.closest("label, [role=group], div");
 const seen = top && (at.contains(top) || top.contains(at) || near?.contains(top));
 return [`${at.tagName} ${(at.ariaLabel || at.innerText || "").slice(0, 40)}`, ring, !!seen];
}"""
"""What has the focus, whether it has a ring, and whether nothing lies over it."""


FOCUSED = ("scenarier", "paastand", "last_opp", "presentasjon")
"""Pages with the most to fill in, and with what stays put."""


def focus_is_always_seen(page: Page) -> None:
    """By keyboard through the whole page, enlarged four times: nothing may stay put over it."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.locator("a[href], button").first.focus()
    walked = []
    for _ in range(70):
        page.keyboard.press("Tab")
        at = page.evaluate(FOCUS)
        if at is None and len(walked) > 5:
            break
        walked += [at] if at else []
    assert len({one[0] for one in walked}) > 12, "the focus goes on"
    assert [one for one in walked if not (one[1] and one[2])] == []


def test_lever_and_effect_are_in_one_view_on_a_low_screen(app: Watched) -> None:
    """A laptop enlarged by half, and a phone on its side: the last lever, and what it does."""
    page = app.open("scenarier?kommune=5025&flytting=20&friskere=2")
    last = page.get_by_role("slider", name="Heldøgns omsorgsplasser")
    for width, height in ((960, 600), (844, 390)):
        page.set_viewport_size({"width": width, "height": height})
        last.scroll_into_view_if_needed()
        app.settled()
        for seen in (last, page.locator(".js-plotly-plot").first):
            box = seen.bounding_box()
            assert box
            assert box["y"] > -5  # the margin of a chart
            assert round(box["y"] + box["height"]) <= height
    # What is moved, in words, has few lines and is scrolled: by keys too.
    assert (
        page.locator(".st-key-whatif_moved p:not(button p)").evaluate("(one) => one.tabIndex") == 0
    )


def test_a_choice_follows_the_user_and_stands_in_the_url(app: Watched) -> None:
    page = app.open("aldersbaereevne?kommune=5025")
    # What is heard: which page is open, what a button chooses, and that the finding is another.
    expect(page.get_by_role("navigation")).to_have_count(2)
    page.locator('[aria-current="page"]', has_text="Aldersbæreevne").wait_for()
    assert page.locator('[aria-current="page"]').all_inner_texts() == ["Aldersbæreevne"]
    expect(page.get_by_role("button", name="Yrkesaktiv alder: 20–66 år")).to_have_count(1)
    app.press("16–66 år", "working")
    assert "2,43 i 2026, 2,12 i 2033" in app.text()
    page.locator(".heard", has_text="2,43 i 2026, 2,12 i 2033").wait_for(state="attached")
    page.get_by_role("button", name="Yrkesaktiv alder: 16–66 år").wait_for()
    more = page.get_by_role("button", name="Mer: Aldersbæreevnen faller: 2,43 i 2026")
    expect(more).to_have_count(1)
    page.keyboard.press("Escape")
    app.select("Kommune eller område", "Os", "region")
    # One page of each kind; that it follows to every page, AppTest holds.
    for title in ("Kapasitet", "Hva om?", "Presentasjon", "Aldersbæreevne"):
        app.go(title)
        assert "kommune=3430" in page.url
        assert "alder=16-66" in page.url
    assert "2,56" in app.text()  # Os 2026, 16–66 år per 67+
    assert "16–66 år" in app.text()


def test_the_link_that_del_copies_opens_the_same_picture_in_a_new_session(app: Watched) -> None:
    """With another kommune, another alternative, a scenario and a way of looking."""
    page = app.open("befolkning?kommune=5025&flytting=20")
    trend = "Bæreevnes trendframskriving, 2026–2050, fra tellingen 2026"
    app.select("Prognose", trend, "projection")
    app.select("Til år", "2034", "years")
    app.select("Kommune eller område", "Tynset", "region")
    app.press("Vekst (indeks)")
    text = app.text()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Del").click()
    page.get_by_text("Lenken er kopiert.").wait_for()
    pins = page.get_by_test_id("stPopoverBody").inner_text()
    assert "Tynset" in pins
    assert "Bæreevnes trendframskriving" in pins
    assert "Scenariet med spakene slik de står, følger med." in pins
    link = page.evaluate("navigator.clipboard.readText()")
    page.context.clear_cookies()
    page.goto("about:blank")
    page.goto(link)
    page.locator("h1").wait_for()
    app.settled()
    assert app.text() == text
    assert "Scenario: 20 flere i året" in text
    for part in ("visning=indeks", "til=2034", "flytting=20", "kommune=3427", "TREND"):
        assert part in link


def test_what_a_councillor_asks_first_takes_few_clicks(app: Watched) -> None:
    """How many past eighty, net cost, twenty more, what it takes, and three charts on stage."""
    clicks = 0

    def click(role: Literal["link", "button"], name: str, place: int = 0) -> None:
        nonlocal clicks
        clicks += 1
        with app.answered():
            page.get_by_role(role, name=name).nth(place).click()

    page = app.open("?kommune=5025")
    assert "569 i 2033" in page.locator("h1").inner_text()
    assert re.search(r"netto [\d,]+ mill. kr verre i 2033", app.text())

    click("link", "Hva om?")
    click("button", "+20 flere i året")
    assert re.search(r"flere innbyggere, og .* netto", page.locator("h1").inner_text())
    assert clicks == 2

    app.go("Kort fortalt")
    clicks = 0
    click("button", "Hva skal til for å holde den?")
    assert re.search(r"For å holde aldersbæreevnen på [\d,]+ i 2033 må", app.text())
    assert clicks <= 2

    clicks = 0
    for place in range(3):
        click("button", "Legg til i presentasjonen", place)
    click("link", "Se presentasjonen")
    click("button", "Start presentasjonen")
    page.frame_locator("iframe[title^='Visning av']").locator("body[data-ready]").wait_for()
    assert page.evaluate("() => document.fullscreenElement !== null")
    assert clicks == 5


def test_the_menu_of_a_chart_has_its_table_and_files(app: Watched, tmp_path: Path) -> None:
    page = app.open("aldersbaereevne?kommune=5025")
    menu = page.locator(".st-key-menu_aldersbaereevne button").first
    menu.click()
    page.emulate_media(color_scheme="dark")
    app.settled()
    assert wcag_violations(page) == []
    page.emulate_media(color_scheme="light")
    with app.answered():
        page.get_by_role("menuitem", name="Vis tallene som tabell").click()
    assert page.locator("table").first.get_by_role("cell", name="1,98").first.is_visible()

    def saved(label: str, name: str) -> bytes:
        menu.click()
        with page.expect_download() as waiting:
            page.get_by_role("menuitem", name=label).click()
        assert waiting.value.suggested_filename == name
        waiting.value.save_as(tmp_path / name)
        assert page.get_by_role("menuitem").count() == 0
        assert menu.evaluate("one => one === document.activeElement")
        return (tmp_path / name).read_bytes()

    name = "aldersbaereevne_5025_2026-2033"
    for _ in range(2):
        rows = saved("Last ned tallene (CSV)", f"{name}.csv").decode("utf-8-sig")
    assert rows.startswith("region;source;alternative;year;item;value;unit")
    assert "5025;hop-2024-2027;sterk_aldring;2033;20-66 per 67+;1,97876447876" in rows
    assert saved("Last ned bildet (PNG)", f"{name}.png").startswith(b"\x89PNG")
    drawn = saved("Last ned bildet (SVG)", f"{name}.svg").decode("utf-8")
    assert "<svg" in drawn[:200]
    assert "Aldersbæreevnen faller" in drawn
    assert "tabell 07459" in drawn
    assert page.locator(".gtitle").count() == 0  # the page itself has its title above the chart


def test_choices_made_quickly_after_each_other_are_all_kept(app: Watched) -> None:
    page = app.open("demografikostnader")
    app.chip("how")
    for name in ("Nasjonal standard", "Bare alder (alderskriteriene)", "Kostnad i alt"):
        page.get_by_role("radio", name=name, exact=True).click(no_wait_after=True)
    for part in ("metode=nasjonal", "behov=alder", "kostnad=kostnad"):
        page.wait_for_function("(part) => location.search.includes(part)", arg=part)
    app.settled()
    for part in ("metode=nasjonal", "behov=alder", "kostnad=kostnad"):
        assert part in page.url


def test_choices_by_keyboard_and_going_back_undoes_them(app: Watched) -> None:
    page = app.open("oversikt?kommune=5025")
    assert "/oversikt" not in page.url  # the start page answers to its own name
    for name, code in (("Os", "3430"), ("Tynset", "3427")):
        page.locator(".st-key-chip_region button").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("combobox", name="Kommune eller område", exact=True).focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.type(name)
        with app.answered():
            page.keyboard.press("Enter")
        assert f"kommune={code}" in page.url
        page.keyboard.press("Escape")
    # So soon after a choice, an address that is another one is taken to be late.
    page.wait_for_timeout(1000 * LAG_SECONDS)
    with app.answered():
        page.go_back()
    assert "kommune=3430" in page.url
    assert page.locator(".st-key-chip_region").inner_text().strip().startswith("Os")


def test_a_chip_opened_by_a_key_is_where_the_keyboard_goes_next(app: Watched) -> None:
    """Streamlit puts what a button opens last on the page, a hundred stops away."""
    page = app.open("inntekt?kommune=5025")
    years = page.locator(".st-key-chip_years button").first
    first = page.get_by_role("combobox", name="Fra år", exact=True)
    last = page.get_by_role("combobox", name="Til år", exact=True)
    years.focus()
    page.keyboard.press("Enter")
    expect(first).to_be_focused()
    page.keyboard.press("Tab")
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".st-key-chip_how button").first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(years).to_be_focused()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(years).to_be_focused()
    expect(first).to_be_hidden()


def test_an_unknown_address_says_so_and_shows_the_overview(app: Watched) -> None:
    app.open("finnesikke")
    assert "Adressen finnes ikke" in app.page.locator("body").inner_text()
    app.faults.clear()  # Streamlit writes the same sentence to the console


def test_the_first_visit_asks_and_typing_finds_the_kommune(app: Watched) -> None:
    page = app.open()
    assert "kommune=" not in page.url
    question = page.get_by_role("combobox", name="Hvilken kommune gjelder det?", exact=True)
    question.click()
    page.keyboard.type("Guovdageaidnu")
    with app.answered():
        page.keyboard.press("Enter")
    assert "kommune=5612" in page.url
    assert question.count() == 0
    app.go("Befolkning")
    assert "Kautokeino" in app.text()
    assert "kommune=5612" in page.url
