// Filters, sorts and copies what the page already holds. Without it the form and the links ask the
// server for the same. The state is in the address; nothing is stored.
import { copyText } from "./clipboard.js";

const PAUSE = 400; // Milliseconds without a key before a screen reader is told: not at every letter.
const form = document.getElementById("search");
const field = document.getElementById("q");
const kind = document.getElementById("kind");
const count = document.getElementById("count");
const told = document.getElementById("told");
const rows = [...document.querySelectorAll("tbody tr")];
const held = { words: wordsOf(field.value), kind: kind.value }; // What the server has filtered by.
const texts = form.dataset;
const collator = new Intl.Collator("sv");
let chosen = null;
let pause;

// As `unaccented` on the server; by way of capitals, ß becomes ss there too.
function fold(text) {
  return text.toUpperCase().toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
}

function wordsOf(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

function fill(template, values) {
  return template.replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

function shown() {
  return rows.filter((row) => !row.hidden).sort(inOrder);
}

function inOrder(one, other) {
  return one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1;
}

function unchanged(words) {
  return words.join(" ") === held.words.join(" ") && kind.value === held.kind;
}

// Whether the page holds all that the server would find.
function complete(words) {
  if (unchanged(words)) return true;
  const narrower = held.words.every((old) => words.some((word) => word.includes(old)));
  return texts.cut === "" && narrower && (held.kind === "" || held.kind === kind.value);
}

function countText(number, words) {
  const phrase = number === 1 ? texts.one : fill(texts.many, { count: number });
  if (!complete(words)) return `${phrase.replace(/\.$/, "")} ${texts.among}`;
  return number === 0 ? texts.none : phrase;
}

function keep(words) {
  for (const row of rows) {
    const text = row.dataset.text;
    row.hidden = (kind.value !== "" && row.dataset.kind !== kind.value) || !words.every((word) => text.includes(word));
  }
  return rows.some((row) => !row.hidden);
}

// Letters left out, added, exchanged or swapped that part two words.
function slips(one, other) {
  let [before, last] = [[], [...Array(other.length + 1).keys()]];
  for (let i = 1; i <= one.length; i += 1) {
    const now = [i];
    for (let j = 1; j <= other.length; j += 1) {
      now[j] = Math.min(last[j] + 1, now[j - 1] + 1, last[j - 1] + (one[i - 1] !== other[j - 1]));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) now[j] = Math.min(now[j], before[j - 2] + 1);
    }
    [before, last] = [last, now];
  }
  return last[other.length];
}

// The words as the rows spell them: as on the server, one slip from five letters, two from eight.
function forgiven(words) {
  const known = [...new Set(rows.flatMap((row) => row.dataset.text.match(/[\p{L}\p{N}]+/gu) ?? []))];
  return words.map((word) => {
    if (word.length < 5 || rows.some((row) => row.dataset.text.includes(word))) return word;
    const most = word.length < 8 ? 1 : 2;
    const near = known.filter((other) => Math.abs(other.length - word.length) <= most);
    return near.find((other) => slips(word, other) === 1) ?? near.find((other) => slips(word, other) <= most) ?? word;
  });
}

// A folded word as the first row has it that holds it.
function written(word) {
  for (const row of rows) {
    const found = row.textContent.match(/[\p{L}\p{N}]+/gu)?.find((one) => fold(one) === word);
    if (found) return found;
  }
  return word;
}

function filter() {
  const words = wordsOf(field.value);
  let put = "";
  if (!keep(words) && complete(words)) {
    const near = forgiven(words);
    if (keep(near)) put = fill(texts.corrected, { text: near.map(written).join(" ") });
  }
  document.getElementById("corrected")?.remove();
  for (const section of document.querySelectorAll("section:has(table)")) {
    section.hidden = !section.querySelector("tbody tr:not([hidden])");
  }
  const drawn = document.getElementById("timeline");
  if (drawn) drawn.hidden = !rows.some((row) => !row.hidden && row.dataset.kind === "period");
  choose(null);
  told.textContent = "";
  clearTimeout(pause);
  pause = setTimeout(() => {
    // On an untouched page the server counts more than it sends.
    if (!unchanged(words) || texts.cut === "") count.textContent = `${put} ${countText(shown().length, words)}`.trim();
    else count.textContent = texts.held;
    keepFilter(field.value.trim(), kind.value);
  }, PAUSE);
}

function changed(address, values) {
  const url = new URL(address);
  for (const [name, value] of Object.entries(values)) {
    if (value) url.searchParams.set(name, value);
    else url.searchParams.delete(name);
  }
  return url.href;
}

function change(links, values) {
  for (const link of links) link.href = changed(link.href, values);
}

// The address can be shared and kept, and the links on the page lead on from what is seen.
function keepFilter(text, kind) {
  history.replaceState(null, "", changed(location.href, { q: text, kind }));
  change(document.querySelectorAll("header a[hreflang], thead a"), { q: text, kind });
  change(document.querySelectorAll("a.api"), { text, kind });
}

function keepOrder(heading, falling) {
  for (const link of document.querySelectorAll("thead a")) {
    const column = new URL(link.href).searchParams.get("sort").replace("-", "");
    const mine = link.parentNode === heading;
    change([link], { sort: mine && !falling ? `-${column}` : column });
    if (!mine) continue;
    const sort = falling ? `-${column}` : column;
    history.replaceState(null, "", changed(location.href, { sort }));
    change(document.querySelectorAll("header a[hreflang]"), { sort });
    form.elements.sort.value = sort;
  }
}

function choose(row) {
  chosen?.removeAttribute("aria-current");
  chosen = row;
  if (!row) return;
  row.setAttribute("aria-current", "true");
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = shown();
  if (!all.length) return;
  const place = chosen ? all.indexOf(chosen) + by : by > 0 ? 0 : all.length - 1;
  const row = all[Math.max(0, Math.min(all.length - 1, place))];
  choose(row);
  told.textContent = fill(texts.place, { number: all.indexOf(row) + 1, count: all.length, fact: row.dataset.told });
}

async function copy(row, focused) {
  const copied = await copyText(row.dataset.copy);
  focused.focus({ preventScroll: true });
  told.textContent = "";
  // A new text after an empty one is said even where the same fact was copied before.
  requestAnimationFrame(() => { told.textContent = copied ? fill(texts.copied, { fact: row.dataset.told }) : texts.notCopied; });
}

function sort(heading) {
  const falling = heading.getAttribute("aria-sort") === "ascending";
  const place = heading.cellIndex;
  const body = heading.closest("table").tBodies[0];
  body.append(...[...body.rows].sort((one, other) => compare(one.cells[place], other.cells[place], falling)));
  for (const other of document.querySelectorAll("thead th[aria-sort]")) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", falling ? "descending" : "ascending");
  keepOrder(heading, falling);
  const order = falling ? texts.descending : texts.ascending;
  told.textContent = fill(texts.sorted, { column: heading.textContent.trim(), order });
}

// Cells without anything come last either way.
function compare(one, other, falling) {
  const [left, right] = [one.textContent.trim(), other.textContent.trim()];
  if (!left || !right) return Number(!left) - Number(!right);
  const numbers = [Number(one.dataset.number), Number(other.dataset.number)];
  const apart = numbers.some(Number.isNaN) ? collator.compare(left, right) : numbers[0] - numbers[1];
  return falling ? -apart : apart;
}

field.addEventListener("input", filter);
kind.addEventListener("change", filter);
field.addEventListener("keydown", (event) => {
  if (event.isComposing) return;
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    step(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
    const row = chosen ?? shown()[0];
    // With nothing to copy, the form asks the server for what the page does not hold.
    if (!row && !complete(wordsOf(field.value))) return;
    event.preventDefault();
    if (row) copy(row, field);
  } else if (event.key === "Escape") {
    event.preventDefault();
    field.value = "";
    filter();
  }
});
form.addEventListener("formdata", ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name); // A short address.
});
document.addEventListener("click", (event) => {
  const button = event.target.closest("button.copy");
  const link = event.target.closest("thead a");
  if (button) copy(button.closest("tr"), button);
  // Only the server can sort what the page does not hold; with a key held, a link opens elsewhere.
  if (!link || link.closest("section").querySelector(".cut") || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  sort(link.parentNode);
});

texts.held = count.textContent;
document.getElementById("keys").hidden = false;
