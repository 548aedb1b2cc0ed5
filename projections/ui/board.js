// A board of levers. A lever is a range, − and +, and a number to type; all of them show one value,
// and the value is the session's. What is moved here counts until the session has seen it, so that
// no press is lost however fast they come.
const PAUSE = 120; // between two messages while a lever is moved [ms]
const TIMES = 3; // a chart is drawn, so that the browser has the way of drawing ready
const boards = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  let board = boards.get(parentElement);
  if (!board) {
    board = new Board(parentElement.querySelector(".board"), data.seen);
    boards.set(parentElement, board);
  }
  board.tell = (moved) => setStateValue("moved", moved);
  board.show(data);
}

// What a browser has not done before takes it twice as long. The page's first chart is drawn again as
// it stands, each time when the browser has nothing else to do, before anyone moves a lever.
function whenStill(times) {
  const wait = window.requestIdleCallback ?? ((then) => setTimeout(then, 500));
  wait(() => {
    const chart = document.querySelector(".js-plotly-plot");
    if (window.Plotly && chart?._fullLayout && !chart.matches(":hover")) {
      window.Plotly.redraw(chart);
      times -= 1;
    }
    if (times) setTimeout(() => whenStill(times), 200);
  });
}

function make(tag, given = {}, ...inside) {
  const made = document.createElement(tag);
  Object.entries(given).forEach(([name, value]) => {
    if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  });
  made.append(...inside);
  return made;
}

class Board {
  constructor(root, seen) {
    Object.assign(this, { root, number: seen, changes: {}, rows: {}, waits: null, last: 0 });
    whenStill(TIMES);
  }

  show(data) {
    for (const [id, change] of Object.entries(this.changes)) {
      if (change.number <= data.seen) delete this.changes[id];
    }
    const shape = JSON.stringify(data.rows.map((row) => [row.kind, row.id, row.label]));
    if (shape !== this.shape) this.build(data.rows);
    this.shape = shape;
    for (const row of data.rows) {
      const value = this.changes[row.id] ? this.changes[row.id].value : row.value;
      this.rows[row.id]?.take(row, value, data.scales[row.scale]);
    }
  }

  build(rows) {
    const had = this.root.getRootNode().activeElement?.id;
    const open = new Set([...this.root.querySelectorAll("details[open]")].map((one) => one.id));
    this.root.replaceChildren();
    this.rows = {};
    let within = this.root;
    for (const row of rows) {
      if (row.kind === "fold" || row.kind === "end") within = this.root;
      if (row.kind === "fold") {
        within = make("details", { id: row.id, open: open.has(row.id) });
        within.append(make("summary", {}, row.label));
        this.root.append(within);
      } else if (KINDS[row.kind]) {
        const made = new KINDS[row.kind](row, (value) => this.move(row.id, value));
        this.rows[row.id] = made;
        within.append(made.element);
      }
    }
    if (had) this.root.querySelector(`[id="${had}"]`)?.focus();
  }

  move(id, value) {
    this.number += 1;
    this.changes[id] = { value, number: this.number };
    this.rows[id].value = value;
    const left = this.last + PAUSE - performance.now();
    if (left <= 0) this.send();
    else this.waits ??= setTimeout(() => this.send(), left);
  }

  send() {
    clearTimeout(this.waits);
    this.waits = null;
    this.last = performance.now();
    const values = Object.entries(this.changes).map(([id, one]) => [id, one.value]);
    this.tell({ number: this.number, values: Object.fromEntries(values) });
  }
}

const plain = new Intl.NumberFormat("nb-NO", { maximumFractionDigits: 2 });
const written = (value) => plain.format(value).replace("-", "−");

class Lever {
  constructor(row, move) {
    Object.assign(this, { row, move, own: null });
    const id = `lever-${row.id}`;
    const named = { "aria-label": row.label };
    this.told = make("output", { for: id, class: "told" });
    this.range = make("input", { type: "range", id });
    this.less = make("button", { type: "button", "aria-label": `${row.label}: mindre` }, "−");
    this.more = make("button", { type: "button", "aria-label": `${row.label}: mer` }, "+");
    this.typed = make("input", { type: "text", id: `${id}-n`, inputmode: "text", ...named });
    this.typed.setAttribute("autocomplete", "off");
    const head = make("div", { class: "head" }, make("label", { for: id }, row.label), this.told);
    const line = make("div", { class: "line" }, this.less, this.range, this.more, this.typed);
    this.quick = make("div", { class: "quick" });
    for (const [value, text] of row.quick ?? []) {
      const button = make("button", { type: "button" }, text);
      button.addEventListener("click", () => this.to(value));
      this.quick.append(button);
    }
    this.element = make("div", { class: "lever" }, head, line, ...(row.quick ? [this.quick] : []));
    this.less.addEventListener("click", () => this.step(-1));
    this.more.addEventListener("click", () => this.step(1));
    this.range.addEventListener("input", () => this.to(Number(this.range.value)));
    this.range.addEventListener("keydown", (event) => this.key(event));
    this.typed.addEventListener("change", () => this.read());
    this.typed.addEventListener("keydown", (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      if (way) event.preventDefault(), this.step(way);
    });
  }

