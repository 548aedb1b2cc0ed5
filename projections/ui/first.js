// Draws the picture that Plotly will draw, in its place and as it does, and is gone when that is there.
(() => {
  const block = document.currentScript.parentElement;
  const box = block.querySelector(".first-chart");
  const title = block.querySelector(".first-title");
  const { data, layout } = JSON.parse(block.querySelector("script[type='application/json']").textContent);
  const said = localStorage.getItem(`stActiveTheme-${location.pathname}-v2`) ?? "";
  if (/"(Light|Dark)"/.test(said)) block.dataset.theme = said.includes("Dark") ? "dark" : "light";

  block.classList.add("seen");
  const make = (name, attributes, parent) => {
    const element = document.createElementNS("http://www.w3.org/2000/svg", name);
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
    return parent.appendChild(element);
  };
  const number = (value, format) => {
    const digits = +(format.match(/\.(\d)/)?.[1] ?? 0);
    const [whole, part] = Math.abs(value).toFixed(digits).split(".");
    const rest = (part ?? "").replace(/0+$/, "");
    const thousands = format === "d" ? whole : whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0");
    return (value < 0 ? "\u2212" : "") + thousands + (rest && "," + rest);
  };
  // Steps as Plotly finds them: one, two or five of a power of ten, so that the marks are apart.
  const step = (axis, length) => {
    if (axis.dtick) return axis.dtick;
    const rough = Math.abs(axis.range[1] - axis.range[0]) / (Math.min(Math.max(length / 40, 4), 9) + 1);
    const base = 10 ** Math.floor(Math.log10(rough));
    return base * ([2, 5].find((one) => one > rough / base) ?? 10);
  };
  const marks = (axis, length) => {
    if (axis.tickvals) return axis.tickvals;
    const [low, high] = axis.range, by = step(axis, length), found = [];
    for (let at = Math.ceil(low / by - 1e-9); at * by <= high + by * 1e-9; at++) found.push(at * by);
    return found;
  };
  const dashes = ({ dash = "solid", width = 2 }) => {
    const unit = Math.max(width, 3);
    const known = { dot: [1, 1], dash: [3, 3], longdash: [5, 5], dashdot: [3, 1, 1, 1], longdashdot: [5, 2, 1, 2] };
    return dash === "solid" ? undefined : known[dash]?.map((one) => one * unit).join(" ") ?? dash.replace(/px/g, "");
  };
  // The lines of a text, each of parts that are bold or not; bold goes on from line to line.
  const pieces = (text) => {
    let bold = false;
    return text.split(/<br ?\/?>/).map((line) => line.split(/(<\/?b>)/).flatMap((part) => {
      if (/^<\/?b>$/.test(part)) bold = part === "<b>";
      else if (part) return [[part, bold]];
      return [];
    }));
  };
  const write = (text, attributes, parent) => {
    const element = make("text", { "font-size": 14, ...attributes }, parent);
    pieces(text).forEach((line, at) => line.forEach(([part, bold], place) => {
      const span = make("tspan", { "font-weight": bold ? "bold" : undefined, ...(at && !place ? { x: attributes.x, dy: "1.3em" } : {}) }, element);
      span.textContent = part;
    }));
    return element;
  };
  // How wide the widest line of a text is; asking the page itself would lay it out for each.
  const pen = document.createElement("canvas").getContext("2d"), font = getComputedStyle(block).fontFamily;
  const measured = (text, size) => Math.max(...pieces(text).map((line) => line.reduce((width, [part, bold]) => {
    pen.font = `${bold ? "bold " : ""}${size}px ${font}`;
    return width + pen.measureText(part).width;
  }, 0)));
  const draw = () => {
    const wide = box.clientWidth, high = layout.height, { xaxis, yaxis } = layout;
    box.replaceChildren();
    const svg = make("svg", { width: wide, height: high, "aria-hidden": true }, box);
    const shown = layout.showlegend ? data.filter((one) => one.showlegend !== false) : [];
    const m = { ...layout.margin }, places = [];
    const room = wide - m.l - m.r;
    let across = 0, rows = shown.length ? 1 : 0;
    for (const one of shown) {
      const own = 40 + measured(one.name, 14);
      if (across && across + own > room) { across = 0; rows++; }
      places.push([across, rows - 1]);
      across += own + 5;
    }
    const legend = Math.ceil(rows * 31.2);
    if (rows) m.b = Math.max(m.b, legend + 35);
    const left = m.l, right = wide - m.r, top = m.t, bottom = high - m.b;
    const x = (value) => left + (value - xaxis.range[0]) / (xaxis.range[1] - xaxis.range[0]) * (right - left);
    const y = (value) => bottom - (value - yaxis.range[0]) / (yaxis.range[1] - yaxis.range[0]) * (bottom - top);
    const crisp = { "shape-rendering": "crispEdges" };

    const shape = (one) => {
      const h = one.xref === "paper" ? (v) => left + v * (right - left) : x;
      const v = one.yref === "paper" ? (w) => bottom - w * (bottom - top) : y;
      const [x0, x1, y0, y1] = [h(one.x0), h(one.x1), v(one.y0), v(one.y1)];
      if (one.type === "rect") make("rect", { x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0), fill: one.fillcolor }, svg);
      else make("line", { x1: x0, x2: x1, y1: y0, y2: y1, stroke: one.line.color, "stroke-width": one.line.width, "stroke-dasharray": dashes(one.line) }, svg);
    };
    layout.shapes.filter((one) => one.layer === "below").forEach(shape);
    const levels = marks(yaxis, bottom - top);
    const rule = (value, colour) => make("line", { x1: left, x2: right, y1: y(value), y2: y(value), stroke: colour, ...crisp }, svg);
    if (yaxis.showgrid !== false) levels.filter((one) => one).forEach((one) => rule(one, yaxis.gridcolor));
    if (yaxis.range[0] <= 0 && yaxis.range[1] >= 0) rule(0, yaxis.zerolinecolor);

    const clip = make("clipPath", { id: "first-room" }, svg);
    make("rect", { x: left, y: top, width: right - left, height: bottom - top }, clip);
    const inside = make("g", { "clip-path": "url(#first-room)" }, svg);
    const stripes = (colour, at) => {
      const pattern = make("pattern", { id: `first-stripes-${at}`, width: 8, height: 8, patternUnits: "userSpaceOnUse" }, svg);
      make("path", { d: "M-2,2l4,-4M0,8l8,-8M6,10l4,-4", stroke: colour, "stroke-width": 2 }, pattern);
      return `url(#first-stripes-${at})`;
    };
    const tops = {};
    data.filter((one) => one.type === "bar").forEach((one, at) => {
      const span = (1 - (layout.bargap ?? 0.2)) * (x(1) - x(0)), { color, pattern } = one.marker;
      const fill = pattern?.shape ? stripes(color, at) : color;
      one.x.forEach((year, place) => {
        const value = one.y[place], key = `${year} ${value < 0}`, from = tops[key] ?? 0;
        if (!value) return;
        tops[key] = from + value;
        const [a, b] = [y(from), y(from + value)].sort((p, q) => p - q);
        make("rect", { x: x(year) - span / 2, y: a, width: span, height: b - a, fill: Array.isArray(fill) ? fill[place] : fill }, inside);
      });
    });
    const mark = (look, at, size, parent) => {
      const { symbol = "circle", color, line = {} } = look, r = size / 2, open = symbol.endsWith("-open"), k = r * 1.3;
      const ink = Array.isArray(color) ? color[0] : color;
      const paint = { transform: `translate(${at})`, fill: open ? "none" : ink, stroke: open ? ink : line.color ?? "#444", "stroke-width": line.width ?? (open ? 1 : 0) };
      if (symbol.startsWith("diamond")) make("path", { d: `M${k},0L0,${k}L-${k},0L0,-${k}Z`, ...paint }, parent);
      else make("circle", { r, ...paint }, parent);
    };
    const curve = (one) => {
      const group = make("g", { opacity: one.opacity }, inside), line = one.line ?? {};
      let path = "", before = null;
      one.x.forEach((year, place) => {
        const value = one.y[place];
        if (value === null) { before = null; return; }
        const at = [x(year).toFixed(2), y(value).toFixed(2)];
        path += before === null ? `M${at}` : line.shape === "hv" ? `H${at[0]}V${at[1]}` : `L${at}`;
        before = value;
      });
      if (one.fill === "toself") make("path", { d: `${path}Z`, fill: one.fillcolor }, group);
      else if (one.mode.includes("lines")) make("path", { class: "first-curve", d: path, fill: "none", stroke: line.color, "stroke-width": line.width ?? 2, "stroke-dasharray": dashes(line), "stroke-miterlimit": 2 }, group);
      if (!one.mode.includes("markers")) return;
      const look = { color: line.color, ...one.marker }, sizes = [look.size ?? 6].flat();
      one.x.forEach((year, place) => {
        const size = sizes[place % sizes.length];
        if (one.y[place] !== null && size) mark(look, [x(year), y(one.y[place])], size, inside);
      });
    };
    data.filter((one) => one.type === "scatter").forEach(curve);
    layout.shapes.filter((one) => one.layer !== "below").forEach(shape);

    for (const value of levels) write(number(value, yaxis.tickformat ?? ","), { x: left - 1, y: y(value) + 4.9, "text-anchor": "end" }, svg);
    for (const value of marks(xaxis, right - left)) write(number(value, "d"), { x: x(value), y: bottom + 18, "text-anchor": "middle" }, svg);
    for (const one of layout.annotations) {
      const size = one.font?.size ?? 14, lines = pieces(one.text).length;
      const part = one.xref === "paper" ? one.x : 0.5;
      const side = one.xanchor && one.xanchor !== "auto" ? one.xanchor : part < 1 / 3 ? "left" : part > 2 / 3 ? "right" : "center";
      const width = measured(one.text, size) + 4;
      const tall = Math.round(lines === 1 ? 1.3 * size + 4 : lines * 1.3 * size + 4);
      const h = (one.xref === "paper" ? left + one.x * (right - left) : x(one.x)) + (one.xshift ?? 0);
      const v = (one.yref === "paper" ? bottom - one.y * (bottom - top) : y(one.y)) - (one.yshift ?? 0);
      const from = Math.round(h - { left: 0, center: 0.5, right: 1 }[side] * width);
      const over = Math.round(v - { top: 0, middle: 0.5, bottom: 1 }[one.yanchor ?? "middle"] * tall);
      if (one.bgcolor) make("rect", { x: from, y: over, width, height: tall, fill: "var(--paper)", "fill-opacity": 0.85 }, svg);
      const start = one.align === "left" || lines === 1;
      write(one.text, { x: from + (start ? 2 : width / 2), y: over + size + 2, "font-size": size, "text-anchor": start ? "start" : "middle" }, svg);
    }
    shown.forEach((one, at) => {
      const [dx, row] = places[at], group = make("g", { transform: `translate(${left + dx},${high - legend + 16.6 + 31.2 * row})` }, svg);
      const line = one.line ?? {}, look = { color: line.color, ...one.marker };
      if (one.type === "bar") make("rect", { x: 14, y: -6, width: 12, height: 12, fill: look.pattern?.shape ? stripes(look.color, `legend-${at}`) : look.color }, group);
      if (one.mode?.includes("lines")) make("path", { d: "M5,0h30", stroke: line.color, "stroke-width": line.width, "stroke-dasharray": dashes(line) }, group);
      if (one.mode?.includes("markers")) mark(look, [20, 0], [look.size ?? 6].flat()[0], group);
      write(one.name, { x: 40, y: 4.9 }, group);
    });
  };
  draw();
  document.fonts.ready.then(() => block.isConnected && draw());

  // From the page's own heading on the picture lies on the place of the chart, until that is drawn.
  // Whatever else comes, a page that says something else or another page, it goes at once.
  const MOST = 10000, OFTEN = 100;
  const path = location.pathname, words = (element) => element.textContent.replace(/\s+/g, " ").trim();
  const headline = words(title);
  let since = 0, below = 0, isDrawn = 0, timer = 0;
  const gone = () => {
    observer.disconnect();
    clearInterval(timer);
    removeEventListener("scroll", moved, true);
    block.remove();
  };
  const follow = () => {
    const heading = document.querySelector('[data-testid="stMain"] h1');
    if (location.pathname !== path) return gone();
    if (!heading) return (since || document.querySelector('[data-testid="stException"], [data-testid="stAlert"]')) && gone();
    if (words(heading) !== headline) return gone();
    if (!since) begin();
    const slot = document.querySelector(`.st-key-chart_${CSS.escape(block.dataset.key)}`);
    const isAtRest = document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
    if (slot?.querySelector(".js-plotly-plot .main-svg")) isDrawn++;
    if (isDrawn > 1 || (isAtRest && !slot) || performance.now() - since > MOST) return gone();
    const place = (slot ?? heading).getBoundingClientRect(), was = box.clientWidth;
    const down = slot ? place.top : place.bottom + below;
    Object.assign(box.style, { left: `${place.left}px`, top: `${down}px`, width: `${place.width}px` });
    if (box.clientWidth !== was) draw();
  };
  const begin = () => {
    since = performance.now();
    below = box.getBoundingClientRect().top - title.getBoundingClientRect().bottom;
    block.classList.add("picture");
    block.ariaHidden = "true";
    for (const one of [title, ...block.querySelectorAll("p")]) one.remove();
    timer = setInterval(follow, OFTEN);
  };
  // Until then whatever comes is looked at; afterwards now and then, for each look has the page laid out.
  const observer = new MutationObserver(() => since || follow());
  const moved = () => since && follow();
  addEventListener("scroll", moved, true);
  observer.observe(document.body, { subtree: true, childList: true });
  addEventListener("resize", () => block.isConnected && draw());
})();
