// browser.mjs - what the browser tests share: TAP, a scratch folder, Debian's
// chromium, pages that tell what the console said, axe and screenshots.
import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {createRequire} from 'node:module';

export const root = path.resolve(import.meta.dirname, '../..');
const modules = path.join(process.env.BROWSER_MODULES, 'node_modules');
const require = createRequire(path.join(modules, 'x.js'));
const {chromium} = require('playwright-core');
const axe = fs.readFileSync(path.join(modules, 'axe-core/axe.min.js'), 'utf8');
const shots = process.env.SCREENSHOTS;

// ---- tap -------------------------------------------------------------------

let count = 0, failed = 0;
export function ok(good, name, ...details) {
  console.log(`${good ? '' : 'not '}ok ${++count} - ${name}`);
  if (good) return;
  failed++;
  details.flat().forEach(d => console.log('# ' + String(d).slice(0, 400)));
}
export function near(got, want, tolerance, name) {
  ok(Math.abs(got - want) <= tolerance,
     `${name}: got ${got}, want ${want} +- ${tolerance}`);
}
export async function done() {
  await browser.close();
  console.log(`1..${count}`);
  process.exitCode = failed ? 1 : 0;
}

// ---- pages -----------------------------------------------------------------

export const scratch =
  fs.mkdtempSync(path.join(os.tmpdir(), 'callcadence-browser-'));
process.on('exit', () => fs.rmSync(scratch, {recursive: true, force: true}));

export function command(...args) {
  execFileSync(process.env.CALLCADENCE, args, {cwd: scratch});
}
export const sample = name => path.join(root, 'samples', name);
export const url = name => 'file://' + path.join(scratch, name + '.html');

// ---- a browser -------------------------------------------------------------

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--autoplay-policy=no-user-gesture-required']
});

export async function open(name, hash = '', options = {}) {
  const context = await browser.newContext(
    {viewport: {width: 1400, height: 900}, ...options});
  const page = await context.newPage();
  page.complaints = [];
  page.on('console', m => {
    if (['error', 'warning'].includes(m.type())) page.complaints.push(m.text());
  });
  page.on('request', r => {
    if (!/^(file|data):/.test(r.url())) page.complaints.push(r.url());
  });
  page.on('pageerror', e => page.complaints.push(e));
  page.on('dialog', d => { page.complaints.push(d.message()); d.dismiss(); });
  await page.goto(url(name) + hash);
  return page;
}

export async function shoot(page, name, fullPage = true) {
  if (shots)
    await page.screenshot({fullPage, path:
      path.join(shots, name.replaceAll(/[^a-z0-9]+/g, '_') + '.png')});
}

// On landscape paper: how many of these cells break into lines.
export async function brokenOnPaper(name, selector) {
  const page = await open(name, '', {viewport: {width: 1030, height: 700}});
  await page.emulateMedia({media: 'print'});
  const broken = await page.$$eval(selector, cells => cells.filter(cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set(Array.from(range.getClientRects(), r => r.top)).size > 1;
  }).length);
  const cells = await page.locator(selector).count();
  await page.context().close();
  return [broken, cells];
}

export const firstPaint = page => page.evaluate(() => new Promise(done => {
  new PerformanceObserver(list => done(list.getEntries()[0].startTime))
    .observe({type: 'paint', buffered: true});
}));

// Light and dark, wide and narrow: nothing sticks out, axe finds nothing. axe
// takes minutes for thousands of cells: then it looks at the same page with few.
export async function looks(file, name = file, checked = true) {
  const openAll = (page, open) => page.evaluate(open => document
    .querySelectorAll('details').forEach(d => { d.open = open; }), open);
  for (const colorScheme of ['light', 'dark'])
    for (const width of [1400, 400]) {
      const title = `${name} ${colorScheme} ${width}`;
      const page = await open(file, '', {
        colorScheme, bypassCSP: true, viewport: {width, height: 900}});
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - innerWidth);
      ok(wide <= 0, `${title}: the page does not scroll sideways`, wide);
      await page.waitForTimeout(100);
      if (checked) {
        await openAll(page, true);
        await page.evaluate(axe);
        const found = await page.evaluate(
          () => axe.run({rules: {'target-size': {enabled: true}}}));
        ok(!found.violations.length, `${title}: axe finds no violation`,
           found.violations.map(v => `${v.id}: ${v.nodes.length} x ${v.help}: `
             + v.nodes[0].html));
        await openAll(page, false);
      }
      await shoot(page, title);
      await page.context().close();
    }
}
