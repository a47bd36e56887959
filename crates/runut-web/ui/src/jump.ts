// From a claim to its words and back. A claim is `#c12`, its words are `#w12` and every element with data-c="12".

/** Number of the claim that is selected. */
let selected: string | null = null;

export function startJumps(): void {
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.defaultPrevented) return;
    // A link inside does its own work, and a selection of text is no click.
    if (event.target.closest("a") || !getSelection()?.isCollapsed) return;
    const words = event.target.closest<HTMLElement>(".page [data-c]");
    if (words?.dataset.c) return go(`#c${words.dataset.c}`);
    const item = event.target.closest<HTMLElement>("[data-claim]");
    if (item?.dataset.claim) go(`#w${item.dataset.claim}`);
  });
  addEventListener("hashchange", show);
  show();
}

/** Goes to a place of the page, so that the browser's own back leads back. */
export function go(hash: string): void {
  if (location.hash === hash) show();
  else location.hash = hash;
}

/** From a claim to its words, or from words to their claim. */
export function turn(number: string): void {
  go(location.hash === `#w${number}` ? `#c${number}` : `#w${number}`);
}

/** Marks the claim that the address names, with its words and its parts, and brings both into view. */
function show(): void {
  const number = /^#[cw](\d+)$/.exec(location.hash)?.[1] ?? null;
  const place = location.hash.length > 1 ? document.getElementById(decode(location.hash.slice(1))) : null;
  place?.closest("details")?.setAttribute("open", "");
  if (selected !== number) {
    for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
  }
  selected = number;
  if (number) {
    for (const words of document.querySelectorAll(`[data-c="${number}"], [data-p="${number}"]`)) words.classList.add("on");
    const item = document.getElementById(`c${number}`);
    item?.classList.add("on");
    within(item);
  }
  if (place) {
    place.scrollIntoView({ block: "center" });
    const item = place.closest<HTMLElement>("[data-item]");
    if (item) item.classList.add("on");
  }
}

/** Scrolls only the list that holds an item, not the page. */
function within(item: HTMLElement | null): void {
  const list = item?.closest<HTMLElement>(".side");
  if (!item || !list || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    list.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
