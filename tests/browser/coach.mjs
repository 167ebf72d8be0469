// coach.mjs - the coach pages in a real browser: links to calls and moments,
// reads without scripts, nothing said on the console, axe finds nothing.
import fs from 'node:fs';
import path from 'node:path';
import {brokenOnPaper, command, done, looks, ok, open, sample, scratch}
  from './browser.mjs';
import {season} from './many.mjs';

const hostile = `<img src=x onerror=alert(1)>'"&`;
season(path.join(scratch, 'one'), 30, {agents: 1});
const mine = JSON.parse(fs.readFileSync(
  sample('rushed.report.json'), 'utf8'));
mine.call_id = mine.call.agent_id = hostile;
fs.writeFileSync(path.join(scratch, 'one', 'evil.json'), JSON.stringify(mine));
command('analyze', '-q', '-o', path.join(scratch, 'one'), '--format', 'html',
        sample('rushed.flac'));
command('coach', path.join(scratch, 'one'), '-o', path.join(scratch, 'one'));
const agent = 'one/agent 01.coach';

{
  const page = await open(agent);
  const heads = await page.$$eval('h2', all => all.map(
    h => h.textContent.replace('?', '').trim()));
  const wanted = ['Own course, call by call', 'Strengths',
    'One thing to practise', 'Pacing against own habit',
    'What followed what', 'Calls', 'Definitions'];
  ok(heads.join() === wanted.join(),
     'the own course first, then strengths, then one thing to practise', heads);
  ok(await page.locator('#course circle').count() >= 4 * 25,
     'a dot a call');
  ok(await page.locator('#calls tbody tr').count() === 30,
     'and the same as a table');
  const place = page.locator('.point .places a').first();
  const to = await place.getAttribute('href');
  await place.click();
  ok(/#t=[\d.]+$/.test(to) && page.url().endsWith(to),
     `an example leads into its call: ${to}`);
  await page.goBack();
  await page.locator('#course .dots a').first().click();
  ok(/__call-\d+\.html$/.test(page.url()), 'so does a dot');
  await page.goBack();
  await page.locator('.ways a', {hasText: 'This agent'}).click();
  await page.waitForSelector('#filters:not([hidden])');
  ok(await page.locator('#agent').inputValue() === 'agent 01',
     'to this agent\'s calls');
  await page.locator('#calls-table tbody a[href$=".coach.html"]').first()
    .click();
  ok(page.url().endsWith('agent%2001.coach.html'), 'and back from there');
  await page.locator('h2 .def, h3 .def').first().click();
  ok(await page.locator('#definitions details[open]').count() === 1,
     'a definition opens');
  await page.locator('.ways a', {hasText: 'All agents'}).click();
  const names = await page.locator('#agents tbody th').allTextContents();
  ok(names.join() === [hostile, 'agent 01', 'Calls without an agent'].join(),
     'agents by name', names);
  await page.locator('#agents a').first().click();
  ok(await page.locator('h1').textContent() === hostile
     && await page.locator('img').count() === 0, 'a hostile name is text');
  ok(!page.complaints.length, 'the console is silent', page.complaints);
  await page.context().close();
}
{
  const page = await open(agent, '', {javaScriptEnabled: false});
  const text = await page.locator('main').innerText();
  ok(text.includes('Own course') && await page.locator('circle').count() > 99,
     'reads without scripts');
  await page.context().close();
}
{
  const [broken, cells] = await brokenOnPaper(agent, '#calls td:nth-child(2)');
  ok(cells === 30 && !broken, 'on paper: when a call began is one line',
     `${broken} of ${cells}`);
}
await looks(agent, 'coach');
await looks('one/coach', 'agents');
await done();
