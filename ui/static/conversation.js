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
let busy = false;

form.noValidate = true; // We say what is missing in the language of the page.

function begin() {
  busy = true;
  problem.textContent = "";
  announce.textContent = texts.working;
  working.hidden = false;
}

function end(said, trouble) {
  busy = false;
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

function reason(status, body) {
  if (status === 422) return body.detail;
  return status === 503 ? texts.noIndex : texts.failed;
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
    const body = await response.json();
    if (!response.ok) {
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
