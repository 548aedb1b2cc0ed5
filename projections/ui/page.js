// Runs in the browser on every page: Streamlit's own English words in Norwegian, and an SVG
// button beside Plotly's PNG button. A browser test notices when Streamlit's words change.
(() => {
  // Streamlit would otherwise look for its server below the page's own address, in vain.
  const server = new URL(BASE_PATH, window.location.origin).href;
  window.__streamlit = { BACKEND_BASE_URL: server, MAIN_PAGE_BASE_URL: server };
  const WORDS = {
    "Deploy": "Publiser", "Stop": "Stopp", "Running...": "Arbeider …", "Rerun": "Kjør på nytt",
    "Print": "Skriv ut", "Settings": "Innstillinger", "About": "Om", "Record a screencast": "Ta opp skjermen",
    "Record screen": "Ta opp skjermen", "Clear cache": "Tøm mellomlager", "Theme": "Utseende", "Wide mode": "Bred visning",
    "System": "Som maskinen", "Light": "Lyst", "Dark": "Mørkt", "Auto": "Som maskinen",
    "No results": "Ingen treff", "Select all": "Velg alle", "Clear all": "Fjern alle", "Clear value": "Fjern valget",
    "Open sidebar": "Vis valgene", "Close sidebar": "Skjul valgene", "Expand sidebar": "Vis valgene",
    "Collapse sidebar": "Skjul valgene", "Main menu": "Meny", "Fullscreen": "Fullskjerm",
    "View fullscreen": "Vis i fullskjerm", "Close fullscreen": "Lukk fullskjerm", "Exit fullscreen": "Lukk fullskjerm",
    "Connecting": "Kobler til", "Connection error": "Mistet kontakten", "Link to heading": "Lenke til overskriften",
    "Copy link to heading": "Lenke til overskriften", "Built with Streamlit 🎈": "", "Select a value": "Velg", "Sidebar": "Valg",
    "App pages": "Sider", "Skip to main content": "Hopp til innholdet", "Open": "Åpne",
    "Selected values": "Valgte", "Choose options": "Velg", "Choose an option": "Velg",
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:":
      "Tjeneren svarer ikke. Siden er her igjen når den svarer. Er den stoppet, startes den med:",
    "streamlit run yourscript.py": "streamlit run app.py",
    "Streamlit server is not responding. Are you connected to the internet?":
      "Tjeneren svarer ikke. Siden er her igjen når den svarer. Har du nett?",
    "Increment": "Øk", "Decrement": "Senk",
    "Page not found": "Siden finnes ikke", "Close": "Lukk",
    "Show/hide columns": "Vis eller skjul kolonner", "Download as CSV": "Last ned som CSV", "Search": "Søk",
    "Clear selection": "Fjern merkingen", "Add row": "Ny rad", "Delete row(s)": "Slett rader",
    "Sort ascending": "Sorter stigende", "Sort descending": "Sorter synkende", "Autosize": "Tilpass bredden",
    "Pin column": "Fest kolonnen", "Unpin column": "Løsne kolonnen", "Hide column": "Skjul kolonnen",
    "Failed to generate file for download": "Filen ble ikke laget. Last siden på nytt, og prøv igjen.",
    "Copy to clipboard": "Kopier", "Copied": "Kopiert", "Error:": "Feil:", "Upload": "Velg fil", "file upload": "Velg fil", "Add files": "Velg en annen fil", "add icon": "Velg en annen fil",
    "The page that you have requested does not seem to exist. Running the app's main page.":
      "Adressen finnes ikke. Oversikten vises i stedet."
  };
  const PATTERNS = [
    [/^Remove (.+)$/, "Fjern $1"],
    [/^(\d+) more$/, "$1 til"],
    [/^You can only select up to (\d+) options?\. Remove an option first\.$/, "Du kan velge høyst $1. Fjern en først."],
    [/^([\d.]+)MB per file$/, "Høyst $1 MB"],
    [/^(?:Error: )?(.+) files are not allowed\.$/, "Filer av typen $1 kan ikke brukes."],
    [/^(?:Error: )?File must be ([\d.]+)MB or smaller\.$/, "Filen kan være høyst $1 MB."],
  ];
  const ATTRIBUTES = ["aria-label", "title", "placeholder", "alt"];
  const patterned = (text) => {
    const found = PATTERNS.find(([english]) => english.test(text));
    return found && text.replace(...found);
  };
  const word = (text) => WORDS[text.trim()] ?? patterned(text);
  const translate = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const found = word(node.nodeValue);
      if (found !== undefined && node.nodeValue.trim()) node.nodeValue = found;
      return;
    }
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    for (const name of ATTRIBUTES) {
      const value = node.getAttribute(name);
      const found = value ? word(value) : undefined;
      if (found !== undefined) node.setAttribute(name, found);
    }
    if (node.dataset.testid === "stTable") sizes.observe(node);
    // A few lines high whatever is moved, so it is scrolled, also by keys.
    if (node.matches(".st-key-whatif_moved p:not(button p)")) node.tabIndex = 0;
    node.childNodes.forEach(translate);
  };
  // A downloaded picture carries its title and source, in ink on white whatever the page's theme.
  // Plotly copies the layout when the picture is made, so it is dressed for just that moment.
  const download = (png, format) => {
    const chart = png.closest(".js-plotly-plot");
    const { layout } = chart;
    const kept = { ...layout };
    const margin = layout.margin ?? {};
    const words = layout.meta ?? {};
    Object.assign(layout, {
      title: {
        text: `${words.title}<br><span style="font-size:13px">${words.source}</span>`,
        x: 0.01, xanchor: "left", y: 0.97, yanchor: "top", font: { size: 22 },
      },
      margin: { ...margin, t: (margin.t ?? 0) + 80, b: (margin.b ?? 0) + 16, l: (margin.l ?? 0) + 16 },
      paper_bgcolor: "#ffffff", plot_bgcolor: "#ffffff", font: { ...layout.font, color: "#222222" },
    });
    chart._context.toImageButtonOptions.format = format;
    png.click();
    for (const key of Object.keys(layout)) if (!(key in kept)) delete layout[key];
    Object.assign(layout, kept);
    chart._context.toImageButtonOptions.format = "png";
  };
  // A table wider than the screen is scrolled; without a stop for the keyboard only a finger can.
  const letKeysScroll = (table) => {
    for (const box of [table, ...table.querySelectorAll("div")]) {
      const isWide = box.scrollWidth > box.clientWidth && getComputedStyle(box).overflowX !== "visible";
      if (isWide === (box.tabIndex === 0)) continue;
      if (isWide) {
        box.tabIndex = 0;
        box.setAttribute("role", "region");
        box.setAttribute("aria-label", "Tabell som kan rulles sidelengs");
      } else ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    }
  };
  const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => letKeysScroll(target)));
  // What was done, for the eye and for a screen reader.
  const told = document.createElement("div");
  told.className = "said";
  told.setAttribute("role", "status");
  const say = (text) => {
    told.textContent = text;
    setTimeout(() => { told.textContent = ""; }, 4000);
  };
  // A page that is not served securely has no clipboard; a marked text can be copied all the same.
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.body.appendChild(document.createElement("textarea"));
      area.value = text;
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Lenken er kopiert.");
  };
  const here = (query, anchor) => window.location.origin + window.location.pathname + query + anchor;
  // The link stands in what «Del» opens: wait until it is there.
  const shareLink = (tries) => {
    const link = document.querySelector(".st-key-share_link code");
    if (link) copy(here(link.textContent.trim(), ""));
    else if (tries) setTimeout(() => shareLink(tries - 1), 100);
  };
  // A file is asked for in a chart's menu: its button is there, out of sight, when the page has it.
  const take = (key, tries) => {
    const button = document.querySelector(`.st-key-csv_${key} button`);
    if (button) button.click();
    else if (tries) setTimeout(() => take(key, tries - 1), 50);
  };
  // What in a chart's menu is the browser's own work, by its words.
  const OWN = [
    [/PNG/, (key) => download(picture(key), "png")],
    [/SVG/, (key) => download(picture(key), "svg")],
    [/Kopier lenken/, (key) => copy(here(window.location.search, `#${key}`))],
  ];
  const picture = (key) => document.querySelector(`.st-key-chart_${key} [data-title="Last ned som PNG"]`);
  // What is in a chip is drawn when it is opened: ask for it as soon as the chip is there.
  const fill = (tries) => {
    const asks = document.querySelector('[data-testid="stPopoverBody"] [class*="st-key-fill_"] button');
    if (asks) asks.click();
    else if (tries) requestAnimationFrame(() => fill(tries - 1));
  };
  // What a button opens is last of all on the page: for the keyboard it is where the button is.
  const OPENED = '[data-testid="stPopoverBody"]';
  const stops = () => [...document.querySelectorAll(`${OPENED} :is(input, button, textarea, a[href], summary, [tabindex="0"])`)]
    .filter((one) => !one.disabled && (one.tabIndex >= 0 || one.matches('[role="combobox"]')) && one.checkVisibility() && !one.closest('[class*="st-key-fill_"]'));
  const opener = () => document.querySelector('[data-testid="stPopoverButton"][aria-expanded="true"]');
  const stepIn = (tries) => {
    const [button, first] = [opener(), stops()[0]];
    if (button && first) {
      // Nobody who has gone on meanwhile is called back.
      if ([button, document.body].includes(document.activeElement)) first.focus();
    } else if (tries) setTimeout(() => stepIn(tries - 1), 50);
  };
  document.addEventListener("keydown", (event) => {
    const button = event.key === "Tab" && opener();
    if (!button) return;
    const inside = stops();
    const [first, last] = [inside[0], inside[inside.length - 1]];
    const now = document.activeElement;
    const group = (one) => one?.closest('[role="radiogroup"]') ?? one; // of which only one is a stop
    if (now === button && !event.shiftKey && first) {
      event.preventDefault();
      first.focus();
    } else if (event.shiftKey && inside.includes(now) && group(now) === group(first)) {
      event.preventDefault();
      button.focus();
    } else if (!event.shiftKey && inside.includes(now) && group(now) === group(last)) {
      button.focus(); // and the browser goes on from there
    }
  }, true);
  document.addEventListener("click", (event) => {
    const button = event.target.closest?.('[data-testid="stPopoverButton"]');
    if (button && event.detail === 0) setTimeout(() => stepIn(40), 50); // pressed by a key
    if (event.target.closest?.(".st-key-share button")) shareLink(30);
    if (event.target.closest?.('[class*="st-key-chip_"] button')) fill(10);
    const item = event.target.closest?.('[role="menuitem"]');
    const menu = item && document.querySelector('[class*="st-key-menu_"] button[aria-expanded="true"]');
    const key = menu?.closest('[class*="st-key-menu_"]').className.match(/st-key-menu_(\S+)/)[1];
    if (!key) return;
    const isFile = item.textContent.includes("CSV");
    const own = OWN.find(([words]) => words.test(item.textContent));
    setTimeout(() => menu.focus()); // Streamlit leaves it nowhere when the menu closes
    if (isFile) take(key, 200);
    if (!own) return;
    event.stopPropagation();
    event.preventDefault();
    // Closed as the keyboard closes it, which gives the button its focus back.
    item.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
    own[1](key);
  }, true);
  // Whoever uses the keyboard stays near what they pressed when that is taken away or closed: a
  // browser would begin at the top of the page.
  const FOCUSABLE = ["a[href]", "button", "input", "textarea", "select", "summary", '[tabindex="0"]']
    .map((one) => `${one}:not(:disabled)`).join();
  const BOXES = ["stVerticalBlock", "stHorizontalBlock", "stForm", "stMain"];
  const focusable = (box) => [...box.querySelectorAll(FOCUSABLE)].filter((one) => one.checkVisibility());
  let byKey = false;
  let held = null;
  document.addEventListener("keydown", () => { byKey = true; }, true);
  document.addEventListener("pointerdown", () => { byKey = false; }, true);
  document.addEventListener("focusin", ({ target }) => {
    const main = target.closest?.('[data-testid="stMain"]');
    const every = main ? focusable(main) : [];
    const around = [];
    for (let box = target.parentElement; main?.contains(box); box = box.parentElement) {
      if (!BOXES.includes(box.dataset.testid)) continue;
      around.push([box, every.filter((one) => box.contains(one)).indexOf(target)]);
    }
    held = { target, around, page: window.location.pathname };
  });
  const bringFocusBack = () => {
    if (!byKey || !held || document.activeElement !== document.body) return;
    const { target, around, page } = held;
    const isThere = target.isConnected && !target.disabled && target.checkVisibility();
    if (isThere || page !== window.location.pathname) return;
    for (const [box, place] of around) {
      const near = box.isConnected ? focusable(box) : [];
      if (near.length) return near[Math.min(Math.max(place, 0), near.length - 1)].focus();
    }
  };
  // A show starts by filling the screen: a browser lets it only at the very press of a button.
  document.addEventListener("click", (event) => {
    if (!event.target.closest?.(".st-key-deck_start button")) return;
    sessionStorage.removeItem("baereevne-bilde");
    document.documentElement.requestFullscreen?.().then(() => navigator.keyboard?.lock?.(["Escape"])).catch(() => {});
  }, true);
  window.addEventListener("message", (event) => {
    if (event.data?.baereevne !== "end") return;
    if (document.fullscreenElement) document.exitFullscreen();
    document.querySelector(".st-key-deck_stop button")?.click();
  });
  // For those who listen, what Streamlit leaves out: what is a menu and which page is open, what a
  // chip chooses, which figure a button is of, and that a choice has given another finding.
  const CHIPS = { region: "Kommune", projection: "Prognose", years: "År", working: "Yrkesaktiv alder" };
  const give = (element, name, value) => {
    if (element && element.getAttribute(name) !== value) element.setAttribute(name, value);
  };
  const nameButton = (box, before, after) => {
    const button = box?.querySelector("button");
    const shown = button?.querySelector("p")?.textContent;
    if (shown) give(button, "aria-label", before + shown + after);
  };
  const heard = document.createElement("div");
  heard.className = "heard";
  heard.setAttribute("role", "status");
  let finding = "";
  const forListeners = () => {
    const menus = [...document.querySelectorAll(".st-key-menu, .st-key-submenu")];
    for (const [place, menu] of menus.entries()) {
      give(menu, "role", "navigation");
      give(menu, "aria-label", place ? "Sider om det samme" : "Sider");
      for (const link of menu.querySelectorAll("a")) {
        if (!link.querySelector("strong")) link.removeAttribute("aria-current");
        else give(link, "aria-current", place === menus.length - 1 ? "page" : "true");
      }
    }
    for (const [key, name] of Object.entries(CHIPS)) {
      nameButton(document.querySelector(`.st-key-chip_${key}`), `${name}: `, "");
    }
    for (const chart of document.querySelectorAll('[class*="st-key-chart_"]')) {
      const key = chart.className.match(/st-key-chart_(\S+)/)[1];
      const [title] = (chart.querySelector('[role="figure"]')?.ariaLabel ?? "").split(/\. |(?<=\?) /);
      if (!title) continue;
      nameButton(document.querySelector(`.st-key-deck_add_${key}`), "", `: ${title}`);
      nameButton(document.querySelector(`.st-key-menu_${key}`), "", `: ${title}`);
    }
    const now = document.querySelector("h1")?.textContent.trim() ?? "";
    if (finding && now && now !== finding) heard.textContent = now;
    finding = now || finding;
  };
  let listening = 0;
  const start = () => {
    document.body.append(told, heard);
    forListeners();
    translate(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(translate);
        else translate(change.target);
      }
      clearTimeout(listening);
      listening = setTimeout(() => { forListeners(); bringFocusBack(); }, 300);
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES
    });
  };
  // Charts are drawn by 4.7 MB of script: read while the browser waits for the page's first words.
  const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
  document.addEventListener("DOMContentLoaded", () => idle(() => import(CHART_SCRIPT).catch(() => {}), { timeout: 1500 }));
  if (document.body) start(); else document.addEventListener("DOMContentLoaded", start);
})();
