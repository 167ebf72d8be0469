/* page.js - plays moments, moves the cursor, zooms; the page reads without. */
(function () {
'use strict';
var plot = document.getElementById('plot');
var canvas = document.getElementById('canvas');
var cursor = document.getElementById('cursor');
var axis = document.querySelector('.axis .track');
var clock = document.getElementById('clock');
var said = document.getElementById('said');
var duration = +plot.dataset.duration;
var players = Array.from(document.querySelectorAll('audio'));
var main = players[0];
var offset = main ? +main.dataset.offset : 0;
var at = 0, zoom = 1;

/* ---- time ---------------------------------------------------------------- */

function seconds(s) {
  var m = Math.floor(s / 60);
  var two = function (n) { return (n < 10 ? '0' : '') + n; };
  return s >= 3600 ? Math.floor(m / 60) + ':' + two(m % 60) + ':' + two(s % 60)
                   : m + ':' + two(s % 60);
}

/* A place: 0:39.7 */
function text(t) {
  var tenths = Math.round(10 * t);
  return seconds(Math.floor(tenths / 10)) + '.' + tenths % 10;
}

function timeOf(hash) {
  var found = /^#t=(\d+(?:\.\d+)?)/.exec(hash);
  return found ? Math.min(+found[1], duration) : -1;
}

/* ---- the cursor ---------------------------------------------------------- */

function keepInSight() {
  var track = axis.getBoundingClientRect(), seen = plot.getBoundingClientRect();
  var x = track.left + at / duration * track.width;
  var left = seen.left + (track.left - canvas.getBoundingClientRect().left);
  if (x < left || x > seen.right - 8)
    plot.scrollLeft += x - left - (seen.right - left) / 4;
}

function show(t) {
  at = t;
  cursor.hidden = false;
  cursor.style.left = 100 * t / duration + '%';
  if (clock) clock.textContent = text(t);
  keepInSight();
}

/* ---- playing ------------------------------------------------------------- */

function place(player, t) {
  var set = function () { player.currentTime = t + offset; };
  if (player.readyState > 0) set();
  else player.addEventListener('loadedmetadata', set, {once: true});
}

function play() {
  players.forEach(function (player) {
    var promise = player.play();
    if (promise) promise.catch(function () { /* the browser said no */ });
  });
}

function seek(t, andPlay) {
  show(t);
  players.forEach(function (player) { place(player, t); });
  if (andPlay) play();
}

/* Follows at its own pace what a browser started some hundredths too late; a
   jump would be heard. */
function catchUp(second) {
  var late = main.currentTime - second.currentTime;
  var nudge = Math.abs(late) < 0.008 ? 0
    : Math.max(-0.06, Math.min(0.06, late));
  if (Math.abs(late) > 0.25) second.currentTime = main.currentTime;
  else second.playbackRate = main.playbackRate * (1 + nudge);
}

/* A second file follows the first one. */
function follow(second) {
  main.addEventListener('play', function () { second.play(); });
  main.addEventListener('pause', function () { second.pause(); });
  main.addEventListener('seeking', function () {
    second.currentTime = main.currentTime;
  });
  main.addEventListener('ratechange', function () {
    second.playbackRate = main.playbackRate;
  });
  main.addEventListener('volumechange', function () {
    second.volume = main.muted ? 0 : main.volume;
  });
  main.addEventListener('timeupdate', function () { catchUp(second); });
}

if (main) {
  players.slice(1).forEach(follow);
  main.addEventListener('timeupdate', function () {
    if (!main.seeking) show(Math.max(0, main.currentTime - offset));
  });
  main.addEventListener('error', function () {
    said.textContent = 'The recording cannot be played from here.';
    said.className = '';
  });
  document.getElementById('speed').addEventListener('change', function () {
    main.playbackRate = +this.value;
  });
}

/* ---- moments ------------------------------------------------------------- */

function linksOf(selector) {
  return Array.from(document.querySelectorAll(selector)).map(function (a) {
    return {t: timeOf(a.hash), link: a};
  }).sort(function (a, b) { return a.t - b.t; });
}

var moments = linksOf('#moments .go');
if (!moments.length) moments = linksOf('#all .go');

function mark(hash) {
  document.querySelectorAll('[aria-current]').forEach(function (a) {
    a.removeAttribute('aria-current');
  });
  document.querySelectorAll('a[href="' + hash + '"]').forEach(
    function (a) { a.setAttribute('aria-current', 'true'); });
}

/* Who comes from another page sees the moment, or else the lanes. */
function arrive(hash) {
  var t = timeOf(hash);
  var found = moments.filter(function (m) { return Math.abs(m.t - t) < 0.05; });
  mark(found.length ? found[0].link.hash : hash);
  (found.length ? found[0].link.closest('li, tr') : plot)
    .scrollIntoView({block: 'center'});
  seek(t, true);
}

function go(link) {
  var t = timeOf(link.hash);
  mark(link.hash);
  history.replaceState(null, '', link.hash);
  seek(t, true);
}

function step(forward) {
  var next = moments.filter(function (m) {
    return forward ? m.t > at + 0.05 : m.t < at - 1.5;
  });
  if (!next.length) return;
  var moment = next[forward ? 0 : next.length - 1];
  go(moment.link);
  said.textContent = moment.link.closest('li, tr').innerText.split('\n')[0];
}

function openDefinition(hash) {
  var found = /^#def-/.test(hash) && document.getElementById(hash.slice(1));
  if (found) found.open = true;
}

document.addEventListener('click', function (event) {
  var link = event.target.closest('a[href^="#"]');
  if (!link) return;
  openDefinition(link.hash);
  if (timeOf(link.hash) < 0) return;
  event.preventDefault();
  go(link);
});

window.addEventListener('hashchange', function () {
  openDefinition(location.hash);
  if (timeOf(location.hash) >= 0) arrive(location.hash);
});

/* ---- zoom and pan -------------------------------------------------------- */

function drawTicks() {
  var steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
  var width = axis.getBoundingClientRect().width;
  var every = steps.find(function (s) { return s * width / duration >= 80; })
    || 7200;
  axis.textContent = '';
  for (var t = 0; t < duration * 0.985; t += every) {
    var tick = document.createElement('span');
    tick.className = 'tick';
    tick.style.left = 100 * t / duration + '%';
    tick.textContent = seconds(t);
    axis.appendChild(tick);
  }
}

/* Pins too close to stand side by side stand one above the other. */
function layPins() {
  var ends = [], pins = Array.from(document.querySelectorAll('.pin'));
  var high = 1.7 * parseFloat(getComputedStyle(document.body).fontSize);
  pins.sort(function (a, b) { return timeOf(a.hash) - timeOf(b.hash); });
  pins.forEach(function (pin) {
    var x = pin.offsetLeft, level = 0;
    while (ends[level] > x) level++;
    ends[level] = x + pin.offsetWidth + 2;
    pin.style.top = level * high + 'px';
  });
  if (pins.length) pins[0].parentNode.style.height = ends.length * high + 'px';
}

function layOut() {
  drawTicks();
  layPins();
}

/* Keeps a time where it stands on the screen. */
function zoomTo(wanted, t) {
  var before = axis.getBoundingClientRect();
  var x = before.left + t / duration * before.width;
  zoom = Math.max(1, Math.min(wanted, Math.max(1, duration / 20)));
  canvas.style.width = 100 * zoom + '%';
  layOut();
  var after = axis.getBoundingClientRect();
  plot.scrollLeft += after.left + t / duration * after.width - x;
}

function timeAt(clientX) {
  var track = axis.getBoundingClientRect();
  return Math.max(0, Math.min(duration,
    (clientX - track.left) / track.width * duration));
}

function middle() {
  var seen = plot.getBoundingClientRect();
  return timeAt(seen.left + seen.width / 2);
}

plot.addEventListener('wheel', function (event) {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoomTo(zoom * (event.deltaY < 0 ? 1.25 : 0.8), timeAt(event.clientX));
}, {passive: false});

var drag = null;
plot.addEventListener('pointerdown', function (event) {
  if (event.pointerType === 'mouse' && event.button === 0)
    drag = {x: event.clientX, from: plot.scrollLeft, moved: false};
});
window.addEventListener('pointermove', function (event) {
  if (!drag) return;
  drag.moved = drag.moved || Math.abs(event.clientX - drag.x) > 4;
  if (drag.moved) plot.scrollLeft = drag.from - (event.clientX - drag.x);
});
window.addEventListener('pointerup', function () {
  setTimeout(function () { drag = null; }, 0);
});
plot.addEventListener('click', function (event) {
  if (event.target.closest('a, .label') || (drag && drag.moved)) return;
  var t = timeAt(event.clientX);
  history.replaceState(null, '', '#t=' + t.toFixed(2));
  seek(t, true);
});

var buttons = {
  'zoom-in': function () { zoomTo(zoom * 2, middle()); },
  'zoom-out': function () { zoomTo(zoom / 2, middle()); },
  'zoom-all': function () { zoomTo(1, 0); }
};
Object.keys(buttons).forEach(function (id) {
  document.getElementById(id).addEventListener('click', buttons[id]);
});

/* ---- keys ---------------------------------------------------------------- */

var keys = {
  ' ': function () {
    if (!main) return;
    if (main.paused) play(); else main.pause();
  },
  'ArrowRight': function () { step(true); },
  'ArrowLeft': function () { step(false); },
  '+': buttons['zoom-in'],
  '-': buttons['zoom-out']
};

document.addEventListener('keydown', function (event) {
  var own = event.target.closest('button, select, summary, audio, .scroll');
  if (own || event.ctrlKey || event.altKey || event.metaKey) return;
  if (!keys[event.key]) return;
  event.preventDefault();
  keys[event.key]();
});

/* ---- start --------------------------------------------------------------- */

document.querySelectorAll('.tools').forEach(function (tools) {
  tools.hidden = false;
});
layOut();
window.addEventListener('resize', layOut);
openDefinition(location.hash);
if (timeOf(location.hash) >= 0) arrive(location.hash);
})();
