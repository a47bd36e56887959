// What only a browser can show: a claim leads to its words and back, by mouse and by keyboard, in both languages.
// Run by browser.sh; BASE is the address of the program, CHROMIUM the browser that is installed.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const { chromium } = createRequire(new URL("../ui/package.json", import.meta.url))("playwright-core");
const base = process.env.BASE;
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