  take(row, value, scale) {
    Object.assign(this, { row, scale });
    Object.assign(this.range, { min: scale.low, max: scale.high, step: "any" });
    this.value = value;
  }

  get value() {
    return this.own;
  }

  set value(value) {
    const isNew = value !== this.own;
    this.own = value;
    const text = this.scale.texts[value] ?? this.row.texts?.[value] ?? written(value);
    this.told.textContent = text;
    this.range.value = value;
    this.range.setAttribute("aria-valuetext", text);
    const { low, high } = this.scale;
    this.range.style.setProperty("--part", `${(100 * (value - low)) / (high - low)}%`);
    this.less.setAttribute("aria-disabled", value <= low);
    this.more.setAttribute("aria-disabled", value >= high);
    this.element.classList.toggle("moved", value !== this.row.rest);
    if (isNew || this.typed.getRootNode().activeElement !== this.typed) this.say(written(value));
    [...this.quick.children].forEach((one, place) =>
      one.setAttribute("aria-pressed", this.row.quick[place][0] === value)
    );
  }

  say(text) {
    this.typed.value = text;
    this.typed.removeAttribute("aria-invalid");
    this.typed.setCustomValidity("");
  }

  to(value) {
    const { low, high, step } = this.scale;
    const near = Math.round((value - low) / step) * step + low;
    this.put(Math.min(high, Math.max(low, near)));
  }

  step(way) {
    const { low, step } = this.scale;
    // From a value between two steps to the next of them.
    const place = (this.own - low) / step;
    const next = way > 0 ? Math.floor(place + 1e-9) + 1 : Math.ceil(place - 1e-9) - 1;
    this.to(low + next * step);
  }

  key(event) {
    const far = (this.scale.high - this.scale.low) / (10 * this.scale.step);
    const way = {
      ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1,
      PageUp: Math.max(1, Math.round(far)), PageDown: -Math.max(1, Math.round(far)),
    }[event.key];
    if (way) for (let one = 0; one < Math.abs(way); one += 1) this.step(Math.sign(way));
    else if (event.key === "Home") this.to(this.scale.low);
    else if (event.key === "End") this.to(this.scale.high);
    else return;
    event.preventDefault();
  }

  read() {
    const text = this.typed.value.replace(/[\s\u00a0]/g, "").replace("−", "-").replace(",", ".");
    const value = Number(text);
    const { low, high } = this.scale;
    if (/^[-+]?\d+(\.\d{1,2})?$/.test(text) && value >= low && value <= high) {
      this.put(value);
      this.say(written(value));
      return;
    }
    const wrong = `Skriv et tall fra ${written(low)} til ${written(high)}`;
    this.typed.setAttribute("aria-invalid", "true");
    this.typed.setCustomValidity(wrong);
    this.typed.reportValidity();
    this.told.textContent = wrong;
  }

  put(value) {
    const kept = Math.round(value * 100) / 100 || 0;
    if (kept !== this.own) this.move(kept);
  }
}

class Options {
  constructor(row, move) {
    const id = `lever-${row.id}`;
    this.select = make("select", { id });
    this.select.addEventListener("change", () => move(this.select.value));
    this.element = make("div", { class: "options" }, make("label", { for: id }, row.label));
    this.element.append(this.select);
  }

  take(row, value) {
    const shape = JSON.stringify(row.options);
    if (shape !== this.shape) {
      const made = row.options.map(([code, text]) => make("option", { value: code }, text));
      this.select.replaceChildren(...made);
    }
    this.shape = shape;
    this.value = value;
  }

  set value(value) {
    this.select.value = value;
  }
}

class Note {
  constructor() {
    this.element = make("p", {});
  }

  take(row) {
    if (this.element.textContent !== row.label) this.element.textContent = row.label;
  }
}

class Heading {
  constructor(row) {
    this.element = make("h2", {}, row.label);
  }

  take() {}
}

const KINDS = { lever: Lever, options: Options, note: Note, heading: Heading };
