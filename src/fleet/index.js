/* index.js - sorts and filters the tables of index.html; it reads without. */
(function () {
'use strict';
var form = document.getElementById('filters');
var field = function (id) { return document.getElementById(id); };

/* ---- tables -------------------------------------------------------------- */

/* Thousands of rows take long to lay out, so only some are in the page at a
   time: more come as the reader scrolls. */
var PART = 200;

/* A table and, where it is long, the rest of it, which waits folded away. */
function Table(id) {
  var table = field(id), rest = field(id + '-rest');
  this.body = table.tBodies[0];
  this.box = table.parentNode;
  this.heads = Array.from(table.tHead.rows[0].cells);
  var rows = Array.from(this.body.rows);
  if (rest) {
    rows = rows.concat(Array.from(rest.querySelector('tbody').rows));
    rest.remove();
  }
  this.items = rows.map(function (row, i) {
    return {row: row, first: i, cells: [], words: null};
  });
  this.fitting = this.items;
  this.box.addEventListener('scroll', this.more.bind(this));
  window.addEventListener('beforeprint', this.show.bind(this, Infinity));
}

/* The first `count` rows that fit, in place of what was there. */
Table.prototype.show = function (count) {
  var part = document.createDocumentFragment();
  this.shown = Math.min(count, this.fitting.length);
  for (var i = 0; i < this.shown; i++) part.appendChild(this.fitting[i].row);
  this.body.textContent = '';
  this.body.appendChild(part);
};

Table.prototype.more = function () {
  var box = this.box, upto = Math.min(this.shown + PART, this.fitting.length);
  if (box.scrollTop + 2 * box.clientHeight < box.scrollHeight) return;
  for (; this.shown < upto; this.shown++)
    this.body.appendChild(this.fitting[this.shown].row);
};

Table.prototype.column = function (key) {
  return this.heads.findIndex(function (h) { return h.dataset.k === key; });
};

function textOf(item, column) {
  if (item.cells[column] === undefined) {
    var cell = item.row.cells[column];
    item.cells[column] = cell.dataset.v || cell.textContent.trim();
  }
  return item.cells[column];
}

function numberOf(text) {
  var n = parseFloat(text.replace('\u2212', '-').replace('%', ''));
  return isNaN(n) ? null : n;
}

/* What is not known comes last, either way. */
Table.prototype.sort = function (column, down) {
  var numbers = this.heads[column].className === 'n';
  var collator = new Intl.Collator(undefined, {numeric: true});
  this.items.forEach(function (item) {
    var text = textOf(item, column);
    item.key = numbers ? numberOf(text) : text || null;
  });
  var compare = function (a, b) {
    if (a.key === null || b.key === null)
      return (a.key === null) - (b.key === null) || a.first - b.first;
    var order = numbers ? a.key - b.key : collator.compare(a.key, b.key);
    return (down ? -order : order) || a.first - b.first;
  };
  this.items.sort(compare);
  if (this.fitting !== this.items) this.fitting.sort(compare);
  this.box.scrollTop = 0;
  this.show(PART);
};

/* Numbers begin with the largest: what stands out comes first. */
Table.prototype.sortBy = function (head) {
  var now = head.getAttribute('aria-sort');
  var numbers = head.className === 'n';
  var down = now ? now === 'ascending' : numbers && head.dataset.k !== 'rank';
  this.heads.forEach(function (h) { h.removeAttribute('aria-sort'); });
  head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
  this.sort(this.heads.indexOf(head), down);
};

Table.prototype.makeSortable = function () {
  var table = this;
  this.heads.forEach(function (head) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = head.textContent;
    button.addEventListener('click', function () { table.sortBy(head); });
    head.textContent = '';
    head.appendChild(button);
  });
};

/* Shows the rows that fit; how many. */
Table.prototype.filter = function (fits) {
  this.fitting = this.items.filter(fits);
  this.show(PART);
  return this.fitting.length;
};

Table.prototype.values = function (key) {
  var column = this.column(key), seen = new Set();
  this.items.forEach(function (item) { seen.add(textOf(item, column)); });
  seen.delete('');
  return Array.from(seen).sort(new Intl.Collator(undefined,
    {numeric: true}).compare);
};

/* ---- filters ------------------------------------------------------------- */

var calls = new Table('calls-table'), moments = new Table('moments-table');

function words() {
  return field('text').value.toLowerCase().split(/\s+/).filter(Boolean);
}

function has(item, wanted) {
  if (!wanted.length) return true;
  if (item.words === null) item.words = item.row.textContent.toLowerCase();
  return wanted.every(function (word) { return item.words.includes(word); });
}

function is(item, table, id) {
  var wanted = field(id).value;
  return !wanted || textOf(item, table.column(id)) === wanted;
}

function bounded(item) {
  var key = field('figure').value, limit = parseFloat(field('limit').value);
  if (!key || isNaN(limit)) return true;
  var value = numberOf(textOf(item, calls.column(key)));
  return value !== null && (value - limit) * +field('side').value >= 0;
}

function fitsCall(item) {
  return is(item, calls, 'agent') && is(item, calls, 'queue') &&
         bounded(item);
}

/* Words may be of a moment's sentence: its call need not hold them. */
function apply() {
  var wanted = words(), kept = new Set(), id = calls.column('call');
  var inMoment = moments.column('call');
  var n = calls.filter(function (item) {
    var fits = fitsCall(item);
    if (fits) kept.add(textOf(item, id));
    return fits && has(item, wanted);
  });
  var m = moments.filter(function (item) {
    return kept.has(textOf(item, inMoment)) && is(item, moments, 'kind') &&
           has(item, wanted);
  });
  field('shown').textContent = n + ' of ' + calls.items.length + ' calls, ' +
    m + ' of ' + moments.items.length + ' moments';
}

function offer(id, values) {
  var select = field(id);
  values.forEach(function (value) {
    select.add(new Option(value[1], value[0]));
  });
  select.closest('label').hidden = !values.length;
}

function twice(value) { return [value, value]; }

function fill() {
  offer('agent', calls.values('agent').map(twice));
  offer('queue', calls.values('queue').map(twice));
  offer('kind', moments.values('kind').map(twice));
  offer('figure', calls.heads.filter(function (head) {
    return head.className === 'n';
  }).map(function (head) {
    return [head.dataset.k, head.textContent +
      (head.dataset.k === 'input.duration_s' ? ', s' : '')];
  }));
}

/* index.html#agent=a%207 */
function fromHash() {
  var found = /^#agent=(.*)/.exec(location.hash);
  if (!found) return;
  try {
    field('agent').value = decodeURIComponent(found[1]);
  } catch (error) { return; }
  apply();
}

/* ---- start --------------------------------------------------------------- */

function start() {
  fill();
  calls.makeSortable();
  moments.makeSortable();
  form.hidden = false;
  form.addEventListener('submit', function (e) { e.preventDefault(); });
  form.addEventListener('reset', function () { setTimeout(apply, 0); });
  form.addEventListener('change', apply);
  var waiting = 0;
  form.addEventListener('input', function () {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  window.addEventListener('hashchange', fromHash);
  apply();
  fromHash();
}

/* The page is painted before thousands of cells are read. */
requestAnimationFrame(function () { setTimeout(start, 0); });

document.addEventListener('click', function (event) {
  var link = event.target.closest('a[href^="#def-"]');
  if (link) document.getElementById(link.hash.slice(1)).open = true;
});
})();
