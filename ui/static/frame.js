// In a frame: tells the page around this one how high it is, and that Escape asks to close it.
// It answers only the parent, and only if the browser vouches that this is on the allow-list.
const sources = document.querySelector('meta[name="frame-ancestors"]').content.split(" ");
let host = null; // The origin of the page around, once that has been heard.

// As the browser reads a source of frame-ancestors: http lets in https, *. any hosts below, :* any port.
export function matches(source, origin) {
  if (source === "'self'") return origin === location.origin;
  const pattern = source
    .replace(/^http:/, "https?:")
    .replaceAll(".", "\\.")
    .replace("*\\.", "([^/:.]+\\.)+")
    .replace(/:\*$/, "(:\\d+)?");
  return new RegExp(`^${pattern}$`).test(origin);
}

function tell(kind, more) {
  if (host) parent.postMessage({ fordonsdalen: kind, ...more }, host);
}

// Of the content: the height of the window is what the page around makes of it.
function tellHeight() {
  tell("height", { height: Math.ceil(document.documentElement.getBoundingClientRect().height) });
}

if (parent !== window) {
  addEventListener("message", ({ source, origin, data }) => {
    if (source !== parent || !sources.some((allowed) => matches(allowed, origin))) return;
    host = origin;
    if (data?.fordonsdalen === "focus") document.getElementById("question")?.focus();
    // What is as high as its content must not want to be as high as its frame.
    if (data?.grows) document.documentElement.classList.add("grows");
    // What stands under a bar with the title need not say it again.
    if (data?.titled) document.documentElement.classList.add("titled");
    tellHeight();
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && !event.isComposing) tell("close");
  });
  new ResizeObserver(tellHeight).observe(document.documentElement);
}
