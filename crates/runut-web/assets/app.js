"use strict";
(() => {
  // src/filter.ts
  function startFilters() {
    for (const field of document.querySelectorAll("input[data-filter]")) {
      field.closest(".filter")?.removeAttribute("hidden");
      field.addEventListener("input", () => filter(field));
      filter(field);
    }
  }
  function filter(field) {
    const entries = [...document.querySelectorAll(field.dataset.filter ?? "")];
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
  function plain(text) {
    return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  }

  // src/jump.ts
  var selected = null;
  function startJumps() {
    document.addEventListener("click", (event) => {
      if (!(event.target instanceof Element) || event.defaultPrevented) return;
      if (event.target.closest("a") || !getSelection()?.isCollapsed) return;
      const words = event.target.closest(".page [data-c]");
      if (words?.dataset.c) return go(`#c${words.dataset.c}`);
      const item = event.target.closest("[data-claim]");
      if (item?.dataset.claim) go(`#w${item.dataset.claim}`);
    });
    addEventListener("hashchange", show);
    show();
  }
  function go(hash) {
    if (location.hash === hash) show();
    else location.hash = hash;
  }
  function turn(number) {
    go(location.hash === `#w${number}` ? `#c${number}` : `#w${number}`);
  }
  function show() {
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
      const item = place.closest("[data-item]");
      if (item) item.classList.add("on");
    }
  }
  function within(item) {
    const list = item?.closest(".side");
    if (!item || !list || list.scrollHeight <= list.clientHeight) return;
    const [inner, outer] = [item.getBoundingClientRect(), list.getBoundingClientRect()];
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      list.scrollTop += inner.top - outer.top - outer.height / 3;
    }
  }
  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  // src/keys.ts
  function startKeys() {
    const help = document.querySelector("dialog#help");
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
  function press(key, help) {
    switch (key) {
      case "j":
        return step(1);
      case "k":
        return step(-1);
      case "o":
        return open();
      case "/":
        document.querySelector("#q")?.focus();
        return true;
      case "?":
        help?.showModal();
        return help !== null;
      default:
        return false;
    }
  }
  function items() {
    return [...document.querySelectorAll("[data-item]")].filter((item) => item.getClientRects().length > 0);
  }
  function current(all) {
    const focused = document.activeElement?.closest("[data-item]");
    const at = focused ? all.indexOf(focused) : -1;
    return at >= 0 ? at : all.findIndex((item) => item.classList.contains("on"));
  }
  function step(by) {
    const all = items();
    if (all.length === 0) return false;
    const at = current(all);
    const next = all[at < 0 ? by > 0 ? 0 : all.length - 1 : Math.min(Math.max(at + by, 0), all.length - 1)];
    if (!next) return false;
    const number = next.dataset.claim;
    for (const old of document.querySelectorAll(".on")) old.classList.remove("on");
    next.classList.add("on");
    if (number) {
      for (const words of document.querySelectorAll(`[data-c="${number}"], [data-p="${number}"]`)) words.classList.add("on");
      history.replaceState(null, "", `#c${number}`);
      document.getElementById(`w${number}`)?.scrollIntoView({ block: "center" });
    }
    const link = next.querySelector("[data-open]");
    link?.focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
    return true;
  }
  function open() {
    const all = items();
    const item = all[current(all)];
    const number = item?.dataset.claim ?? /^#w(\d+)$/.exec(location.hash)?.[1];
    if (number) {
      turn(number);
      return true;
    }
    const link = item?.querySelector("a[data-open]") ?? document.querySelector("a[data-back]");
    link?.click();
    return link !== null && link !== void 0;
  }

  // src/seen.ts
  var KEY = "runut.seen";
  var STORIES_MAX = 300;
  function startSeen() {
    try {
      for (const item of document.querySelectorAll("#stories > [data-story]")) tell(item);
      const story = document.querySelector(".story[data-story]");
      if (story) mark(story);
    } catch {
    }
  }
  function tell(item) {
    const before = read(localStorage)[item.dataset.story ?? ""];
    if (before) say(item, Number(item.dataset.count) - before.reports.length);
  }
  function mark(story) {
    const id = story.dataset.story ?? "";
    const reports = (story.dataset.reports ?? "").split(" ").filter((report) => report !== "");
    const kept = read(localStorage);
    const tab = read(sessionStorage);
    const before = tab[id] ?? kept[id];
    if (before) {
      const known = new Set(before.reports);
      const fresh = new Set(reports.filter((report) => !known.has(report)));
      say(story, fresh.size);
      const word = story.querySelector(".news")?.dataset.newsWord ?? "";
      for (const link of story.querySelectorAll("a[data-open]")) {
        if (fresh.has(reportOf(link))) link.closest("[data-item]")?.querySelector(".date, .meta")?.append(sign(word));
      }
      tab[id] = before;
      write(sessionStorage, tab);
    }
    const all = /* @__PURE__ */ new Set([...kept[id]?.reports ?? [], ...reports]);
    kept[id] = { at: Date.now(), reports: [...all] };
    write(localStorage, kept);
  }
  function say(place, count) {
    const news = place.querySelector(".news");
    if (!news || !(count > 0)) return;
    const words = count === 1 ? news.dataset.newsOne : news.dataset.news?.replace("{n}", String(count));
    news.append(Object.assign(document.createElement("b"), { textContent: "\uFF0B ", ariaHidden: "true" }), words ?? "");
    news.hidden = false;
  }
  function sign(word) {
    return Object.assign(document.createElement("span"), { className: "new", textContent: ` \uFF0B ${word}` });
  }
  function reportOf(link) {
    const path = new URL(link.href, location.href).pathname;
    return path.startsWith("/report/") ? decodeURIComponent(path.slice("/report/".length)) : "";
  }
  function read(storage) {
    const kept = JSON.parse(storage.getItem(KEY) ?? "{}");
    return typeof kept === "object" && kept !== null ? kept : {};
  }
  function write(storage, seen) {
    const latest = Object.entries(seen).sort(([, a], [, b]) => b.at - a.at).slice(0, STORIES_MAX);
    storage.setItem(KEY, JSON.stringify(Object.fromEntries(latest)));
  }

  // src/main.ts
  startJumps();
  startFilters();
  startKeys();
  startSeen();
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("details")) details.open = true;
  });
})();
