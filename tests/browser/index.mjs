// index.mjs - the page of all calls in a real browser: sorts, filters, leads
// to the calls, reads without scripts, stays quick with 5,000 calls.
import fs from 'node:fs';
import path from 'node:path';
import {brokenOnPaper, command, done, firstPaint, looks, ok, open, sample,
        scratch, shoot} from './browser.mjs';
import {season} from './many.mjs';

// `count` calls, one with a hostile name, and one that cannot be read
const hostile = `<img src=x onerror=alert(1)>'"&\u202e=1+1`;
function build(name, count) {
  const folder = path.join(scratch, name);
  const evil = path.join(scratch, hostile + '.flac');
  const broken = path.join(scratch, `<script>alert(2).wav`);
  season(folder, count);
  fs.copyFileSync(sample('rushed.flac'), evil);
  fs.writeFileSync(broken, 'no sound');
  command('analyze', '-q', '-o', folder, '--format', 'html', '--on-error',
          'record', evil, broken);
  return path.join(name, 'index');
}

const small = build('small', 300);
const shown = page => page.$$eval('#calls-table tbody tr',
  rows => rows.map(row => Array.from(row.cells).map(c => c.textContent)));
const column = (page, key) => page.$$eval('#calls-table thead th',
  (heads, key) => heads.findIndex(h => h.dataset.k === key), key);
const started = page => page.waitForSelector('#filters:not([hidden])');
// Long enough for the filter, which waits until typing pauses.
const settled = page => page.waitForTimeout(250);

