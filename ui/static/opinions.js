// Takes an opinion where the answer stands: one press, and then words, for those who want. Nothing is stored.

const PATIENCE = 10000; // Milliseconds after which a connection counts as lost.

async function send(box, values) {
  const data = new URLSearchParams(values);
  for (const { name, value } of box.querySelectorAll("input")) data.append(name, value);
  try {
    const response = await fetch(box.dataset.to, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: data,
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    tell(box, (await response.json()).told);
    return response.ok;
  } catch {
    tell(box, box.dataset.failed);
    return false;
  }
}

// A new text after an empty one is said even where the same was said before.
function tell(box, told) {
  const outcome = box.querySelector(".outcome");
  outcome.textContent = "";
  requestAnimationFrame(() => { outcome.textContent = told; });
}

async function press(box, button) {
  if (box.dataset.useful) return;
  box.dataset.useful = button.value;
  button.setAttribute("aria-pressed", "true");
  if (await send(box, { useful: button.value })) {
    box.querySelector(".words").open = true;
    return;
  }
  delete box.dataset.useful;
  button.removeAttribute("aria-pressed");
}

async function add(box) {
  const [words, field] = [box.querySelector(".words"), box.querySelector("textarea")];
  if (!field.value.trim()) {
    field.focus();
    return;
  }
  if (!(await send(box, { useful: box.dataset.useful, words: field.value, adds: "yes" }))) return;
  words.open = false;
  box.querySelector("[aria-pressed]").focus();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".opinion button");
  if (!button) return;
  event.preventDefault();
  const box = button.closest(".opinion");
  if (button.name === "useful") press(box, button);
  else add(box);
});

// As in the field for questions: Enter sends, with Shift it makes a new line.
document.addEventListener("keydown", (event) => {
  const box = event.target.closest(".words textarea")?.closest(".opinion");
  if (!box || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!event.repeat) add(box);
});

// A key that is held presses a button once.
document.addEventListener("keydown", (event) => {
  if (event.repeat && event.key === "Enter" && event.target.closest(".opinion button")) event.preventDefault();
});
