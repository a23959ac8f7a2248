// Asks without reloading the page. Without it the form posts and the server renders the page.
const form = document.getElementById("ask");
const field = document.getElementById("question");
const conversation = document.getElementById("conversation");
const announce = document.getElementById("announce");
const problem = document.getElementById("problem");
const suggestions = document.getElementById("suggestions");
const working = document.getElementById("working");
const history = JSON.parse(form.elements.history.value || "[]");
const texts = form.dataset;
const SLOW = 5000; // Milliseconds after which people wonder.
let busy = false;
let slow;

form.noValidate = true; // We say what is missing in the language of the page.

function begin() {
  busy = true;
  problem.textContent = "";
  announce.textContent = texts.working;
  working.textContent = texts.working;
  working.hidden = false;
  slow = setTimeout(() => { announce.textContent = working.textContent = texts.slow; }, SLOW);
}

function end(said, trouble) {
  busy = false;
  clearTimeout(slow);
  announce.textContent = said;
  problem.textContent = trouble;
  working.hidden = true;
}

function show(html) {
  const exchange = document.createElement("div");
  exchange.className = "exchange";
  exchange.innerHTML = html;
  conversation.append(exchange);
  suggestions.hidden = true;
  exchange.scrollIntoView({ block: "nearest" });
}

// What went wrong, in words; a body that is not ours comes from a proxy in front of the server.
function reason(status, body) {
  if (status === 429) return texts.busy;
  if (status === 422 && body) return body.detail;
  if (status === 503 && body) return texts.noIndex;
  return [502, 503, 504].includes(status) ? texts.restarting : texts.failed;
}

async function ask(question) {
  if (busy) return false;
  if (!question.trim()) {
    problem.textContent = texts.empty;
    return false;
  }
  begin();
  try {
    const response = await fetch(texts.answer, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question, history }),
    });
    const body = await response.json().catch(() => null);
    if (!response.ok || !body) {
      end("", reason(response.status, body));
      return false;
    }
    show(body.html);
    history.push({ role: "user", content: question }, { role: "assistant", content: body.text });
    if (field.value === question) field.value = "";
    end(`${texts.done} ${body.text}`, "");
    return true;
  } catch {
    end("", texts.offline);
    return false;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(field.value);
});
field.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    ask(field.value);
  }
});
suggestions.addEventListener("submit", async (event) => {
  event.preventDefault();
  // The button that had the focus is gone; the field would open a phone's keyboard over the answer.
  if (await ask(event.submitter.value)) conversation.focus({ preventScroll: true });
});
