import { colourOf, byId, complain, getJson, groups, listen, on, post, state, tell } from './browse.api.js';
import { bytesOf, count, drawExtremes, element, percent, resolved, showPlayButton } from './pictures.js';
import { wanted } from './browse.filters.js';
import { isPlaying, play, preload, toggle } from './browse.player.js';

// ---- The list: only the rows in view exist, and only those near them are asked for ----
const chunk = 60;
const overscan = 8;
const scroller = byId('scroll');
const host = byId('rows');
const shown = new Map();
let cache = new Map();
let rowHeight = 56;
let wantedNow = 0;

// Asks for the list anew; where the library has changed and not what is wanted, it stays where it was scrolled to.
export async function reload(isSameQuestion = false) {
  const number = ++wantedNow;
  try {
    const view = await post('api/views', wanted());
    if (number !== wantedNow) {
      return;
    }

    const next = { number: view.view, count: view.count };
    const from = isSameQuestion === true ? Math.floor(Math.max(0, firstInView() - overscan) / chunk) : 0;
    const fresh = new Map();

    // What comes into view is fetched first, so that nothing flashes.
    await Promise.all([from, from + 1].filter(part => part * chunk < next.count).map(async part => fresh.set(part, await fetchChunk(next.number, part))));
    if (number !== wantedNow) {
      return;
    }

    state.view = next;
    cache = fresh;
    if (isSameQuestion !== true) {
      scroller.scrollTop = 0;
    }

    byId('nothing').hidden = next.count > 0;
    byId('table').setAttribute('aria-rowcount', next.count + 1);
    showCount();
    redrawRows();
    tell('view');
  } catch (error) {
    complain(error);
  }
}

function showCount() {
  const all = state.library?.sounds ?? 0;
  byId('count').textContent = state.view.count === all ? `${count(all)} sounds` : `${count(state.view.count)} of ${count(all)} sounds`;
  byId('unlike').hidden = !state.like;
  byId('unlike').textContent = state.like ? `Like ${state.like.name} ✕` : '';
}

async function fetchChunk(view, part) {
  return (await getJson(`api/rows?view=${view}&from=${part * chunk}&count=${chunk}`)).rows;
}

export function rowAt(position) {
  const part = Math.floor(position / chunk);
  const rows = cache.get(part);
  if (Array.isArray(rows)) {
    return rows[position - part * chunk];
  }

  if (!rows && position >= 0 && position < state.view.count) {
    const owner = cache;
    owner.set(part, fetchChunk(state.view.number, part).then(found => {
      owner.set(part, found);
      if (owner === cache) {
        drawRows();
      }
    }, error => {
      owner.delete(part);
      if (error.status === 410) {
        reload(true);
      }
    }));
  }

  return undefined;
}

const firstInView = () => Math.floor(scroller.scrollTop / rowHeight);

export function redrawRows() {
  const focused = host.contains(document.activeElement) ? document.activeElement.className : null;
  rowHeight = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
  host.style.height = `${state.view.count * rowHeight}px`;
  shown.clear();
  host.replaceChildren();
  drawRows();
  if (focused !== null && state.current) {
    [...shown.values()].find(row => Number(row.dataset.id) === state.current.id)?.querySelector('.play')?.focus({ preventScroll: true });
  }
}

function drawRows() {
  const first = Math.max(0, firstInView() - overscan);
  const last = Math.min(state.view.count - 1, Math.ceil((scroller.scrollTop + scroller.clientHeight) / rowHeight) + overscan);
  for (const [position, row] of shown) {
    // The row that holds the focus stays, or the keyboard would lose its place.
    if ((position < first || position > last) && !row.contains(document.activeElement)) {
      row.remove();
      shown.delete(position);
    }
  }

  for (let position = first; position <= last; position++) {
    const sound = rowAt(position);
    const old = shown.get(position);
    if (old && (!old.classList.contains('waiting') || !sound)) {
      continue;
    }

    const row = sound ? makeRow(sound, position) : waitingRow(position);
    old?.remove();
    shown.set(position, row);
    const next = [...host.children].find(other => Number(other.dataset.position) > position);
    host.insertBefore(row, next ?? null);
  }

  // The next part in both directions, before it is scrolled to.
  rowAt(Math.max(0, first - chunk / 2));
  rowAt(last + chunk / 2);
}

