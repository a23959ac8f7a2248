// Copies text for the pages.
document.documentElement.classList.add("scripted"); // Shows the buttons that copy.

// Tells whether it succeeded. The caller sets the focus again: the older way takes it.
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // In a frame, or without https, only this older way is allowed.
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "vh";
    document.body.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  }
}
