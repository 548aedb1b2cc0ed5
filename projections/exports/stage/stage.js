// The show in the browser. Every word and number comes from the deck; texts are set as text.
(() => {
  "use strict";
  const deck = JSON.parse(document.getElementById("deck").textContent);
  const count = deck.frames.length;
  // The title stands first; it has no chart, and is none of the numbered pictures.
  const cover = { isCover: true, title: deck.name, text: "", notes: "", method: "", chosen: "", cited: "",
    alternative: "", grids: [], steps: [], question: null };
  const frames = count ? [cover, ...deck.frames] : [];
  // Inside the app the whole page fills the screen, and is what can be left.
  const inApp = window.parent !== window;
  const outer = (() => { try { return window.parent.document ?? document; } catch { return document; } })();
  const PLACE = "baereevne-bilde";
  const byId = (id) => document.getElementById(id);
  const stage = byId("stage");
  const CONFIG = { displayModeBar: false, doubleClick: false, showTips: false, scrollZoom: false };
  const HAND = 700, WIDE = 1920, HIGH = 1080, AWAKE = 2600;
  const views = [];
  let now = 0;
  let oneByOne = false;
  let asking = null;
  let notesWindow = null;
  const started = new Date();

  const make = (tag, more = {}, ...children) => {
    const node = document.createElement(tag);
    for (const [key, value] of Object.entries(more)) {
      if (key === "text") node.textContent = value;
      else if (key === "class") node.className = value;
      else node.setAttribute(key, value);
    }
    node.append(...children);
    return node;
  };
  const isHand = () => window.innerWidth < HAND;
  const size = () => (isHand() ? "small" : "large");
  const lengthClass = (text, long, veryLong) =>
    text.length > veryLong ? "very-long" : text.length > long ? "long" : "";
  const copy = (own) => JSON.parse(JSON.stringify(own));
  const say = (text) => { byId("live").textContent = text; };

  // ---------------------------------------------------------------- frames
  const numberOf = (place) => (place ? `${place} av ${count}` : "");
  const remember = (place) => {
    if (!inApp) return;
    try { place === null ? sessionStorage.removeItem(PLACE) : sessionStorage.setItem(PLACE, String(place)); } catch { /* nothing is remembered */ }
  };
  const remembered = () => {
    try { return inApp ? Number(sessionStorage.getItem(PLACE) ?? 0) || 0 : 0; } catch { return 0; }
  };
  const buildCover = () => {
    const begin = make("button", { type: "button", id: "begin", text: "Vis i fullskjerm" });
    begin.addEventListener("click", () => full());
    const section = make("section", { class: "frame cover", id: "frame-0" },
      make("h1", { class: lengthClass(deck.name, 40, 80), text: deck.name }),
      ...deck.occasion.map((text) => make("p", { class: "occasion", text })), begin);
    stage.append(section);
    views.push({ frame: cover, section, shown: 0, drawn: "", image: "" });
  };
  const build = (frame, place) => {
    if (frame.isCover) return buildCover();
    const plot = make("div", { class: "plot" });
    const chart = make("div", { class: "chart", role: "img", "aria-label": frame.alternative }, plot);
    const done = make("div", { class: "done" });
    done.style.width = `${(100 * place) / count}%`;
    const text = make("p", { class: "sentence", text: frame.beside });
    const charts = make("div", { class: "charts" }, chart);
    const section = make("section", { class: "frame", id: `frame-${place}` },
      make("h1", { class: lengthClass(frame.title, 54, 110), text: frame.title }),
      charts, text,
      make("p", { class: "source", text: frame.source }),
      make("div", { class: "foot" },
        make("div", { class: "track" }, done),
        make("span", { class: "number", text: numberOf(place) })));
    stage.append(section);
    const view = { frame, section, charts, chart, plot, text, shown: frame.steps.length, drawn: "", image: "" };
    views.push(view);
    return view;
  };

  const measure = (host, figure) => {
    const layout = { ...figure.layout, width: host.chart.clientWidth, autosize: false };
    if (!isHand()) layout.height = host.chart.clientHeight;
    else host.chart.style.height = `${layout.height}px`;
    return layout;
  };
  // A host is a chart's room and what is plotted in it: a frame's own, or the answer beside it.
  const plotted = async (host, figure) => {
    if (!isHand()) host.chart.style.height = "";
    const own = copy(figure);
    await Plotly.react(host.plot, own.data, measure(host, own), CONFIG);
    host.plot.querySelectorAll(".scatterlayer .trace, .barlayer .trace, .legend .traces, .annotation, .shapelayer [data-index]")
      .forEach((node) => node.classList.add("fades"));
  };
  const place = (view) => `${size()} ${view.chart.clientWidth} ${isHand() || view.chart.clientHeight}`;
  const draw = async (view) => {
    if (view.frame.isCover) return;
    const wanted = place(view);
    if (view.drawn !== wanted) {
      await plotted(view, view.frame[size()]);
      view.drawn = place(view);
      for (const one of view.section.querySelectorAll("p")) {
        if (one.scrollHeight > one.clientHeight + 2) one.tabIndex = 0; // read on by keyboard
        else one.removeAttribute("tabindex");
      }
    }
    reveal(view);
  };

  // Curves that are not told yet are there, but not seen: the axes never move.
  const reveal = (view) => {
    const coming = view.frame.steps.slice(view.shown);
    const hidden = (kind) => new Set(coming.flatMap((step) => step[kind]));
    const [traces, notes, shapes] = [hidden("traces"), hidden("notes"), hidden("shapes")];
    const ofTrace = (node) => {
      let own = node.__data__;
      while (Array.isArray(own)) own = own[0];
      return own?.trace?.index;
    };
    view.plot.querySelectorAll(".scatterlayer .trace, .barlayer .trace, .legend .traces").forEach((node) =>
      node.classList.toggle("hide", traces.has(ofTrace(node))));
    view.plot.querySelectorAll(".annotation").forEach((node) =>
      node.classList.toggle("hide", notes.has(Number(node.dataset.index))));
    view.plot.querySelectorAll(".shapelayer [data-index]").forEach((node) =>
      node.classList.toggle("hide", shapes.has(Number(node.dataset.index))));
    view.section.classList.toggle("revealing", coming.length > 0);
  };

  const enter = async (to, fromNext) => {
    if (asking) leaveQuestion();
    now = Math.max(0, Math.min(frames.length - 1, to));
    const view = views[now];
    view.shown = fromNext && oneByOne ? Math.min(1, view.frame.steps.length) : view.frame.steps.length;
    views.forEach((one) => one.section.classList.toggle("now", one === view));
    buttons();
    remember(now);
    if (isHand()) window.scrollTo(0, 0);
    say(now ? `Bilde ${numberOf(now)}: ${view.frame.title}` : deck.name);
    tellNotes();
    await draw(view);
  };
  const next = () => {
    if (asking) return leaveQuestion();
    const view = views[now];
    if (view.shown < view.frame.steps.length) {
      view.shown += 1;
      reveal(view);
      say(`Vises nå: ${view.frame.steps[view.shown - 1].name}`);
      return tellNotes();
    }
    return now < frames.length - 1 ? enter(now + 1, true) : say("Siste bilde");
  };
  const back = () => (asking ? leaveQuestion() : enter(now - 1, false));
  const showAll = () => {
    if (asking) return leaveQuestion();
    const view = views[now];
    if (view.shown === view.frame.steps.length) return enter(now + 1, false);
    view.shown = view.frame.steps.length;
    reveal(view);
    say("Hele bildet vises");
  };
  const setOneByOne = () => {
    oneByOne = !oneByOne;
    if (!oneByOne && !asking) { views[now].shown = views[now].frame.steps.length; reveal(views[now]); }
    byId("do-steps").setAttribute("aria-pressed", String(oneByOne));
    say(oneByOne ? "Kurvene vises én og én" : "Alle kurvene vises med en gang");
  };
  const buttons = () => {
    byId("do-back").disabled = now === 0;
    byId("do-ask").disabled = !frames[now].question;
    byId("do-table").disabled = !frames[now].grids.length;
  };

  // ---------------------------------------------------------------- a question from the floor
  const ask = () => {
    const view = views[now];
    const { question } = view.frame;
    if (asking) return leaveQuestion();
    if (!question) return say("Det er ikke regnet ut svar til dette bildet");
    const lever = make("select", { id: "lever", class: "lever" },
      ...question.levers.map((one, i) => make("option", { value: String(i), text: one.label })));
    const slider = make("input", { type: "range", id: "stop", min: "0", step: "1" });
    const stop = make("span", { class: "stop" });
    const answer = make("p", { class: "answer" });
    const parts = make("p", { class: "parts" });
    const close = make("button", { type: "button", class: "close", text: "Tilbake (Esc)" });
    const panel = make("div", { class: "asked" },
      make("h2", { text: "Spørsmål fra salen: hva om …" }),
      make("div", { class: "row" },
        make("label", { for: "lever", text: "Endre" }), lever,
        make("label", { for: "stop", class: "unseen", text: "Hvor mye" }), slider, stop, close),
      make("div", { class: "told", role: "status" }, answer, parts));
    view.text.replaceWith(panel);
    // What was shown stays, whole, beside the answer.
    const host = { plot: make("div", { class: "plot" }) };
    host.chart = make("div", { class: "chart", role: "img" }, host.plot);
    const side = make("div", { class: "side" }, make("p", { class: "side-name", text: "Svaret" }), host.chart);
    view.chart.before(make("p", { class: "side-name", text: "Det som ble vist" }));
    view.charts.classList.add("two");
    view.charts.append(side);
    asking = { view, panel, lever, slider, stop, answer, parts, host, side, shown: view.shown };
    view.shown = view.frame.steps.length;
    lever.addEventListener("change", takeLever);
    slider.addEventListener("input", takeStop);
    close.addEventListener("click", leaveQuestion);
    takeLever();
    slider.focus();
  };
  const chosen = () => asking.view.frame.question.levers[Number(asking.lever.value)];
  const takeLever = () => {
    const { stops } = chosen();
    asking.slider.max = String(stops.length - 1);
    asking.slider.value = String(Math.max(0, stops.findIndex((one) => one.isShown)));
    takeStop();
  };
  const takeStop = () => {
    const lever = chosen(), one = lever.stops[Number(asking.slider.value)];
    const figure = copy(lever[size()]);
    Object.assign(figure.data.at(-1), one.trace);
    figure.layout.annotations = one.notes[size()];
    asking.stop.textContent = one.label;
    asking.slider.setAttribute("aria-valuetext", one.label);
    asking.answer.textContent = one.answer;
    asking.parts.textContent = one.parts;
    asking.host.chart.setAttribute("aria-label", `${asking.view.frame.question.axis}. ${one.answer}`);
    draw(asking.view); // smaller where the words of the answer need more room
    return plotted(asking.host, figure);
  };
  const leaveQuestion = () => {
    const { view, panel, side, host, shown } = asking;
    asking = null;
    panel.replaceWith(view.text);
    Plotly.purge(host.plot);
    side.remove();
    view.charts.querySelector(".side-name").remove();
    view.charts.classList.remove("two");
    view.shown = shown;
    view.drawn = "";
    byId("show").focus();
    say("Tilbake til bildet");
    return draw(view);
  };

  // ---------------------------------------------------------------- table, overview, help
  const tableOf = (grid) => {
    const cell = (text, row, column) => row < 0
      ? make("th", { scope: "col", text })
      : column === 0 ? make("th", { scope: "row", text }) : make("td", { text });
    const line = (texts, row) => make("tr", {}, ...texts.map((text, i) => cell(text, row, i)));
    return make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": grid.caption },
      make("table", {}, make("caption", { text: grid.caption }),
        make("thead", {}, line(grid.columns, -1)),
        make("tbody", {}, ...grid.rows.map((row, i) => line(row, i)))));
  };
  const closing = () => make("form", { method: "dialog" }, make("button", { text: "Lukk" }));
  const open = (id, ...children) => {
    const dialog = byId(id);
    if (dialog.open) return dialog.close();
    if (children.length) dialog.replaceChildren(...children);
    const heading = dialog.querySelector("h2");
    heading.tabIndex = -1;
    dialog.showModal();
    heading.focus();
  };
  const showTable = () => frames[now].grids.length
    && open("table", make("h2", { text: frames[now].title }), ...frames[now].grids.map(tableOf),
      make("p", { text: frames[now].chosen }), make("p", { text: frames[now].method }), make("p", { text: frames[now].cited }), closing());
  const showOverview = () => {
    const card = (view, i) => {
      const image = view.image ? [make("img", { src: view.image, alt: "" })] : [];
      const button = make("button", { type: "button" }, ...image,
        make("span", { text: i ? `${i}. ${view.frame.title}` : view.frame.title }));
      if (i === now) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => { byId("overview").close(); enter(i, false); });
      return make("li", {}, button);
    };
    open("overview", make("h2", { text: deck.name }), make("ul", { class: "cards" }, ...views.map(card)), closing());
    byId("overview").querySelector("[aria-current]")?.focus();
  };
  const showHelp = () => open("help");
  const black = (on) => {
    byId("black").hidden = !on;
    (on ? byId("black") : byId("show")).focus();
  };
  const full = async () => {
    if (outer.fullscreenElement) return outer.exitFullscreen();
    try {
      await outer.documentElement.requestFullscreen();
      // Esc leaves a question, not the full screen; where a browser cannot, S and Page Down do.
      outer.defaultView.navigator.keyboard?.lock?.(["Escape"]).catch(() => {});
    } catch {
      say("Nettleseren lar ikke siden fylle skjermen. Prøv F11.");
    }
  };
  const end = () => {
    if (!inApp) return outer.fullscreenElement && outer.exitFullscreen();
    remember(null);
    window.parent.postMessage({ baereevne: "end" }, "*");
  };

  // ---------------------------------------------------------------- notes in a window of their own
  const NOTES_STYLE = "body{font:22px/1.45 system-ui,'Segoe UI',Arial,sans-serif;margin:24px;color:#222}"
    + "h1{font-size:26px;margin:.2em 0}.said{white-space:pre-wrap}.small{font-size:17px;color:#444}"
    + ".clock{font-size:34px;font-weight:700;font-variant-numeric:tabular-nums}";
  const nextTitle = () => (now + 1 < frames.length ? frames[now + 1].title : "Siste bilde");
  const notesOf = () => {
    const view = views[now], left = view.frame.steps.length - view.shown;
    return [
      make("p", { class: "number small", text: numberOf(now) + (left > 0 ? ` · ${left} ${left > 1 ? "kurver" : "kurve"} igjen` : "") }),
      make("h1", { text: view.frame.title }),
      make("p", { class: "said", text: view.frame.notes || "Ingen notater til dette bildet." }),
      make("p", { class: "sentence", text: view.frame.text }),
      make("p", { class: "small", text: view.frame.method }),
      make("p", { class: "small", text: [view.frame.chosen, view.frame.cited].filter(Boolean).join("\n") }),
      make("p", { class: "next", text: `Neste: ${nextTitle()}` }),
    ];
  };
  const tellNotes = () => {
    if (notesWindow && !notesWindow.closed) notesWindow.document.getElementById("now").replaceChildren(...notesOf());
  };
  const tick = () => {
    if (!notesWindow || notesWindow.closed) return;
    const time = new Date(), gone = Math.floor((time - started) / 60000);
    const clock = time.toLocaleTimeString("nb-NO", { hour: "2-digit", minute: "2-digit", second: "2-digit" });
    notesWindow.document.getElementById("clock").textContent = `${clock} · ${gone} min siden start`;
  };
  const showNotes = () => {
    if (notesWindow && !notesWindow.closed) return notesWindow.focus();
    notesWindow = window.open("about:blank", "_blank", "width=760,height=760");
    if (!notesWindow) return open("notes", make("h2", { text: "Notater" }), ...notesOf(), closing());
    const page = notesWindow.document;
    page.documentElement.lang = "nb";
    page.title = `Notater: ${deck.name}`;
    page.head.append(make("style", { text: NOTES_STYLE }));
    page.body.append(make("p", { class: "clock", id: "clock" }), make("div", { id: "now" }));
    page.addEventListener("keydown", onKey);
    tellNotes();
    tick();
  };
  setInterval(tick, 1000);

  // ---------------------------------------------------------------- on paper
  const picture = async (view) => {
    if (!view.image && !view.frame.isCover) {
      const { data, layout } = copy(view.frame.large);
      view.image = await Plotly.toImage({ data, layout, config: CONFIG }, { format: "svg", width: 1500, height: 620 });
    }
  };
  const fillPaper = () => {
    const page = (view, i) => {
      const { frame } = view;
      if (frame.isCover) return make("section", { class: "page cover" }, make("h1", { text: deck.name }), ...deck.occasion.map((text) => make("p", { text })));
      const chart = view.image ? make("img", { src: view.image, alt: frame.alternative }) : make("p", { text: frame.alternative });
      const said = frame.notes ? [make("p", { class: "said", text: `Notater: ${frame.notes}` })] : [];
      return make("section", { class: "page" }, make("h1", { text: frame.title }), chart,
        make("p", { text: frame.text }), ...said, make("p", { class: "small", text: `${frame.chosen}\n${frame.cited}` }),
        make("p", { class: "small", text: `${deck.name} · ${numberOf(i)}` }));
    };
    byId("paper").replaceChildren(...views.map(page));
  };
  const print = async () => {
    for (const view of views) await picture(view);
    window.print();
  };
  window.addEventListener("beforeprint", fillPaper);

  // ---------------------------------------------------------------- keys, mouse, window
  const KEYS = {
    ArrowRight: next, " ": next, PageDown: next, Enter: next,
    ArrowLeft: back, PageUp: back, Home: () => enter(0, false), End: () => enter(frames.length - 1, false),
    ArrowDown: ask, s: ask, t: showTable, o: showOverview, n: showNotes, k: setOneByOne, f: full, F5: full,
    b: () => black(true), ".": () => black(true), "?": showHelp,
  };
  const onKey = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!byId("black").hidden) {
      event.preventDefault();
      return black(false);
    }
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      if (key === "Escape" || { table: "t", overview: "o", notes: "n", help: "?" }[dialog.id] === key) dialog.close();
      return;
    }
    if (key === "Escape" && asking) return leaveQuestion();
    if (key === "Escape") return end();
    const own = event.target.closest?.("input, select, textarea, button");
    if (own && ["Enter", " "].includes(key) && own.tagName !== "INPUT") return;
    if (own && own.tagName !== "BUTTON" && !["PageDown", "PageUp", "s"].includes(key)) return;
    if (event.shiftKey && key === "ArrowRight") {
      event.preventDefault();
      return showAll();
    }
    if (KEYS[key]) {
      event.preventDefault();
      KEYS[key]();
    }
  };
  let sleep = 0;
  const wake = () => {
    document.body.classList.add("awake");
    clearTimeout(sleep);
    sleep = setTimeout(() => document.body.classList.remove("awake"), AWAKE);
  };
  const fit = () => {
    document.body.className = isHand() ? "hand" : "wall";
    const scale = isHand() ? 1 : Math.min(window.innerWidth / WIDE, window.innerHeight / HIGH);
    Object.assign(stage.style, isHand()
      ? { transform: "", width: "", height: "" }
      : { transform: `scale(${scale})`, width: `${window.innerWidth / scale}px`, height: `${window.innerHeight / scale}px` });
    if (asking) takeStop();
    else if (views.length) draw(views[now]);
  };

  document.addEventListener("keydown", onKey);
  for (const name of ["mousemove", "touchstart", "keyup"]) document.addEventListener(name, (event) => {
    if (event.type !== "keyup" || event.key === "Tab") wake();
  }, { passive: true });
  window.addEventListener("resize", fit);
  byId("black").addEventListener("click", () => black(false));
  const ACTIONS = {
    back, next, ask, table: showTable, overview: showOverview, notes: showNotes, steps: setOneByOne, full, print, help: showHelp, end,
  };
  for (const [name, act] of Object.entries(ACTIONS)) byId(`do-${name}`).addEventListener("click", () => act());
  byId("about").textContent = `${deck.name}, lagret ${deck.saved} med Bæreevne ${deck.version}.`;

  const start = async () => {
    byId("do-full").hidden = !outer.fullscreenEnabled;
    byId("do-end").hidden = !inApp;
    document.body.className = isHand() ? "hand" : "wall";
    if (!frames.length) {
      stage.append(make("p", { class: "empty", text: "Presentasjonen har ingen bilder." }));
      return fit();
    }
    frames.forEach(build);
    fit();
    const begin = byId("begin");
    const tellFull = () => { begin.hidden = Boolean(outer.fullscreenElement) || !outer.fullscreenEnabled; };
    outer.addEventListener("fullscreenchange", tellFull);
    tellFull();
    await enter(Math.min(remembered(), count), true);
    (begin.hidden || now ? byId("show") : begin).focus();
    document.body.dataset.ready = "first";
    // The others are drawn while the first is looked at: nothing has to be waited for later.
    for (const view of views) {
      await new Promise((go) => setTimeout(go, 0));
      if (view !== views[now]) await draw(view);
    }
    document.body.dataset.ready = "drawn";
    for (const view of views) {
      await new Promise((go) => setTimeout(go, 0));
      await picture(view);
    }
    document.body.dataset.ready = "all";
  };
  start();
})();
