// Fields that narrow a list down to the entries that have every word typed.

export function startFilters(): void {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[data-filter]")) {
    field.closest<HTMLElement>(".filter")?.removeAttribute("hidden");
    field.addEventListener("input", () => filter(field));
    filter(field);
  }
}

function filter(field: HTMLInputElement): void {
  const entries = [...document.querySelectorAll<HTMLElement>(field.dataset.filter ?? "")];
  const words = plain(field.value).split(/\s+/).filter((word) => word !== "");
  let shown = 0;
  for (const entry of entries) {
    const text = plain(entry.textContent ?? "");
    entry.hidden = !words.every((word) => text.includes(word));
    if (!entry.hidden) shown += 1;
  }
  const none = entries[0]?.parentElement?.nextElementSibling;
  if (none instanceof HTMLElement && none.matches(".none")) none.hidden = shown > 0;
}

function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
