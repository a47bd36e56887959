// The keyboard: j k between claims, o to their words and back, / to search, ? for help.
import { turn } from "./jump";

export function startKeys(): void {
  const help = document.querySelector<HTMLDialogElement>("dialog#help");
  document.querySelector("[data-help]")?.addEventListener("click", (event) => {
    if (!help) return;
    event.preventDefault();
    help.showModal();
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help?.open) return;
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if (typing) {
      if (event.key === "Escape" && event.target instanceof HTMLElement) event.target.blur();
      return;
    }
    if (press(event.key, help)) event.preventDefault();
  });
}

/** What a key does; whether it does anything. */
function press(key: string, help: HTMLDialogElement | null): boolean {
  switch (key) {
    case "j":
      return step(1);
    case "k":
      return step(-1);
    case "o":
      return open();
    case "/":
      document.querySelector<HTMLInputElement>("#q")?.focus();
      return true;
    case "?":
      help?.showModal();
      return help !== null;
    default:
      return false;
  }
}

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>("[data-item]")].filter((item) => item.getClientRects().length > 0);
}

/** The item that has the focus, else the one that is selected. */
function current(all: HTMLElement[]): number {
  const focused = document.activeElement?.closest<HTMLElement>("[data-item]");
  const at = focused ? all.indexOf(focused) : -1;
  return at >= 0 ? at : all.findIndex((item) => item.classList.contains("on"));
}

/** To the next item, or the one before. */
function step(by: number): boolean {
  const all = items();
  if (all.length === 0) return false;
  const at = current(all);
  const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (!next) return false;
  const number = next.dataset.claim;
  for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
  next.classList.add("on");
  if (number) {
    for (const words of document.querySelectorAll(`[data-c="${number}"], [data-p="${number}"]`)) words.classList.add("on");
    history.replaceState(null, "", `#c${number}`);
    document.getElementById(`w${number}`)?.scrollIntoView({ block: "center" });
  }
  const link = next.querySelector<HTMLElement>("[data-open]");
  link?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

/** To the words of the current item; from words back to their claim. */
function open(): boolean {
  const all = items();
  const item = all[current(all)];
  const number = item?.dataset.claim ?? /^#w(\d+)$/.exec(location.hash)?.[1];
  if (number) {
    turn(number);
    return true;
  }
  const link = item?.querySelector<HTMLAnchorElement>("a[data-open]") ?? document.querySelector<HTMLAnchorElement>("a[data-back]");
  link?.click();
  return link !== null && link !== undefined;
}
