// Asks without reloading the page. Without it the form posts and the server renders the page.
const form = document.getElementById("ask");
const field = document.getElementById("question");
const conversation = document.getElementById("conversation");
const announce = document.getElementById("announce");
const problem = document.getElementById("problem");
const suggestions = document.getElementById("suggestions");
const history = JSON.parse(form.elements.history.value || "[]");
const texts = form.dataset;
let busy = false;

function told(message) {
  problem.textContent = message;
}

function show(html) {
  const exchange = document.createElement("div");
  exchange.className = "exchange";
  exchange.innerHTML = html;
  conversation.append(exchange);
  exchange.scrollIntoView({ block: "nearest" });
}

async function ask(question) {
  if (busy || !question.trim()) return;
  busy = true;
  told("");
  announce.textContent = texts.working;
  form.classList.add("busy");
  try {
    const response = await fetch(texts.answer, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question, history }),
    });
    const body = await response.json();
    if (!response.ok) {
      announce.textContent = "";
      told(response.status === 422 ? body.detail : texts.failed);
      return;
    }
    show(body.html);
    history.push({ role: "user", content: question }, { role: "assistant", content: body.text });
    suggestions.hidden = true;
    field.value = "";
    announce.textContent = `${texts.done} ${body.text}`;
  } catch {
    announce.textContent = "";
    told(texts.offline);
  } finally {
    busy = false;
    form.classList.remove("busy");
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
suggestions.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(event.submitter.value);
  field.focus();
});
