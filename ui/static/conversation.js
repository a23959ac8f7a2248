// Asks without reloading the page. Without it the form posts and the server renders the page.
const [talk, start, conversation, announce, problem, fresh, form, field] =
  ["talk", "start", "conversation", "announce", "problem", "fresh", "ask", "question"].map((id) => document.getElementById(id));
const texts = talk.dataset;
const history = JSON.parse(form.elements.history.value);
const EVENTS = "text/event-stream";
const SLOW = 5000; // Milliseconds after which people wonder.
const QUIET = 15000; // After which a server is gone that told of itself every few seconds.
const PROBE = 5000; // In which a server that is there says so.
const PROBES = 20;
let turn = null; // What is being answered.
let slow, silence;

function drawn(name) {
  return document.getElementById(name).content.firstElementChild.cloneNode(true);
}

// The alert speaks when its words change, so the mark of the field tells the rest.
function complain(told) {
  const sign = document.getElementById("failure").content.querySelector("svg").cloneNode(true);
  problem.replaceChildren(...(told ? [sign, ` ${told}`] : []));
  field.toggleAttribute("aria-invalid", told !== "");
}

// What is being done is seen; said are only the first of it, and that it takes long.
function step(told) {
  turn.querySelector(".step span").textContent = told;
}

function say(told) {
  announce.textContent = told;
  step(told);
}

// A turn comes into view from its question on, or from the reply where the question alone would fill it.
function see(shown) {
  const isLong = shown.querySelector(".question")?.offsetHeight > innerHeight / 2;
  if (isLong) shown.querySelector(".reply").scrollIntoView({ block: "start" });
  else shown.scrollIntoView({ block: "nearest" });
}

function begin(question) {
  for (const failed of conversation.querySelectorAll(".turn:has(.error)")) failed.remove();
  start.hidden = true;
  document.querySelector(".dale")?.setAttribute("hidden", "");
  fresh.hidden = false;
  turn = drawn("turn");
  turn.querySelector(".asked").textContent = question;
  conversation.append(turn);
  say(texts.working);
  see(turn);
  slow = setTimeout(() => say(texts.slow), SLOW);
}

// Nobody tells of a connection that is lost on its way. Silence does, where signs of life have come
// through; where none has, a proxy may hold all back until the end, and the server is asked itself.
function expectSign(request, probes) {
  clearTimeout(silence);
  const timer = setTimeout(async () => {
    const isWorking = probes && (await isThere());
    if (timer !== silence) return; // A sign, or the end, has come meanwhile.
    if (isWorking) expectSign(request, probes - 1);
    else request.abort();
  }, QUIET);
  silence = timer;
}

async function isThere() {
  const request = { method: "HEAD", cache: "no-store", signal: AbortSignal.timeout?.(PROBE) };
  return (await fetch(location.pathname, request).catch(() => null))?.ok;
}

function end() {
  clearTimeout(slow);
  clearTimeout(silence);
  silence = null;
  announce.textContent = "";
}

function fail(question, told) {
  end();
  const failure = drawn("failure");
  failure.querySelector(".lead").textContent = told;
  turn.querySelector(".reply").replaceChildren(failure);
  see(turn);
  turn = null;
  if (!field.value) field.value = question;
}

function show(html) {
  end();
  turn.outerHTML = html;
  turn = null;
  const answered = conversation.lastElementChild;
  see(answered);
  tell(answered.querySelector(".answer"));
}

// What is seen of the answer is read out, each part in its own language, with nothing to press.
function tell(answer) {
  const copy = answer.cloneNode(true);
  copy.removeAttribute("class");
  for (const part of copy.querySelectorAll(".cite, details")) part.remove();
  announce.replaceChildren(`${texts.done} `, copy);
}

// Another language is another page, on which this conversation would be lost.
function keepPage() {
  const link = document.querySelector(".tools a[hreflang]:not([target])");
  if (!link) return;
  link.target = "_blank";
  link.rel = "noopener";
  link.insertAdjacentHTML("beforeend", `<span class="vh" lang="${document.documentElement.lang}"></span>`);
  link.lastChild.textContent = ` ${texts.newTab}`;
}

// What went wrong, in words; a body that is not ours comes from a proxy in front of the server.
function reason(response, body) {
  const status = response.status;
  const worded = status === 422 || response.headers.has("Retry-After");
  if (worded && body) return body.detail;
  if (status === 429) return texts.busy;
  if (status === 503 && body) return texts.noIndex;
  return [502, 503, 504].includes(status) ? texts.restarting : texts.failed;
}

async function ask(question) {
  if (turn) {
    if (question.trim()) say(texts.wait);
    return;
  }
  complain(question.trim() ? "" : texts.empty);
  if (!question.trim()) return;
  if (field.value === question) field.value = "";
  begin(question);
  const request = new AbortController();
  expectSign(request, PROBES);
  try {
    const response = await fetch(texts.answer, {
      method: "POST",
      signal: request.signal,
      headers: { "Content-Type": "application/json", Accept: window.TextDecoderStream ? EVENTS : "application/json" },
      body: JSON.stringify({ question, history }),
    });
    const streamed = response.headers.get("Content-Type")?.startsWith(EVENTS);
    const body = await (streamed ? lastOf(response, request) : response.json()).catch(() => null);
    if (!response.ok || !body?.html) {
      fail(question, streamed ? body?.detail ?? texts.offline : reason(response, body));
      return;
    }
    show(body.html);
    keepPage();
    history.push({ role: "user", content: question }, { role: "assistant", content: body.text });
  } catch {
    fail(question, texts.offline);
  }
}

// What is sure of an answer before all of it is; the end repeats it, and is read out.
function reveal(sentence) {
  const told = document.createElement("p");
  told.dir = "auto";
  told.textContent = sentence;
  turn.querySelector(".answer").append(told);
}

// The data of the last event; those before it tell what is being done and what is sure, and comments
// that the server works.
async function lastOf(response, request) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let probes = PROBES;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return null;
    if (value.startsWith(":")) probes = 0;
    expectSign(request, probes);
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      if (block.startsWith(":")) continue;
      const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(block);
      const told = JSON.parse(data);
      if (name === "status") step(told.told);
      else if (name === "sentence") reveal(told.text);
      else return told;
    }
  }
}

form.noValidate = true; // The page tells of an empty field itself.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = event.submitter?.name === "suggestion" && event.submitter.value;
  // The button that had the focus is gone; the field would open a phone's keyboard over the answer.
  if (chosen) conversation.focus({ preventScroll: true });
  ask(chosen || field.value);
});
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
});
conversation.addEventListener("click", (event) => {
  if (event.target.closest(".error button")) form.requestSubmit();
});
// What has the focus is kept clear of the field, however many lines that has.
new ResizeObserver(([{ target }]) => {
  document.documentElement.style.scrollPaddingBottom = `${target.offsetHeight + 16}px`;
}).observe(form);
