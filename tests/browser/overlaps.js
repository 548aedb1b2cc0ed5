// What lies on what in the charts of a page, as a browser has drawn them: texts on each other, on
// a curve, on a column, outside the picture, and years that are turned.
() => {
  const found = [];
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3;
  const isDrawn = (path) => {
    const style = getComputedStyle(path);
    return path.getAttribute("d") && style.stroke !== "none" && style.strokeWidth !== "0px" && +style.strokeOpacity > 0;
  };
  const KINDS = { ".xtick": "year", ".ytick": "value", ".legend": "legend", ".annotation": "note" };
  for (const chart of document.querySelectorAll(".js-plotly-plot")) {
    const key = chart.closest('[class*="st-key-chart_"]')?.className.match(/st-key-chart_(\S+)/)?.[1] ?? "";
    const frame = chart.getBoundingClientRect();
    const texts = [...chart.querySelectorAll(".annotation-text, .xtick text, .ytick text, .legendtext, .xtitle")]
      .filter((text) => text.getBoundingClientRect().width)
      .map((text) => {
        const { left, right, top, bottom } = text.getBoundingClientRect();
        const kind = Object.keys(KINDS).find((one) => text.closest(one)) ?? "";
        const behind = text.closest(".annotation")?.querySelector("rect.bg");
        const hasPaper = behind && getComputedStyle(behind).fillOpacity > 0.5;
        return { left, right, top: top + 2, bottom: bottom - 2, kind: KINDS[kind], hasPaper,
                 says: text.textContent, turned: /rotate\((?!0)/.test(text.getAttribute("transform") ?? "") };
      });
    const tell = (what, ...of) => found.push([key, what, ...of.map((one) => one.says)].join(" | "));
    texts.forEach((text, place) => {
      if (text.kind === "year" && text.turned) tell("turned", text);
      if (text.left < frame.left - 1 || text.right > frame.right + 1 || text.top < frame.top - 1
          || text.bottom > frame.bottom + 1) tell("outside", text);
      for (const other of texts.slice(place + 1)) if (meet(text, other)) tell("on each other", text, other);
    });
    const notes = texts.filter(({ kind, hasPaper }) => kind === "note" && !hasPaper);
    for (const path of chart.querySelectorAll(".scatterlayer path.js-line, .shapelayer path")) {
      if (!isDrawn(path)) continue;
      const box = path.getBoundingClientRect();
      const near = notes.filter((one) => one.right > box.left && one.left < box.right && one.bottom > box.top && one.top < box.bottom);
      const matrix = path.getScreenCTM();
      for (let at = 0; near.length && at <= path.getTotalLength(); at += 2) {
        const { x, y } = path.getPointAtLength(at).matrixTransform(matrix);
        const hit = near.findIndex((one) => x > one.left + 1 && x < one.right - 1 && y > one.top + 1 && y < one.bottom - 1);
        if (hit >= 0) tell("on a curve", ...near.splice(hit, 1));
      }
    }
    for (const path of chart.querySelectorAll(".bars .point path")) {
      const box = path.getBoundingClientRect();
      if (box.height > 3 && box.width > 1) notes.filter((one) => meet(one, box)).forEach((one) => tell("on a column", one));
    }
  }
  return [...new Set(found)];
}
