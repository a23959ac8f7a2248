// Puts the assistant into a page of another site, in a frame or behind a button in the corner.
// It stores nothing and needs no inline styles. How to use it: docs/embedding.md.
(() => {
  const WORDS = {{ words | tojson }};
  const script = document.currentScript;
  const { mode, target, language, title } = script.dataset;
  const base = new URL(".", script.src);
  const wanted = (language || document.documentElement.lang).slice(0, 2).toLowerCase();
  const chosen = wanted in WORDS ? wanted : {{ language | tojson }};
  const name = title || WORDS[chosen].title;

  const frame = document.createElement("iframe");
  frame.src = new URL(`embed?language=${chosen}`, base);
  frame.title = name;
  // For the button that copies an answer.
  frame.allow = "clipboard-write";
  frame.referrerPolicy = "no-referrer";

  const send = (kind, more) => frame.contentWindow.postMessage({ fordonsdalen: kind, ...more }, base.origin);

  function listen(kind, act) {
    addEventListener("message", ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== base.origin) return;
      if (data?.fordonsdalen === kind) act(data);
    });
  }

  function showInline() {
    const place = target ? document.querySelector(target) : script;
    if (!place) return console.error(`Fordonsdalen: there is no ${target} on this page.`);
    Object.assign(frame.style, { display: "block", width: "100%", height: "36em", border: "0" });
    frame.onload = () => send("hello", { grows: true });
    listen("height", ({ height }) => { frame.style.height = `${Number(height)}px`; });
    if (target) place.append(frame);
    else if (place.closest("body")) place.after(frame);
    else document.body.append(frame);
  }

  function showButton() {
    // The script may stand there twice.
    if (document.querySelector("fordonsdalen-assistant")) return;
    const host = document.createElement("fordonsdalen-assistant");
    // The styles of the page stay out, and ours in.
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];

    // A landmark and no dialog: the page beside it stays in use, and the frame is found by its title.
    const region = document.createElement("section");
    const [open, close] = [document.createElement("button"), document.createElement("button")];
    const [bar, heading] = [document.createElement("header"), document.createElement("h2")];
    const panel = document.createElement("div");
    region.setAttribute("aria-label", name);
    open.setAttribute("aria-controls", (panel.id = "panel"));
    open.textContent = name;
    close.textContent = WORDS[chosen].close;
    heading.textContent = name;
    bar.append(heading, close);
    panel.append(bar);
    region.append(open, panel);
    root.append(region);

    function show(shown) {
      panel.hidden = !shown;
      open.setAttribute("aria-expanded", shown);
    }
    function enter() {
      show(true);
      // Not loaded before somebody wants it, and kept with its conversation when closed.
      if (frame.isConnected) send("focus");
      else panel.append(frame);
      frame.focus();
    }
    function leave(returning) {
      show(false);
      if (returning) open.focus();
    }
    show(false);
    let first = true;
    frame.onload = () => {
      send(first && root.activeElement === frame ? "focus" : "hello", { titled: true });
      first = false;
    };
    open.onclick = () => (panel.hidden ? enter() : leave(true));
    close.onclick = () => leave(true);
    listen("close", () => leave(true));
    // On the whole page, since the panel can hide what has the focus there.
    addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !event.defaultPrevented && !panel.hidden) leave(root.activeElement);
    });
    document.body.append(host);
  }

  // Sizes in em from the reader's own text size, whatever the page has made of rem.
  const STYLE = `
    section {
      position: fixed; inset: auto 1em 1em; z-index: 2147483000; pointer-events: none;
      display: flex; flex-direction: column-reverse; align-items: end; gap: .5em;
      font: medium/1.4 system-ui, sans-serif;
    }
    button {
      pointer-events: auto; font: inherit; min-height: 2.75em; padding: .5em .75em; cursor: pointer;
      color: {{ sender.on_accent }}; background: {{ sender.accent }}; border: 1px solid {{ sender.on_accent }}; max-width: 100%; border-radius: .4em;
    }
    button:focus-visible { outline: 3px solid {{ sender.accent }}; outline-offset: 2px; box-shadow: 0 0 0 3px #fff; }
    div {
      pointer-events: auto; display: flex; flex-direction: column; overflow: hidden; background: {{ sender.accent }};
      width: min(26em, 100vw - 2em); height: min(42em, 100vh - 6em); border: 1px solid #77746c; border-radius: .4em;
    }
    div[hidden] { display: none; }
    header { display: flex; align-items: center; gap: 1em; padding: .4em .4em .4em .75em; color: {{ sender.on_accent }}; }
    h2 { flex: 1; margin: 0; font: inherit; font-weight: 600; overflow-wrap: anywhere; }
    iframe { flex: 1; border: 0; color-scheme: light dark; background: Canvas; }
    @media (max-width: 30em), (max-height: 30em) {
      div { position: fixed; inset: 0; width: auto; height: auto; border: 0; border-radius: 0; }
      [aria-expanded="true"] { display: none; }
    }
    @media print { section { display: none; } }`;

  const show = mode === "button" ? showButton : showInline;
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", show);
  else show();
})();
