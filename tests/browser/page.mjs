// page.mjs - the call page in a real browser: silent console, moments seek,
// keys work, two files stay in step, axe finds nothing, an hour stays quick.
import fs from 'node:fs';
import path from 'node:path';
import {command, done, firstPaint, looks, near, ok, open, sample, scratch,
        shoot} from './browser.mjs';

// ---- pages -----------------------------------------------------------------

function analyze(...args) {
  command('analyze', '-q', '-o', scratch, '--format', 'html', ...args);
}

// The WAV of a sample, its sound over and over until it lasts an hour.
function hourOf(name, to) {
  const wav = fs.readFileSync(name), at = wav.indexOf('data') + 8;
  const bytesPerS = wav.readUInt32LE(28), sound = wav.subarray(at);
  const times = Math.ceil(3600 * bytesPerS / sound.length);
  const head = Buffer.from(wav.subarray(0, at));
  head.writeUInt32LE(times * sound.length, at - 4);
  head.writeUInt32LE(times * sound.length + at - 8, 4);
  fs.writeFileSync(to, Buffer.concat([head, ...Array(times).fill(sound)]));
}

const evil = path.join(scratch, `<img src=x onerror=alert(1)>'"&.flac`);
const hour = path.join(scratch, 'hour.wav');
fs.copyFileSync(sample('rushed.flac'), evil);
hourOf(sample('level.wav'), hour);
analyze(sample('rushed.flac'), sample('mono.flac'), evil, hour);
fs.writeFileSync(path.join(scratch, 'headerless'),
                 Buffer.alloc(12 * 8000, 'some mu-law'));
analyze('--raw', 'ulaw:8000:1', path.join(scratch, 'headerless'));
analyze('--agent', sample('pair_agent.flac'),
        '--customer', sample('pair_customer.flac'));
const time = page => page.evaluate(
  () => document.querySelector('audio').currentTime);
const paused = page => page.evaluate(
  () => document.querySelector('audio').paused);
const ready = page => page.waitForFunction(
  () => document.querySelector('audio').readyState > 0);
const hashTime = page => +new URL(page.url()).hash.replace('#t=', '');

// ---- moments, keys, links --------------------------------------------------

{
  const page = await open('rushed');
  await ready(page);
  const first = page.locator('#moments .go').first();
  const wanted = +(await first.getAttribute('href')).replace('#t=', '');
  await first.click();
  await page.waitForFunction(
    () => document.querySelector('audio').currentTime > 1);
  near(await time(page), wanted, 0.7, 'a click on a moment seeks there, s');
  ok(!await paused(page), 'and plays');
  await page.keyboard.press(' ');
  ok(await paused(page), 'space stops');
  await page.locator('body').press(' ');
  ok(!await paused(page), 'space plays');
  await page.keyboard.press(' ');
  const times = (await page.$$eval('#moments .go',
    all => all.map(a => +a.hash.slice(3)))).sort((a, b) => a - b);
  const after = times.find(t => t > wanted + 1);
  await page.keyboard.press('ArrowRight');
  near(hashTime(page), after, 0.01, 'right: the next moment, s');
  ok((await page.locator('#said').textContent()).length > 10,
     'a screen reader hears which');
  await page.keyboard.press('ArrowLeft');
  ok(hashTime(page) < after, 'left: an earlier one');
  ok(await page.locator('[aria-current]').count() > 0, 'it is marked');
  await page.keyboard.press(' ');
  const pin = page.locator('.pin').first();
  await pin.focus();
  await pin.press('Enter');
  near(hashTime(page), wanted, 0.01, 'Enter on a pin, s');
  const box = await page.locator('.axis .track').boundingBox();
  const plot = await page.locator('.row.agent .track').first().boundingBox();
  await page.mouse.click(box.x + box.width / 2, plot.y + plot.height / 2);
  const length = await page.evaluate(
    () => +document.getElementById('plot').dataset.duration);
  near(hashTime(page), length / 2, 0.5, 'a click on a lane, s');
  await page.locator('body').press('+');
  const wide = await page.locator('#canvas').boundingBox();
  ok(wide.width > 1.8 * box.width, `+ zooms: ${Math.round(wide.width)} px`);
  await page.locator('#zoom-all').click();
  ok((await page.locator('#canvas').boundingBox()).width < wide.width / 1.8,
     'and back');
  await page.locator('h2 .def').first().click();
  ok(await page.locator('#definitions details[open]').count() === 1,
     'a definition opens');
  ok(!page.complaints.length, 'the console is silent', page.complaints);
  await page.context().close();
}
{
  const page = await open('rushed');
  const places = await page.locator('#moments .go').count();
  const seen = new Set();
  let bare = 0;
  for (let i = 0; i < 60 && seen.size < places; i++) {
    await page.keyboard.press('Tab');
    const [at, outline] = await page.evaluate(() => {
      const a = document.activeElement;
      return [a.matches('#moments .go') && a.closest('li').innerText,
              getComputedStyle(a).outlineStyle];
    });
    if (at) seen.add(at);
    bare += outline === 'none';
  }
  ok(places > 3 && seen.size === places, `Tab reaches ${seen.size} moments`);
  ok(!bare, 'and the focus is always to be seen', bare);
  const parts = await page.locator('.shares li:not(.whole)')
    .allInnerTexts();
  const bars = await page.locator('.split .part').count();
  ok(bars === parts.length && parts.every(t => /\d\s%/.test(t)),
     `each part of the bar is told: ${parts}`);
  await page.emulateMedia({media: 'print'});
  ok(!await page.locator('#definitions, .player').first().isVisible()
     && await page.locator('#moments').isVisible(),
     'on paper: no titles without their text, no player');
  await page.context().close();
}
{
  const page = await open('rushed', '#t=42.9');
  await page.waitForFunction(
    () => document.querySelector('audio').currentTime > 42);
  near(await time(page), 42.9, 0.7, 'a deep link, s');
  ok(await page.evaluate(() => {
    const row = document.querySelector('#moments [aria-current]').closest('li');
    const at = row.getBoundingClientRect();
    const bar = document.querySelector('.player').getBoundingClientRect();
    return scrollY > 0 && at.top >= 0 && at.bottom <= bar.top
      && row.innerText.includes('0:42.9');
  }), 'the moment that the link is to stands in sight');
  ok(await page.locator('#cursor').isVisible(), 'the cursor is there');
  await page.context().close();
}
{
  const page = await open('pair_agent', '#t=5');
  await ready(page); /* who comes from a link need not start it */
  await page.waitForTimeout(900);
  const both = await page.$$eval('audio', all => all.map(a => a.currentTime));
  ok(await page.locator('audio.second').count() === 1
     && !await page.locator('audio.second').isVisible(),
     'one bar for two files');
  ok(both.length === 2 && both[0] > 5.2,
     `both sides play: ${both.map(t => t.toFixed(2))}`);
  near(both[1] - both[0], 0, 0.12, 'in step, s');
  // a seek while both play: what is left of it is caught up with
  await page.evaluate(() => { location.hash = '#t=8'; });
  let apart = [];
  for (let i = 0; i < 40; i++) {
    await page.waitForTimeout(100);
    apart.push(await page.$$eval('audio',
      ([a, b]) => a.currentTime - b.currentTime));
  }
  const middle = apart.slice(-15).sort((a, b) => a - b)[7];
  near(middle, 0, 0.03, 'and three seconds after a seek, s');
  ok(!page.complaints.length, 'two files: silent console', page.complaints);
  await page.context().close();
}
{
  const page = await open('headerless');
  await ready(page);
  const audio = page.locator('audio');
  ok((await audio.getAttribute('src')).startsWith('data:audio/ogg'),
     'headerless sound is embedded as Opus');
  near(await audio.evaluate(a => a.duration), 12, 0.1, 'and plays, s');
  ok(!page.complaints.length, 'embedded: silent console', page.complaints);
  await page.context().close();
}
{
  const file = fs.readdirSync(scratch).find(n => /^_img.*\.html$/.test(n));
  const page = await open(path.basename(file, '.html'));
  await ready(page);
  ok(await page.locator('h1').textContent() === path.basename(evil, '.flac'),
     'a hostile name is text');
  ok(await page.locator('img').count() === 0 && !page.complaints.length,
     'and does nothing', page.complaints);
  await page.context().close();
}