{
  const page = await open(small);
  await started(page);
  ok((await shown(page)).length === 200
     && (await page.locator('#shown').textContent())
        .startsWith('301 of 301 calls'), 'the first rows of 301 calls');
  await page.locator('#calls .scroll').evaluate(
    box => { box.scrollTop = box.scrollHeight; });
  await page.waitForFunction(() => document.querySelectorAll(
    '#calls-table tbody tr').length === 301);
  ok(true, 'more come on scrolling: a row a call');
  ok(await page.locator('th bdi', {hasText: hostile}).count() > 0
     && await page.locator('img').count() === 0, 'a hostile name is text');
  const failed = await page.locator('.failed').innerText();
  ok(failed.includes('<script>alert(2)'),
     'the call that was not read is named', failed);

  const length = await column(page, 'input.duration_s');
  const button = page.locator('#calls-table thead button').nth(length);
  await button.click();
  const lengths = await page.$$eval('#calls-table tbody tr',
    (rows, i) => rows.map(r => +r.cells[i].dataset.v), length);
  ok(lengths.every((s, i) => !i || s <= lengths[i - 1]),
     'a click on a head sorts, the largest first');
  await button.focus();
  await page.keyboard.press('Enter');
  ok(await page.locator('#calls-table th[aria-sort=ascending]').count() === 1,
     'Enter turns it round, and a screen reader hears so');
  await page.selectOption('#agent', 'agent 03');
  const share = await column(page, 'parties.agent.talk_share');
  const wait = await column(page, 'parties.agent.response_latency.median_s');
  await page.locator('#calls-table thead button').nth(wait).click();
  const known = (await shown(page)).map(row => row[wait] !== '\u2013');
  ok(known.includes(true) && known.lastIndexOf(true) < known.indexOf(false),
     'what is not known comes last');
  ok((await shown(page)).every(row => row[1] === 'agent 03'),
     'an agent\'s calls alone');
  const of = await page.$$eval('#moments-table tbody tr',
    rows => new Set(rows.map(r => r.cells[5].textContent)).size);
  ok(of === 1, 'and the moments of these');
  await page.selectOption('#figure', 'parties.agent.talk_share');
  await page.fill('#limit', '45');
  await settled(page);
  const rows = await shown(page);
  ok(rows.length && rows.every(row => +row[share] >= 45),
     `a figure of at least 45: ${rows.length} calls`);
  ok((await page.locator('#shown').textContent())
     .startsWith(`${rows.length} of 301 calls`), 'the number is said');
  await page.locator('button[type=reset]').click();
  await page.fill('#text', 'cut in raised');
  await settled(page);
  const words = await page.$$eval('#moments-table tbody tr',
    all => all.map(r => r.textContent));
  ok(words.length && words.every(t => /cut/.test(t) && /raised/.test(t)),
     `words of a moment: ${words.length} moments`);
  await page.locator('button[type=reset]').click();
  await settled(page);
  ok((await page.locator('#shown').textContent())
     .startsWith('301 of 301'), 'cleared, all are there again');
  ok(!page.complaints.length, 'the console is silent', page.complaints);

  const moment = page.locator('#moments-table tbody a').first();
  const to = await moment.getAttribute('href');
  await moment.click();
  ok(/__.*\.html#t=[\d.]+$/.test(to) && page.url().endsWith(to),
     `a moment leads into its call: ${to}`);
  await page.goBack();
  await page.locator('th a bdi', {hasText: hostile}).first().click();
  ok(await page.locator('h1').textContent() === hostile,
     'the hostile name leads to its page');
  await page.locator('.ways a').first().click();
  ok(page.url().endsWith('/index.html'), 'and that page back');
  await page.context().close();
}
{
  const page = await open(small, '#agent=agent%2005');
  await started(page);
  ok((await shown(page)).every(row => row[1] === 'agent 05'),
     'a link to one agent\'s calls');
  await page.context().close();
}
{
  const page = await open(small, '', {javaScriptEnabled: false});
  const text = await page.locator('main').innerText();
  await page.locator('#calls-table-rest summary').click();
  ok(['301 calls', 'Where to listen', 'Definitions'].every(
    t => text.includes(t)) && !await page.locator('#filters').isVisible()
     && await page.locator('.calls-table a:visible').count() > 300,
     'reads without scripts, and its links are there');
  await page.context().close();
}
for (const [table, cell] of [['calls', 4], ['calls', 6], ['moments', 3]]) {
  const [broken, cells] = await brokenOnPaper(
    small, `#${table}-table tbody td:nth-child(${cell})`);
  ok(cells > 99 && !broken,
     `on paper: ${table}, column ${cell}: a cell is one line`,
     `${broken} of ${cells}`);
}
await looks(small, 'index', false);
await looks(build('few', 20), 'index of few');

// ---- 5,000 calls -----------------------------------------------------------

{
  const large = build('large', 5000);
  const page = await open(large);
  const paint = await firstPaint(page);
  await started(page);
  const ready = await page.evaluate(() => performance.now());
  // until the next frame is on the screen
  const timed = act => page.evaluate(act => new Promise(done => {
    const began = performance.now();
    new Function(act)();
    requestAnimationFrame(() => setTimeout(
      () => done(performance.now() - began), 0));
  }), act);
  const sort = await timed(
    'document.querySelectorAll("#calls-table thead button")[5].click()');
  const filter = await timed(
    'const a = document.getElementById("agent"); a.selectedIndex = 3;' +
    'a.dispatchEvent(new Event("change", {bubbles: true}))');
  const all = await timed(
    'const a = document.getElementById("agent"); a.selectedIndex = 0;' +
    'a.dispatchEvent(new Event("change", {bubbles: true}))');
  console.log(`# 5,001 calls: first paint ${Math.round(paint)} ms, ready `
    + `${Math.round(ready)}, sort ${Math.round(sort)}, filter `
    + `${Math.round(filter)}, all back ${Math.round(all)}`);
  ok(paint < 3000 && ready < 8000, '5,001 calls: painted and ready in time');
  ok(sort < 2000 && filter < 2000 && all < 2000, 'sorts and filters in time');
  await shoot(page, 'index large', false);
  await page.context().close();
}

await done();
