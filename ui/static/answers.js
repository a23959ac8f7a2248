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

// The words of the answer and those of the quote that carries them are marked together.
function mark(cite) {
  for (const marked of document.querySelectorAll(".turn .on")) marked.classList.remove("on");
  cite?.closest(".say")?.classList.add("on");
  if (cite) quoteOf(cite).classList.add("on");
}

function openQuote(cite) {
  const details = quoteOf(cite).querySelector("details");
  details.open = true;
  mark(cite);
  details.querySelector("summary").focus();
  details.scrollIntoView({ block: "nearest" });
}

function citeOf(quote) {
  return document.querySelector(`a.cite[href="#${quote.id}"]`);
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
for (const kind of ["focusin", "pointerover"]) {
  document.addEventListener(kind, (event) => {
    const cite = event.target.closest?.("a.cite");
    if (cite) mark(cite);
  });
}
// While a quote is open it stays marked in the answer.
document.addEventListener("toggle", (event) => {
  const quote = event.target.closest?.(".quotes > [id]");
  if (quote) mark(event.target.open ? citeOf(quote) : null);
}, true);
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
