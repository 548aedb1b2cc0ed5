// Runs first in every page of the browser tests: what is under way, so that nothing waits for a
// time alone, and nothing that goes round for ever (while a page is loading) takes a processor.
(() => {
  const RERUN = 11, NEW_SESSION = 4, FINISHED = 6;
  // Numbers of the fields of a message of Streamlit's (protocol buffers).
  const fields = (bytes) => {
    const found = [];
    let at = 0;
    const number = () => {
      let value = 0;
      for (let shift = 1; ; shift *= 128) {
        const one = bytes[at++];
        value += (one & 127) * shift;
        if (!(one > 127)) return value;
      }
    };
    while (at < bytes.length) {
      const tag = number();
      found.push(Math.floor(tag / 8));
      const size = { 0: () => (number(), 0), 1: () => 8, 2: number, 5: () => 4 }[tag % 8]();
      at += size;
    }
    return found;
  };
  const kinds = (data) => {
    if (ArrayBuffer.isView(data)) return fields(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return data instanceof ArrayBuffer ? fields(new Uint8Array(data)) : [];
  };
  const runs = window.runs = {
    asked: 0,
    state: "none", // then waiting, and running from when the server begins, and done
    seen: null,
    isStill() {
      const now = runs.state === "done" && !document.querySelector(UNDER_WAY) && fits() && looks();
      const isSame = now && now === runs.seen;
      runs.seen = now;
      return Boolean(isSame);
    },
  };
  const UNDER_WAY = "[data-testid=stSkeleton], [data-stale=true],"
    + " [data-testid=stApp]:not([data-test-script-state=notRunning])";
  const drawn = () => [...document.querySelectorAll(".js-plotly-plot .main-svg:first-child")]
    .filter((one) => one.checkVisibility());
  const wide = (one) => one.getBoundingClientRect().width;
  const fits = () => drawn().every((one) => {
    const room = one.closest("[data-testid=stPlotlyChart]");
    return !room || Math.abs(wide(one) - wide(room)) < 2;
  });
  const looks = () => document.body.innerText + drawn().map((one) => one.outerHTML.length);
  window.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given);
      this.addEventListener("message", ({ data }) => {
        const told = kinds(data);
        if (told.includes(NEW_SESSION) && runs.state === "waiting") runs.state = "running";
        if (told.includes(FINISHED) && runs.state === "running") runs.state = "done";
      });
    }
    send(data) {
      if (kinds(data).includes(RERUN)) {
        runs.asked += 1;
        runs.state = "waiting";
      }
      super.send(data);
    }
  };
  addEventListener("DOMContentLoaded", () => {
    const style = document.createElement("style");
    style.textContent = "* { animation-iteration-count: 1 !important }";
    document.head.append(style);
  });
})();
