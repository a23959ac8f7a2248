// Opens the quote behind a citation, and copies an answer with its sources. Nothing is stored.
import { copyText } from "./clipboard.js";

const SHOWN = 2000; // Milliseconds that the outcome stands on the button.

async function copyAnswer(button) {
  const label = button.textContent;
  const outcome = (await copyText(button.dataset.text)) ? button.dataset.done : button.dataset.failed;
  button.focus();
  button.textContent = outcome;
  setTimeout(() => { button.textContent = label; }, SHOWN);
  // A new text after an empty one is said even where the same was said before.
  const said = document.createElement("span");
  said.lang = button.closest("[lang]").lang;
  said.textContent = outcome;
  document.getElementById("announce").replaceChildren();
  requestAnimationFrame(() => document.getElementById("announce").replaceChildren(said));
}

function quoteOf(cite) {
  return document.getElementById(cite.hash.slice(1));
}

function citeOf(quote) {
  return document.querySelector(`a.cite[href="#${quote.id}"]`);
}

// The words of the answer and those of the quote that carries them are marked together.
function mark(cites) {
  for (const marked of document.querySelectorAll(".turn .on")) marked.classList.remove("on");
  for (const cite of cites) {
    cite.closest(".say")?.classList.add("on");
    quoteOf(cite).classList.add("on");
  }
}

// With the pointer on none, those are marked whose citation has the focus, or else that are open.
function rest() {
  const focused = document.activeElement.closest("a.cite");
  const open = document.querySelectorAll(".quotes > [id]:has(details[open])");
  mark(focused ? [focused] : [...open].map(citeOf).filter(Boolean));
}

function openQuote(cite) {
  const details = quoteOf(cite).querySelector("details");
  details.open = true;
  details.querySelector("summary").focus();
  rest();
  details.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const cite = event.target.closest("a.cite");
  const copy = event.target.closest("button.copy");
  if (cite) {
    event.preventDefault();
    openQuote(cite);
  } else if (copy && ![copy.dataset.done, copy.dataset.failed].includes(copy.textContent)) {
    copyAnswer(copy);
  }
});
const MARKING = { focusin: (cite) => mark([cite]), pointerover: (cite) => mark([cite]), focusout: rest, pointerout: rest };
for (const [kind, change] of Object.entries(MARKING)) {
  document.addEventListener(kind, (event) => {
    const cite = event.target.closest?.("a.cite");
    if (cite) change(cite);
  });
}
document.addEventListener("toggle", rest, true);
// Escape closes what is open and leads back to where it was cited.
document.addEventListener("keydown", (event) => {
  const open = event.key === "Escape" && event.target.closest?.("details[open]");
  if (!open) return;
  event.preventDefault(); // Used up: the page around a frame is not to close it as well.
  open.open = false;
  const quote = open.closest(".quotes > [id]");
  if (quote) citeOf(quote)?.focus();
  else open.querySelector("summary").focus();
});
