// many.mjs - folders of reports like those of a season of calls, made from the
// pinned reports of the samples with figures shifted by a fixed recipe.
import fs from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const names = ['calmed', 'level', 'menu', 'pair', 'rushed', 'mono'];
const pinned = names.map(name => fs.readFileSync(
  path.join(root, 'samples', name + '.report.json'), 'utf8'));

// numbers between 0 and 1 that are the same each time
function dice(seed) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13; state ^= state >>> 17; state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const two = n => String(n).padStart(2, '0');

function vary(report, roll) {
  const scale = (object, key, by) => {
    if (object && typeof object[key] === 'number')
      object[key] = Math.round(object[key] * (1 + by * (roll() - 0.5)) * 1000)
        / 1000;
  };
  const {agent, customer} = report.parties;
  for (const party of [agent, customer]) {
    if (!party || party.talk_s === null) continue;
    ['talk_share', 'articulation_syl_s', 'pause_share'].forEach(
      k => scale(party, k, 0.3));
    scale(party.pitch, 'range_st', 0.4);
    scale(party.response_latency, 'median_s', 0.8);
    scale(party.baseline.rate_syl_s, 'value', 0.2);
    if (roll() < 0.1)
      Object.assign(party.response_latency,
                    {median_s: null, why: {median_s: 'too_few_exchanges'}});
    ['opening', 'closing', 'p90'].forEach(k => scale(party.activation, k, 0.9));
    if (party.interruptions.made !== null)
      party.interruptions.made += Math.floor(3 * roll() * roll());
  }
  scale(report.input, 'duration_s', 1);
  scale(report.conversation.silence, 'longest_s', 1);
  scale(report.conversation, 'overlap_share', 1);
  report.pacing.forEach(note => scale(note, 'value', 0.8));
  report.highlights.forEach(h => scale(h, 'confidence', 0.2));
}

// Writes `count` reports; agents: their number; pages: whether each call has a
// page, of a line, to link to.
export function season(folder, count, {agents = 12, pages = true} = {}) {
  fs.mkdirSync(folder, {recursive: true});
  for (let i = 0; i < count; i++) {
    const roll = dice(977 * i + 1);
    const report = JSON.parse(pinned[Math.floor(roll() * pinned.length)]);
    const id = `2026-${two(4 + Math.floor(i / 28 / agents) % 9)}__` +
      `call-${String(i + 1).padStart(5, '0')}`;
    vary(report, roll);
    report.call_id = id;
    Object.assign(report.call, {
      agent_id: `agent ${two(1 + i % agents)}`,
      queue: ['billing', 'repairs', 'new customers'][Math.floor(3 * roll())],
      direction: roll() < 0.8 ? 'in' : 'out',
      started_at: new Date(Date.UTC(2026, 3, 1, 8) + 86400e3 *
        Math.floor(i / agents / 3) + 60e3 * Math.floor(480 * roll()))
        .toISOString().slice(0, 16), why: {}});
    report.segments = report.events = report.exchanges = [];
    fs.writeFileSync(path.join(folder, id + '.json'),
                     JSON.stringify(report, null, 1) + '\n');
    if (pages)
      fs.writeFileSync(path.join(folder, id + '.html'),
                       '<!DOCTYPE html><title>a call</title>');
  }
}
