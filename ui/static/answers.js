// Opens the source behind a citation, and copies an answer with its sources. Nothing is stored.
import { copyText } from "./clipboard.js";

async function copyAnswer(button) {
  await copyText(button.dataset.text);
  button.focus();
  const label = button.textContent;
  button.setAttribute("aria-live", "polite");
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
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
  } else if (copy && copy.textContent !== copy.dataset.done) {
    copyAnswer(copy);
  }
});
document.addEventListener("keydown", (event) => {
  const source = event.key === "Escape" && event.target.closest?.("details[open]");
  if (!source) return;
  event.preventDefault(); // Used up: the page around a frame is not to close it as well.
  closeSource(source);
});