// ---- the first screen ------------------------------------------------------

for (const [width, height] of [[1400, 900], [1280, 720]]) {
  const page = await open('rushed', '', {viewport: {width, height}});
  const bar = await page.locator('.player').boundingBox();
  for (const party of ['agent', 'customer']) {
    const lane = await page.locator(`.row.${party}`).first().boundingBox();
    ok(lane.y > 0 && lane.y + lane.height <= bar.y,
       `${width}x${height}: the lane of the ${party} is on the first screen`,
       `${lane.y} + ${lane.height}, bar at ${bar.y}`);
  }
  const wide = await page.evaluate(
    () => document.documentElement.scrollWidth - innerWidth);
  ok(wide <= 0, `${width}x${height}: and nothing sticks out`, wide);
  await page.context().close();
}

// ---- without scripts, for everybody ----------------------------------------

{
  const page = await open('rushed', '', {javaScriptEnabled: false});
  const text = await page.locator('main').innerText();
  ok(['Who spoke when', 'Moments to listen to', 'Exchanges', 'Pacing',
      'Definitions'].every(t => text.includes(t)), 'reads without scripts');
  ok(!await page.locator('#zoom-in').isVisible()
     && await page.locator('audio').isVisible(),
     'and shows nothing that would not work');
  await page.context().close();
}
for (const id of ['rushed', 'mono'])
  await looks(id);

// ---- an hour ---------------------------------------------------------------

{
  const bytes = fs.statSync(path.join(scratch, 'hour.html')).size;
  ok(bytes < 3 << 20, `an hour: a page of ${(bytes / 2 ** 20).toFixed(2)} MiB`);
  const page = await open('hour');
  const paint = await firstPaint(page);
  ok(paint < 3000, `first paint after ${Math.round(paint)} ms`);
  const zoom = await page.evaluate(() => new Promise(done => {
    const began = performance.now();
    for (let i = 0; i < 5; i++) document.getElementById('zoom-in').click();
    requestAnimationFrame(() => setTimeout(
      () => done(performance.now() - began), 0));
  }));
  ok(zoom < 2000, `five steps of zoom in ${Math.round(zoom)} ms`);
  await shoot(page, 'hour', false);
  await page.context().close();
}

await done();