let pending = false;
scroller.addEventListener('scroll', () => {
  if (!pending) {
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      drawRows();
    });
  }
}, { passive: true });
addEventListener('resize', redrawRows);

function rowAround(position) {
  const row = element('div', 'row');
  row.setAttribute('role', 'row');
  row.setAttribute('aria-rowindex', position + 2);
  row.dataset.position = position;
  row.style.transform = `translateY(${position * rowHeight}px)`;
  return row;
}

function waitingRow(position) {
  const row = rowAround(position);
  row.classList.add('waiting');
  row.append(cell(''), cell(''), cell(''), cell('file', element('small', '', '…')), cell(''), cell(''));
  return row;
}

function cell(className, ...content) {
  const made = element('div', className);
  made.setAttribute('role', 'cell');
  made.append(...content);
  return made;
}

function makeRow(sound, position) {
  const row = rowAround(position);
  row.dataset.id = sound.id;
  row.classList.toggle('failed', sound.state === 'failed');
  row.classList.toggle('current', sound.id === state.current?.id);
  row.append(checkCell(sound), playCell(sound), waveCell(sound), fileCell(sound), classCell(sound), probabilityCell(sound));
  let hovering;
  row.addEventListener('mouseenter', () => {
    hovering = setTimeout(() => byId('hover').checked && sound.state !== 'failed' && go(sound, position), 60);
  });
  row.addEventListener('mouseleave', () => clearTimeout(hovering));
  row.addEventListener('click', event => {
    if (!event.target.closest('button, input, .wave')) {
      choose(sound, position);
    }
  });
  return row;
}

function checkCell(sound) {
  const box = element('input');
  box.type = 'checkbox';
  box.checked = state.chosen.has(sound.id);
  box.setAttribute('aria-label', `Select ${sound.name}`);
  box.addEventListener('change', () => {
    state.chosen[box.checked ? 'add' : 'delete'](sound.id);
    tell('chosen');
  });
  return cell('', box);
}

function playCell(sound) {
  if (sound.state === 'failed') {
    return cell('');
  }

  const button = element('button', 'play');
  button.type = 'button';
  showPlayButton(button, isPlaying(sound), sound.name);
  button.addEventListener('click', () => {
    choose(sound, Number(button.closest('.row').dataset.position));
    toggle(sound);
  });
  return cell('', button);
}

function waveCell(sound) {
  if (!sound.wave) {
    return cell('');
  }

  const canvas = element('canvas');
  canvas.setAttribute('aria-hidden', 'true');
  drawExtremes(canvas, new Int8Array(bytesOf(sound.wave).buffer), resolved(colourOf(sound.group)));
  const made = cell('wave', canvas, element('i'));
  made.title = 'Play from here';
  made.addEventListener('click', event => {
    const box = made.getBoundingClientRect();
    choose(sound, Number(made.closest('.row').dataset.position));
    play(sound, (event.clientX - box.left) / box.width * sound.seconds);
  });
  return made;
}

function fileCell(sound) {
  const facts = [sound.seconds === undefined ? '' : `${sound.seconds.toFixed(2)} s`, sound.format, sound.folder];
  const note = sound.note ? [element('span', 'note', sound.note), ' · '] : [];
  const small = element('small', '', sound.error ?? '');
  if (!sound.error) {
    small.append(...note, facts.filter(Boolean).join(' · '));
  }

  const made = cell('file', element('b', '', sound.name), small);
  made.title = [`${sound.folder}${state.library.separator}${sound.name}`, sound.note, sound.error, sound.warnings].filter(Boolean).join('\n');
  return made;
}

function classCell(sound) {
  if (sound.state === 'failed') {
    return cell('class', element('em', '', 'not readable'));
  }

  const dot = element('span', 'dot');
  dot.style.setProperty('--colour', colourOf(sound.group));
  const name = element('div', '', sound.group);
  if (sound.state === 'corrected') {
    name.append(element('small', 'said', sound.heard === sound.group ? 'you agree' : `you said; heard ${sound.heard}`));
  } else if (sound.state === 'uncertain') {
    name.append(element('em', '', sound.instead ?? 'uncertain'));
  }

  if (sound.kind && sound.kind !== sound.group) {
    name.append(element('small', '', sound.kind + (sound.kindUncertain ? '?' : '')));
  }

  return cell('class', dot, name);
}

