// Opens the source behind a citation, and copies an answer with its sources. Nothing is stored.
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

function openSource(cite) {
  const source = cite.closest(".answer").querySelector(`[id="${cite.hash.slice(1)}"]`);
  if (!source) return;
  source.open = true;
  source.querySelector("summary").focus();
  source.scrollIntoView({ block: "nearest" });
}

// Escape closes an open source and leads back to where it was cited.
function closeSource(source) {
  source.open = false;
  source.closest(".answer").querySelector(`a.cite[href="#${source.id}"]`)?.focus();
}

document.addEventListener("click", (event) => {
  const cite = event.target.closest("a.cite");
  const copy = event.target.closest("button.copy");
  if (cite) {
    event.preventDefault();
    openSource(cite);
  } else if (copy && ![copy.dataset.done, copy.dataset.failed].includes(copy.textContent)) {
    copyAnswer(copy);
  }
});
document.addEventListener("keydown", (event) => {
  const source = event.key === "Escape" && event.target.closest?.("details[open]");
  if (!source) return;
  event.preventDefault(); // Used up: the page around a frame is not to close it as well.
  closeSource(source);
});
