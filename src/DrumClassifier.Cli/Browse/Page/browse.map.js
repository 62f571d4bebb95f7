import { colourOf, byId, complain, getBytes, getJson, groups, listen, on, post, state, tell } from './browse.api.js';
import { resolved } from './pictures.js';
import { choose } from './browse.list.js';
import { play } from './browse.player.js';

// ---- The map: every sound of the list a point, near those it is like ----
const canvas = byId('points');
const cells = 256;
const reach = 14;
let points = null;
let grid = null;
let scale = 1;
let originX = 0;
let originY = 0;
let lasso = null;
let under = -1;
let loadedView = -1;
let pending = false;

async function load() {
  const view = state.view.number;
  if (byId('map').hidden || loadedView === view) {
    return;
  }

  loadedView = view;
  try {
    const buffer = await getBytes(`api/map?view=${view}`);
    const n = new DataView(buffer).getUint32(0, true);
    points = {
      ids: new Uint32Array(buffer, 4, n),
      x: new Uint16Array(buffer, 4 + 4 * n, n),
      y: new Uint16Array(buffer, 4 + 6 * n, n),
      group: new Uint8Array(buffer, 4 + 8 * n, n),
    };
    grid = gridOf(points);
    under = -1;
    redrawMap();
    canvas.dataset.count = n;
  } catch (error) {
    loadedView = -1;
    if (error.status !== 410) {
      complain(error);
    }
  }
}

// Which points are in which cell, so that the nearest is found among few.
function gridOf({ x, y, ids }) {
  const starts = new Uint32Array(cells * cells + 1);
  const cellOf = i => (y[i] >> 8) * cells + (x[i] >> 8);
  for (let i = 0; i < ids.length; i++) {
    starts[cellOf(i) + 1]++;
  }

  for (let cell = 0; cell < cells * cells; cell++) {
    starts[cell + 1] += starts[cell];
  }

  const places = starts.slice();
  const order = new Uint32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    order[places[cellOf(i)]++] = i;
  }

  return { starts, order };
}

function size() {
  const ratio = devicePixelRatio || 1;
  const { width, height } = canvas.getBoundingClientRect();
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  return { ratio, width, height };
}

// From places 0 … 65,535 to the canvas: the whole square fits, whatever its shape.
const unit = () => Math.min(canvas.clientWidth, canvas.clientHeight) / 65535 * scale;
const toX = place => canvas.clientWidth / 2 + (place - 32768) * unit() + originX;
const toY = place => canvas.clientHeight / 2 + (place - 32768) * unit() + originY;

export function redrawMap() {
  if (!pending && !byId('map').hidden) {
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      draw();
    });
  }
}

function draw() {
  const { ratio } = size();
  const context = canvas.getContext('2d');
  if (!points) {
    return;
  }

  const names = groups();
  const colours = [...names.map(name => resolved(colourOf(name))), resolved('var(--other)')];
  const dot = Math.max(2, Math.min(9, 2400 / Math.sqrt(points.ids.length + 1) / 20 * Math.sqrt(scale))) * ratio;
  const buckets = colours.map(() => []);
  for (let i = 0; i < points.ids.length; i++) {
    buckets[Math.min(points.group[i], colours.length - 1)].push(i);
  }

  const u = unit() * ratio;
  const left = canvas.width / 2 + originX * ratio - 32768 * u - dot / 2;
  const top = canvas.height / 2 + originY * ratio - 32768 * u - dot / 2;
  context.globalAlpha = points.ids.length > 20000 ? 0.55 : 0.8;
  buckets.forEach((bucket, group) => {
    context.fillStyle = colours[group];
    for (const i of bucket) {
      context.fillRect(left + points.x[i] * u, top + points.y[i] * u, dot, dot);
    }
  });
  context.globalAlpha = 1;
  context.strokeStyle = resolved('var(--text)');
  context.lineWidth = 1.5 * ratio;
  if (state.chosen.size > 0) {
    for (let i = 0; i < points.ids.length; i++) {
      if (state.chosen.has(points.ids[i])) {
        context.strokeRect(left + points.x[i] * u - 1, top + points.y[i] * u - 1, dot + 2, dot + 2);
      }
    }
  }

  if (under >= 0) {
    context.beginPath();
    context.arc(toX(points.x[under]) * ratio, toY(points.y[under]) * ratio, 8 * ratio, 0, 2 * Math.PI);
    context.stroke();
  }

  if (lasso?.length > 1) {
    context.beginPath();
    lasso.forEach(([x, y], index) => context[index ? 'lineTo' : 'moveTo'](x * ratio, y * ratio));
    context.closePath();
    context.stroke();
    context.globalAlpha = 0.12;
    context.fillStyle = resolved('var(--accent)');
    context.fill();
    context.globalAlpha = 1;
  }
}

function nearest(x, y) {
  if (!points) {
    return -1;
  }

  const placeX = (x - canvas.clientWidth / 2 - originX) / unit() + 32768;
  const placeY = (y - canvas.clientHeight / 2 - originY) / unit() + 32768;
  const range = Math.ceil(reach / unit() / 256);
  let best = -1;
  let least = (reach / unit()) ** 2;
  for (let row = Math.max(0, (placeY >> 8) - range); row <= Math.min(cells - 1, (placeY >> 8) + range); row++) {
    for (let column = Math.max(0, (placeX >> 8) - range); column <= Math.min(cells - 1, (placeX >> 8) + range); column++) {
      const cell = row * cells + column;
      for (let at = grid.starts[cell]; at < grid.starts[cell + 1]; at++) {
        const i = grid.order[at];
        const distance = (points.x[i] - placeX) ** 2 + (points.y[i] - placeY) ** 2;
        if (distance < least) {
          [best, least] = [i, distance];
        }
      }
    }
  }

  return best;
}

