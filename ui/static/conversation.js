// Asks without reloading the page. Without it the form posts and the server renders the page.
// The field is looked up when it is needed, since Gradio makes it after the page has loaded.
const [talk, conversation, announce, problem, working] = ["talk", "conversation", "announce", "problem", "working"]
  .map((id) => document.getElementById(id));
const texts = talk.dataset;
const history = JSON.parse(document.querySelector("input[name=history]")?.value || "[]");
const SLOW = 5000; // Milliseconds after which people wonder.
let busy = false;
let slow;

function field() {
  return document.querySelector("textarea#question, #question textarea");
}

function write(text) {
  field().value = text;
  field().dispatchEvent(new Event("input", { bubbles: true })); // Gradio keeps a copy.
}

function begin() {
  busy = true;
  problem.textContent = "";
  announce.textContent = working.textContent = texts.working;
  working.hidden = false;
  document.getElementById("suggestions").hidden = true;
  slow = setTimeout(() => { announce.textContent = working.textContent = texts.slow; }, SLOW);
}

function end() {
  busy = false;
  clearTimeout(slow);
  announce.textContent = "";
  working.hidden = true;
}

// What was asked stays in the field, also where it was a suggestion.
function fail(question, told) {
  end();
  problem.textContent = told;
  if (!field().value) write(question);
}

function show(html) {
  const exchange = document.createElement("div");
  exchange.className = "exchange";
  exchange.innerHTML = html;
  conversation.append(exchange);
  exchange.scrollIntoView({ block: "nearest" });
  return exchange.querySelector(".said");
}

// The answer is read out as it is shown, each part in its own language, but with nothing to press.
function tell(said) {
  const copy = said.cloneNode(true);
  copy.removeAttribute("class");
  for (const link of copy.querySelectorAll("a")) link.replaceWith(link.textContent);
  announce.replaceChildren(`${texts.done} `, copy);
}

// Another language is another page, on which this conversation would be lost.
function keepPage() {
  for (const link of document.querySelectorAll("header a[hreflang]:not([target])")) {
    link.target = "_blank";
    link.rel = "noopener";
    link.insertAdjacentHTML("beforeend", `<span class="hidden" lang="${document.documentElement.lang}"></span>`);
    link.lastChild.textContent = ` ${texts.newTab}`;
  }
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
      fail(question, reason(response.status, body));
      return false;
    }
    end();
    tell(show(body.html));
    keepPage();
    history.push({ role: "user", content: question }, { role: "assistant", content: body.text });
    if (field().value === question) write("");
    return true;
  } catch {
    fail(question, texts.offline);
    return false;
  }
}

document.addEventListener("click", async (event) => {
  const suggestion = event.target.closest("#suggestions button");
  if (suggestion) {
    event.preventDefault();
    // The button that had the focus is gone; the field would open a phone's keyboard over the answer.
    conversation.focus({ preventScroll: true });
    await ask(suggestion.textContent.trim());
  } else if (event.target.closest("#ask button")) {
    event.preventDefault();
    await ask(field().value);
  }
});
document.addEventListener("keydown", (event) => {
  if (event.target !== field() || event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask(field().value);
});
