// Opens the source behind a citation, and copies an answer with its sources. Nothing is stored.
document.addEventListener("click", async (event) => {
  const cite = event.target.closest("a.cite");
  if (cite) {
    event.preventDefault();
    const answer = cite.closest(".answer");
    const source = answer.querySelector(`[id="${cite.getAttribute("href").slice(1)}"]`);
    if (!source) return;
    source.open = true;
    source.querySelector("summary").focus();
    source.scrollIntoView({ block: "nearest" });
    return;
  }
  const copy = event.target.closest("button.copy");
  if (copy) {
    await navigator.clipboard.writeText(copy.dataset.text);
    const label = copy.textContent;
    copy.textContent = copy.dataset.done;
    setTimeout(() => { copy.textContent = label; }, 2000);
  }
});