async function visit(index, isPlayed) {
  under = index;
  redrawMap();
  if (index < 0) {
    byId('under').textContent = '';
    return;
  }

  const id = points.ids[index];
  try {
    const { view } = await post('api/views', { ids: [id], order: 'Path' });
    const { rows } = await getJson(`api/rows?view=${view}&from=0&count=1`);
    if (points.ids[under] === id && rows.length > 0) {
      byId('under').textContent = `${rows[0].name} · ${rows[0].group}`;
      choose(rows[0], null);
      if (isPlayed) {
        play(rows[0], 0);
      }
    }
  } catch (error) {
    complain(error);
  }
}

// ---- The mouse: over a point plays it, drawing around points selects them, the wheel zooms, with Shift or the middle button it moves ----
let dragged = null;
canvas.addEventListener('pointerdown', event => {
  canvas.setPointerCapture(event.pointerId);
  if (event.button === 1 || event.shiftKey) {
    event.preventDefault();
    dragged = [event.offsetX - originX, event.offsetY - originY];
  } else {
    lasso = [[event.offsetX, event.offsetY]];
  }
});
canvas.addEventListener('pointermove', event => {
  if (dragged) {
    [originX, originY] = [event.offsetX - dragged[0], event.offsetY - dragged[1]];
    redrawMap();
  } else if (lasso) {
    lasso.push([event.offsetX, event.offsetY]);
    redrawMap();
  } else {
    const index = nearest(event.offsetX, event.offsetY);
    if (index !== under) {
      visit(index, true);
    }
  }
});
canvas.addEventListener('pointerup', event => {
  const drawn = lasso;
  [lasso, dragged] = [null, null];
  if (drawn?.length > 4) {
    select(drawn, event.ctrlKey || event.metaKey);
  } else if (drawn) {
    visit(nearest(event.offsetX, event.offsetY), true);
  }
});
canvas.addEventListener('wheel', event => {
  event.preventDefault();
  zoom(event.deltaY < 0 ? 1.25 : 0.8, event.offsetX, event.offsetY);
}, { passive: false });

function zoom(factor, x = canvas.clientWidth / 2, y = canvas.clientHeight / 2) {
  const next = Math.max(0.5, Math.min(60, scale * factor));
  originX = x - canvas.clientWidth / 2 - (x - canvas.clientWidth / 2 - originX) * next / scale;
  originY = y - canvas.clientHeight / 2 - (y - canvas.clientHeight / 2 - originY) * next / scale;
  scale = next;
  redrawMap();
}

function select(outline, isAdded) {
  if (!isAdded) {
    state.chosen.clear();
  }

  // A point is inside where a line from it to the side crosses the outline an odd number of times.
  const [xs, ys] = [outline.map(([x]) => x), outline.map(([, y]) => y)];
  const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  for (let i = 0; i < points.ids.length; i++) {
    const [x, y] = [toX(points.x[i]), toY(points.y[i])];
    if (x < left || x > right || y < top || y > bottom) {
      continue;
    }

    let inside = false;
    for (let a = 0, b = outline.length - 1; a < outline.length; b = a++) {
      if ((ys[a] > y) !== (ys[b] > y) && x < (xs[b] - xs[a]) * (y - ys[a]) / (ys[b] - ys[a]) + xs[a]) {
        inside = !inside;
      }
    }

    if (inside) {
      state.chosen.add(points.ids[i]);
    }
  }

  tell('chosen');
}

// ---- The keyboard: the nearest sound in a direction ----
const directions = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
canvas.addEventListener('keydown', event => {
  if (event.key === '+' || event.key === '-') {
    zoom(event.key === '+' ? 1.25 : 0.8);
  } else if (event.key in directions && points?.ids.length > 0) {
    event.preventDefault();
    event.stopPropagation();
    visit(neighbour(directions[event.key]), true);
  }
});

function neighbour([dx, dy]) {
  const [x, y] = under >= 0 ? [points.x[under], points.y[under]] : [32768, 32768];
  let best = under;
  let least = Infinity;
  for (let i = 0; i < points.ids.length; i++) {
    const along = (points.x[i] - x) * dx + (points.y[i] - y) * dy;
    const across = Math.abs((points.x[i] - x) * dy) + Math.abs((points.y[i] - y) * dx);
    if (i !== under && along > 0 && across <= along && along + across < least) {
      [best, least] = [i, along + across];
    }
  }

  return best;
}

function show(isMap) {
  byId('map').hidden = !isMap;
  byId('list').hidden = isMap;
  byId('asMap').setAttribute('aria-pressed', String(isMap));
  byId('asList').setAttribute('aria-pressed', String(!isMap));
  if (isMap) {
    load();
    redrawMap();
  } else {
    tell('list');
  }
}

on('asMap', 'click', () => show(true));
on('asList', 'click', () => show(false));
on('closer', 'click', () => zoom(1.5));
on('farther', 'click', () => zoom(1 / 1.5));
on('whole', 'click', () => {
  [scale, originX, originY] = [1, 0, 0];
  redrawMap();
});
addEventListener('resize', redrawMap);
listen('view', load);
listen('chosen', redrawMap);
