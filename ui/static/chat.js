// Mends what Gradio's own markup lacks, as soon as it stands there.
const LANGUAGE = document.documentElement.lang;

function mend() {
  // Gradio sets the language of the browser, which need not be that of the page.
  if (document.documentElement.lang !== LANGUAGE) document.documentElement.lang = LANGUAGE;
  const suggestions = document.getElementById("suggestions");
  if (suggestions && !suggestions.hasAttribute("role")) {
    suggestions.setAttribute("role", "group");
    suggestions.setAttribute("aria-label", document.querySelector("gradio-app").dataset.suggestions);
  }
}

new MutationObserver(mend).observe(document.documentElement, {
  attributeFilter: ["lang"], childList: true, subtree: true,
});

// A link to a field that a script has made, inside of an element with the name of the field.
document.querySelector("a.skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.querySelector("#question textarea")?.focus();
});
