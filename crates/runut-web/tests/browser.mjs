// What only a browser can show: a claim leads to its words and back, by mouse and by keyboard, in both languages.
// Run by browser.sh; BASE is the address of the program, CHROMIUM the browser that is installed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const require = createRequire(new URL("../ui/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const base = process.env.BASE;
// How many reports the first story has where it is the large one: then only what concerns size is tried.
const many = Number(process.env.MANY ?? 0);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"] });

async function check(name, options, test) {
  const context = await browser.newContext({ locale: "id-ID", viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  try {
    await test(page);
    assert.deepEqual(complaints, [], "the browser has nothing to complain of, its content security policy among it");
    console.log(`ok      ${name}`);
  } catch (error) {
    console.log(`FAILED  ${name}`);
    console.error(error);
    process.exitCode = 1;
  }
  await context.close();
}

/** Whether an element lies in the window. */
const seen = (page, selector) =>
  page.locator(selector).first().evaluate((element) => {
    const box = element.getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight + 1;
  });

/** Opens the first story of more than one report, and its first report. */
async function toReport(page) {
  await page.goto(base);
  await page.locator("#stories h2 a").first().click();
  await page.locator("#reports .reports a").first().click();
  await page.waitForSelector(".claimlist");
}

if (many > 0) {
  await check(`the page of a story of ${many} reports shows in half a second`, {}, async (page) => {
    await page.goto(base);
    const story = await page.locator("#stories h2 a").first().getAttribute("href");
    await page.goto(new URL(story, base).href); // The ledger is collated once.
    const views = [];
    for (let time = 0; time < 5; time += 1) {
      await page.goto("about:blank");
      await page.goto(new URL(story, base).href, { waitUntil: "load" });
      views.push(await page.evaluate(() => ({
        server: performance.getEntriesByType("navigation")[0].responseEnd - performance.getEntriesByType("navigation")[0].requestStart,
        shown: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.timing.loadEventEnd - performance.timing.navigationStart,
        loaded: performance.getEntriesByType("navigation")[0].loadEventStart,
        bytes: performance.getEntriesByType("navigation")[0].decodedBodySize,
      })));
    }
    const least = (key) => Math.min(...views.map((view) => view[key]));
    console.log(`server ${least("server").toFixed(1)} ms, first view ${least("shown").toFixed(0)} ms, loaded ${least("loaded").toFixed(0)} ms, ${(views[0].bytes / 1024).toFixed(0)} KiB`);
    assert.ok(least("shown") <= 500 && least("server") <= 50, JSON.stringify(views));
  });
  await browser.close();
  process.exit();
}

await check("a story is opened from the list", {}, async (page) => {
  await page.goto(base);
  const line = await page.locator("#stories h2 a").first().innerText();
  await page.locator("#stories h2 a").first().click();
  assert.equal(await page.locator("h1").innerText(), line);
});

await check("a click on a claim goes to its words, a click on words to their claim", {}, async (page) => {
  await toReport(page);
  await page.locator("#c2 .num").click();
  await page.waitForURL(/#w2$/, { timeout: 5000 });
  assert.ok(await seen(page, "#w2"));
  assert.ok((await page.locator("[data-c='2'].on").count()) > 0, "its words are marked");
  // The first line of the words: an element over several lines has no middle of its own.
  const spot = await page.locator("#w1").evaluate((words) => {
    const { left, top, height } = words.getClientRects()[0];
    return { x: left + 4, y: top + height / 2 };
  });
  await page.mouse.click(spot.x, spot.y);
  await page.waitForURL(/#c\d+$/, { timeout: 5000 });
  const claim = page.url().split("#").pop();
  assert.ok(await seen(page, `#${claim}`));
  assert.ok(await page.locator(`#${claim}.on`).count(), "the claim is marked");
  await page.goBack();
  await page.waitForURL(/#w2$/, { timeout: 5000 });
});

await check("the words of a story's claim are marked in the report, and lead back to it", {}, async (page) => {
  await page.goto(base);
  await page.locator("#stories h2 a").first().click();
  const line = page.locator(".line").first();
  const anchor = await line.getAttribute("id");
  const words = (await line.locator(".words").innerText()).replace(/\s+/g, " ");
  await line.locator(".words").click();
  await page.waitForSelector("#at");
  assert.ok(await seen(page, "#at"));
  const marked = await page.locator(".page .at").evaluateAll((pieces) =>
    pieces.map((piece) => {
      const copy = piece.cloneNode(true);
      for (const key of copy.querySelectorAll(".key")) key.remove();
      return copy.textContent;
    }).join(""));
  assert.equal(marked.replace(/\s+/g, " "), words);
  await page.locator("[data-back]").click();
  await page.waitForURL((url) => url.hash === `#${anchor}`, { timeout: 5000 });
  assert.ok(await seen(page, `#${anchor}`));
});

await check("j and k go from claim to claim, o to the words and back", {}, async (page) => {
  await toReport(page);
  await page.keyboard.press("j");
  await page.waitForURL(/#c1$/, { timeout: 5000 });
  await page.keyboard.press("j");
  await page.waitForURL(/#c2$/, { timeout: 5000 });
  await page.keyboard.press("k");
  await page.waitForURL(/#c1$/, { timeout: 5000 });
  await page.keyboard.press("o");
  await page.waitForURL(/#w1$/, { timeout: 5000 });
  await page.keyboard.press("o");
  await page.waitForURL(/#c1$/, { timeout: 5000 });
});

await check("in a story, j and o lead to the words", {}, async (page) => {
  await page.goto(base);
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.waitForSelector("#claims");
  await page.keyboard.press("j");
  await page.keyboard.press("o");
  await page.waitForSelector("#at");
});

await check("slash goes to the search, question mark opens the help", {}, async (page) => {
  await page.goto(base);
  await page.keyboard.press("?");
  assert.ok(await page.locator("dialog#help").isVisible());
  await page.keyboard.press("Escape");
  assert.ok(!(await page.locator("dialog#help").isVisible()));
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "q");
  await page.keyboard.type("jk?");
  assert.equal(await page.locator("#q").inputValue(), "jk?", "typing is typing");
});

await check("the list of claims narrows down", {}, async (page) => {
  await toReport(page);
  const all = await page.locator("#claimlist > li:visible").count();
  await page.locator("[data-filter]").fill("zzzz");
  assert.equal(await page.locator("#claimlist > li:visible").count(), 0);
  assert.ok(await page.locator(".none").isVisible());
  await page.locator("[data-filter]").fill("");
  assert.equal(await page.locator("#claimlist > li:visible").count(), all);
});

await check("the language is switched in place, and stays", {}, async (page) => {
  await toReport(page);
  const at = new URL(page.url()).pathname;
  assert.equal(await page.locator("html").getAttribute("lang"), "id");
  await page.locator(".languages a[hreflang=en]").click();
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(new URL(page.url()).pathname, at);
  await page.goto(base);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

await check("without script a claim leads to its words and back", { javaScriptEnabled: false }, async (page) => {
  await toReport(page);
  await page.locator("#c1 .num").click();
  await page.waitForURL(/#w1$/, { timeout: 5000 });
  await page.locator(".page .key").first().click();
  await page.waitForURL(/#c\d+$/, { timeout: 5000 });
});

await check("a claim is marked as wrong, and the correction taken back", {}, async (page) => {
  await toReport(page);
  const link = page.locator("#c1 .put-right");
  if ((await link.count()) === 0) return; // What is shown here takes no corrections.
  await link.click();
  await page.locator("form", { has: page.locator("input[value='wrong claim']") }).locator("button").click();
  await page.waitForURL(/\/report\//, { timeout: 5000 });
  assert.ok((await page.locator(".item.wrong").count()) > 0, "the claim is marked");
  await page.locator(".top nav a[href='/corrections']").click();
  await page.locator(".trail button").first().click();
  await page.waitForSelector(".trail .undone");
  await toReport(page);
  assert.equal(await page.locator(".item.wrong").count(), 0);
});

await check("side by side, each origin has a column, and an answer leads to its words", {}, async (page) => {
  await page.goto(base);
  await page.locator("#stories h2 a").first().click();
  await page.locator(".sections a", { hasText: /Berdampingan/ }).click();
  const columns = await page.locator(".sides thead th").count();
  for (const row of await page.locator(".sides tbody tr").all()) assert.equal(await row.locator("th, td").count(), columns);
  await page.locator(".sides td a").first().click();
  await page.waitForSelector("#at");
  assert.ok(await seen(page, "#at"));
});

await check("a story is shown as it was known on a day, and the day stays on the way", {}, async (page) => {
  await page.goto(base);
  await page.locator("#stories h2 a").first().click();
  const before = page.locator(".known a[rel=prev]");
  if ((await before.count()) === 0) return; // All reports of the story are of one day.
  await before.click();
  await page.waitForURL(/asof=\d{4}-\d\d-\d\d/, { timeout: 5000 });
  assert.ok(await page.locator(".as-of").isVisible());
  const words = page.locator(".line .words");
  if ((await words.count()) > 0) {
    await words.first().click();
    await page.waitForSelector("#at");
    await page.locator("[data-back]").click();
    await page.waitForURL(/asof=/, { timeout: 5000 });
  }
  await page.locator(".known a", { hasText: "hari ini" }).click();
  assert.equal(await page.locator(".as-of").count(), 0);
});

await check("two reports stand side by side, and a passage leads to itself in the other", {}, async (page) => {
  await toReport(page);
  const details = page.locator("details", { hasText: "Bandingkan" });
  if ((await details.count()) === 0) return; // A story of one report.
  await details.locator("summary").click();
  await details.locator("a").first().click();
  assert.equal(await page.locator(".beside article").count(), 2);
  const key = page.locator(".beside .key").first();
  if ((await key.count()) === 0) return; // The two share no passage.
  await key.click();
  await page.waitForURL(/#[ab]\d+$/, { timeout: 5000 });
});

await check("a text is checked, kept, and found again, in both languages", {}, async (page) => {
  for (const [lang, seen] of [["en", /nobody says it yet/], ["id", /belum ada yang mengatakannya/]]) {
    await page.goto(`${base}check?lang=${lang}`);
    if ((await page.locator("textarea[name=text]").count()) === 0) return; // What is shown here takes nothing.
    const [boat, text] = lang === "en"
      ? ["Sri Layar", "Kapal Sri Layar Karam di Selat Bunga\n\nKABAR UJI - Nakhoda Wiraguna Satyamada mengatakan 7 awak kapal Sri Layar selamat, Rabu (5/3/2031)."]
      : ["Pasar Kenari", "Pasar Kenari Dibuka Lagi\n\nKABAR UJI - Wali Kota Prabasari Kusumadewi mengatakan 40 kios Pasar Kenari sudah dibangun, Senin (6/10/2031)."];
    await page.locator("textarea[name=text]").fill(text);
    await page.locator("button[value=check]").click();
    await page.waitForSelector("#checked li");
    assert.match(await page.locator("#checked").innerText(), seen);
    assert.equal(await page.locator("textarea[name=text]").inputValue(), text, "the text stays in the form");
    await page.locator("button[value=keep]").click();
    await page.waitForURL(/\/report\//, { timeout: 5000 });
    assert.match(await page.locator("h1").innerText(), new RegExp(boat));
    await page.goto(`${base}search?q=${encodeURIComponent(boat)}`);
    assert.ok((await page.locator(".stories li").count()) > 0, "it is found");
  }
});

await check("a file is checked without being kept", {}, async (page) => {
  await page.goto(`${base}check?lang=id`);
  if ((await page.locator("input[type=file]").count()) === 0) return;
  const html = "<!doctype html><title>Uji</title><article><h1>Gudang Garam Ambruk</h1><p>KABAR UJI - Kepala Desa Bagaskara Purnatama mengatakan 12 gudang ambruk, Rabu (5/3/2031).</p></article>";
  await page.locator("input[type=file]").setInputFiles({ name: "gudang.html", mimeType: "text/html", buffer: Buffer.from(html) });
  await page.locator("button[value=check]").click();
  await page.waitForSelector("#checked li");
  assert.match(await page.locator("#checked").innerText(), /belum ada yang mengatakannya/);
  await page.goto(`${base}search?q=Bagaskara`);
  assert.equal(await page.locator(".stories li").count(), 0);
});

await check("the list of stories is narrowed down, and the address says how", {}, async (page) => {
  await page.goto(`${base}?lang=id`);
  const all = await page.locator("#stories > li").count();
  await page.locator("input[name=words]").fill("zzzz");
  await page.locator(".narrowing button").click();
  await page.waitForURL(/words=zzzz/, { timeout: 5000 });
  assert.equal(await page.locator("#stories > li").count(), 0);
  await page.locator(".narrowing a").click();
  assert.equal(await page.locator("#stories > li").count(), all);
});

await check("what came since the last visit is marked, and kept in this browser alone", {}, async (page) => {
  await page.goto(base);
  await page.locator("#stories h2 a").first().click();
  await page.waitForSelector(".story");
  assert.ok(await page.locator(".story .news").isHidden(), "a first visit has nothing new");
  await page.evaluate(() => {
    const kept = JSON.parse(localStorage.getItem("runut.seen"));
    Object.values(kept)[0].reports.shift();
    localStorage.setItem("runut.seen", JSON.stringify(kept));
    sessionStorage.clear();
  });
  await page.reload();
  assert.ok(await page.locator(".story .news").isVisible());
  assert.ok((await page.locator(".new").count()) > 0, "what the new report says is marked");
  assert.deepEqual(await page.context().cookies(), [], "and no cookie tells the server");
});

// bypassCSP, as the tester is a script that stands in no page of ours.
for (const [name, options] of [["in the light", {}], ["in the dark", { colorScheme: "dark" }], ["at 360 pixels", { viewport: { width: 360, height: 740 } }]]) {
  await check(`axe has no serious finding ${name}`, { bypassCSP: true, ...options }, async (page) => {
    const clean = async () => {
      await page.addScriptTag({ content: axe });
      const { violations } = await page.evaluate(() => axe.run());
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      const told = serious.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      assert.deepEqual(told, [], page.url());
    };
    await page.goto(base);
    await clean();
    await page.locator("#stories h2 a").first().click();
    await clean();
    const story = new URL(page.url()).pathname;
    for (const section of ["claims", "sides", "figures", "utterances", "time", "origins"]) {
      await page.goto(new URL(`${story}/${section}`, base).href);
      await clean();
    }
    await toReport(page);
    await clean();
    for (const path of ["search?q=a", "help", "corrections", "check"]) {
      await page.goto(`${base}${path}`);
      await clean();
    }
  });
}

for (const [name, options] of [
  ["at 360 pixels", { viewport: { width: 360, height: 740 } }],
  ["at 200 % zoom", { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 }],
  ["in the dark", { colorScheme: "dark" }],
]) {
  await check(`nothing runs over the edge ${name}`, options, async (page) => {
    const fits = async () =>
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), page.url());
    await page.goto(base);
    await fits();
    await page.locator("#stories h2 a").first().click();
    await fits();
    await page.locator("#reports .reports a").first().click();
    await fits();
    await page.goto(`${base}help`);
    await fits();
  });
}

await browser.close();
