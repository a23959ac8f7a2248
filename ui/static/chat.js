// Mends what Gradio's own markup lacks: labels in the language of the page, and errors in words.
const FIELD = "#question textarea";
const SLOW = 5000; // Milliseconds after which people wonder.
let words;
let slow;

function mend() {
  words ??= document.querySelector(".lead")?.dataset;
  if (!words) return;
  const log = document.querySelector('#conversation [role="log"]');
  if (log && log.getAttribute("aria-label") !== words.conversation) {
    log.setAttribute("aria-label", words.conversation);
    log.tabIndex = -1;
  }
  // Gradio labels each message in English with its raw HTML, which a screen reader would read.
  for (const message of document.querySelectorAll("#conversation [data-testid][aria-label]")) {
    message.removeAttribute("aria-label");
  }
  const working = document.querySelector("#conversation .working");
  if (!working) {
    clearTimeout(slow);
    slow = undefined;
  } else if (slow === undefined) {
    slow = setTimeout(() => {
      const still = document.querySelector("#conversation .working");
      if (still) still.textContent = words.slow;
    }, SLOW);
  }
  // Gradio tells of a lost connection in English, in a message of its own that the style hides.
  const lost = document.querySelector(".toast-body.error, .toast-body.warning");
  const told = document.querySelector("#told .problem");
  if (lost && !told) {
    const problem = document.createElement("p");
    problem.className = "problem";
    problem.setAttribute("role", "alert");
    problem.textContent = words.offline;
    document.querySelector("#told .prose, #told")?.append(problem);
  }
}

new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
mend();

document.addEventListener("click", (event) => {
  if (event.target.closest("#suggestions button")) {
    document.querySelector('#conversation [role="log"]')?.focus({ preventScroll: true });
  } else if (event.target.closest('a.skip[href="#question"]')) {
    event.preventDefault();
    document.querySelector(FIELD)?.focus();
  }
});
