// What came since the last visit. Which reports were there is kept in this browser alone; nothing is sent anywhere.

const KEY = "runut.seen";
/** Stories that are kept: those looked at last. */
const STORIES_MAX = 300;

type Seen = Record<string, { at: number; reports: string[] }>;

export function startSeen(): void {
  try {
    for (const item of document.querySelectorAll<HTMLElement>("#stories > [data-story]")) tell(item);
    const story = document.querySelector<HTMLElement>(".story[data-story]");
    if (story) mark(story);
  } catch {
    // A browser that keeps nothing shows the page as it is.
  }
}

/** A story of the list: how many reports it has more than when it was opened last. */
function tell(item: HTMLElement): void {
  const before = read(localStorage)[item.dataset.story ?? ""];
  if (before) say(item, Number(item.dataset.count) - before.reports.length);
}

/** A story's page: its new reports, and what they say, are marked. */
function mark(story: HTMLElement): void {
  const id = story.dataset.story ?? "";
  const reports = (story.dataset.reports ?? "").split(" ").filter((report) => report !== "");
  const kept = read(localStorage);
  // What was new when the story was opened stays new as long as this tab is about it.
  const tab = read(sessionStorage);
  const before = tab[id] ?? kept[id];
  if (before) {
    const known = new Set(before.reports);
    const fresh = new Set(reports.filter((report) => !known.has(report)));
    say(story, fresh.size);
    const word = story.querySelector<HTMLElement>(".news")?.dataset.newsWord ?? "";
    for (const link of story.querySelectorAll<HTMLAnchorElement>("a[data-open]")) {
      if (fresh.has(reportOf(link))) link.closest("[data-item]")?.querySelector(".date, .meta")?.append(sign(word));
    }
    tab[id] = before;
    write(sessionStorage, tab);
  }
  const all = new Set([...(kept[id]?.reports ?? []), ...reports]);
  kept[id] = { at: Date.now(), reports: [...all] };
  write(localStorage, kept);
}

function say(place: HTMLElement, count: number): void {
  const news = place.querySelector<HTMLElement>(".news");
  if (!news || !(count > 0)) return;
  const words = count === 1 ? news.dataset.newsOne : news.dataset.news?.replace("{n}", String(count));
  news.append(Object.assign(document.createElement("b"), { textContent: "＋ ", ariaHidden: "true" }), words ?? "");
  news.hidden = false;
}

function sign(word: string): HTMLElement {
  return Object.assign(document.createElement("span"), { className: "new", textContent: ` ＋ ${word}` });
}

/** The report that a link leads to. */
function reportOf(link: HTMLAnchorElement): string {
  const path = new URL(link.href, location.href).pathname;
  return path.startsWith("/report/") ? decodeURIComponent(path.slice("/report/".length)) : "";
}

function read(storage: Storage): Seen {
  const kept: unknown = JSON.parse(storage.getItem(KEY) ?? "{}");
  return typeof kept === "object" && kept !== null ? (kept as Seen) : {};
}

function write(storage: Storage, seen: Seen): void {
  const latest = Object.entries(seen).sort(([, a], [, b]) => b.at - a.at).slice(0, STORIES_MAX);
  storage.setItem(KEY, JSON.stringify(Object.fromEntries(latest)));
}