function probabilityCell(sound) {
  if (!sound.probabilities) {
    return cell('');
  }

  const labels = state.library.labels;
  const ranked = sound.probabilities.map((value, label) => ({ value, name: labels[label] ?? '' })).sort((a, b) => b.value - a.value);
  const numbers = element('div', 'numbers');
  numbers.append(element('span', '', sound.similarity === undefined ? percent(sound.confidence) : `${percent(sound.similarity)} alike`));
  if (ranked.length > 1 && ranked[1].value >= 0.0005) {
    numbers.append(element('span', '', `${ranked[1].name} ${percent(ranked[1].value)}`));
  }

  const bar = element('div', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  for (const { value, name } of ranked) {
    const part = element('span');
    part.style.width = `${100 * value}%`;
    part.style.setProperty('--colour', colourOf(name));
    bar.append(part);
  }

  const made = cell('', numbers, bar);
  made.title = ranked.map(({ value, name }) => `${name} ${percent(value)}`).join('\n');
  return made;
}

// ---- The current sound ----
export function choose(sound, position = state.position) {
  state.current = sound;
  state.position = position;
  for (const row of shown.values()) {
    row.classList.toggle('current', Number(row.dataset.id) === sound.id);
  }

  tell('current');
}

function go(sound, position) {
  choose(sound, position);
  play(sound, 0);
  preload([position + 1, position + 2, position - 1].map(rowAt).filter(Boolean));
}

export function refreshPlaying() {
  for (const [position, row] of shown) {
    const sound = rowAt(position);
    const button = row.querySelector('.play');
    if (sound && button) {
      showPlayButton(button, isPlaying(sound), sound.name);
    }
  }
}

export const rowOf = sound => [...shown.values()].find(row => Number(row.dataset.id) === sound?.id);

async function step(steps) {
  const target = Math.max(0, Math.min(state.view.count - 1, (state.position ?? -1) + steps));
  const top = target * rowHeight;
  const head = byId('table').firstElementChild.offsetHeight;
  if (top < scroller.scrollTop) {
    scroller.scrollTop = top;
  } else if (top + rowHeight + head > scroller.scrollTop + scroller.clientHeight) {
    scroller.scrollTop = top + rowHeight + head - scroller.clientHeight;
  }

  state.position = target;
  let sound = rowAt(target);
  if (!sound) {
    await cache.get(Math.floor(target / chunk));
    sound = rowAt(target);
  }

  if (sound && state.position === target) {
    drawRows();
    go(sound, target);
    (shown.get(target)?.querySelector('.play') ?? shown.get(target)?.querySelector('input'))?.focus({ preventScroll: true });
  }
}

document.addEventListener('keydown', event => {
  const isTyping = event.target.closest('input:not([type="checkbox"]), select, textarea, dialog');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }

  const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
  if (event.key in steps && !byId('list').hidden) {
    event.preventDefault();
    step(steps[event.key]);
  } else if (event.key === '/') {
    event.preventDefault();
    byId('filterBox').open = true;
    byId('search').focus();
  } else if (state.current) {
    byKey(event);
  }
});

function byKey(event) {
  const sound = state.current;
  if (event.key === ' ' && !event.target.closest('button, summary, input')) {
    event.preventDefault();
    toggle(sound);
  } else if (event.key === 'x') {
    state.chosen[state.chosen.has(sound.id) ? 'delete' : 'add'](sound.id);
    tell('chosen');
  } else if (event.key === 'm') {
    byId('like').click();
  } else if (event.key === '0') {
    byId('takeBack').click();
  } else if (event.key >= '1' && event.key <= '9') {
    byId('say').children[Number(event.key) - 1]?.click();
  }
}

listen('chosen', () => {
  for (const row of shown.values()) {
    const box = row.querySelector('input');
    if (box) {
      box.checked = state.chosen.has(Number(row.dataset.id));
    }
  }
});
listen('playing', refreshPlaying);
on('unlike', 'click', () => {
  state.like = null;
  reload();
});
