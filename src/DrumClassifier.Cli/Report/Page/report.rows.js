// ---- The list: only the rows in view exist ----
const overscan = 6;
const shown = new Map();
let rowHeight = 64;

function measure() {
  rowHeight = parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--row'));
  rowsHost.style.height = `${visible.length * rowHeight}px`;
  drawRows();
}

function clearRows() {
  shown.clear();
  rowsHost.replaceChildren();
}

function drawRows() {
  const top = -rowsHost.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor(top / rowHeight) - overscan);
  const last = Math.min(visible.length - 1, Math.ceil((top + innerHeight) / rowHeight) + overscan);
  for (const [position, row] of shown) {
    // The row that holds the focus stays, or the keyboard would lose its place.
    if ((position < first || position > last) && !row.contains(document.activeElement)) {
      row.remove();
      shown.delete(position);
    }
  }

  for (let position = first; position <= last; position++) {
    if (!shown.has(position)) {
      const row = makeRow(visible[position], position);
      shown.set(position, row);
      const next = [...rowsHost.children].find(other => Number(other.dataset.position) > position);
      rowsHost.insertBefore(row, next ?? null);
    }
  }
}

let pending = false;
function later() {
  if (!pending) {
    pending = true;
    requestAnimationFrame(() => {
      pending = false;
      drawRows();
    });
  }
}

addEventListener('scroll', later, { passive: true });
addEventListener('resize', () => { clearRows(); measure(); });

function cell(className) {
  const made = element('div', className);
  made.setAttribute('role', 'cell');
  return made;
}

function makeRow(sound, position) {
  const row = element('div', sound.classified ? 'row' : 'row failed');
  row.setAttribute('role', 'row');
  row.setAttribute('aria-rowindex', position + 2);
  row.dataset.position = position;
  row.dataset.index = sound.index;
  row.style.transform = `translateY(${position * rowHeight}px)`;
  row.classList.toggle('current', sound === current);
  row.append(playCell(sound), waveCell(sound), spectrumCell(sound), fileCell(sound), classCell(sound), probabilityCell(sound));
  return row;
}

function playCell(sound) {
  const made = cell('');
  if (sound.audio !== undefined) {
    const button = element('button', 'play');
    button.type = 'button';
    made.append(button);
    showPlaying(button, sound);
    button.addEventListener('click', () => toggle(sound));
  }

  return made;
}

function waveCell(sound) {
  const made = cell('wave');
  if (sound.picture !== undefined) {
    const canvas = element('canvas');
    canvas.setAttribute('aria-hidden', 'true');
    made.append(canvas, element('i'));
    drawWaveform(canvas, sound);
    made.title = 'Play from here';
    made.addEventListener('click', event => {
      const box = made.getBoundingClientRect();
      play(sound, (event.clientX - box.left) / box.width * sound.seconds);
    });
  }

  return made;
}

function spectrumCell(sound) {
  const made = cell('spectrum');
  if (sound.picture !== undefined) {
    const canvas = element('canvas');
    canvas.setAttribute('role', 'img');
    canvas.setAttribute('aria-label', `Spectrogram of ${sound.name}`);
    drawSpectrogram(canvas, sound);
    made.append(canvas);
  }

  return made;
}

function fileCell(sound) {
  const made = cell('file');
  made.append(element('b', '', sound.name));
  const facts = [sound.seconds === undefined ? '' : `${sound.seconds.toFixed(2)} s`, sound.rate === undefined ? '' : `${sound.rate / 1000} kHz`];
  const place = sound.outcome === undefined ? folderOf(sound.origin) : `${sound.outcome} from ${sound.origin}`;
  const text = sound.reason ?? sound.warning ?? [...facts, place].filter(Boolean).join(' · ');
  made.append(element('small', '', text));
  made.title = [sound.destination, sound.path, sound.reason, sound.warning].filter(Boolean).join('\n');
  return made;
}

function classCell(sound) {
  const made = cell('class');
  const dot = element('span', 'dot');
  const kind = data.kinds[sound.kind];
  const name = element('div', '', !sound.classified ? '' : groups[sound.group]);
  if (sound.classified) {
    dot.style.setProperty('--colour', colourOf(sound.group));
    made.append(dot);
    if (sound.state === 'uncertain') {
      name.append(element('em', '', sound.instead ?? 'uncertain'));
    }

    // A snare is a snare.
    if (kind !== undefined && kind.name !== groups[sound.group]) {
      name.append(element('small', '', kind.name + (sound.kindUncertain ? '?' : '')));
      made.title = `${kind.name} ${percent(sound.kindProbability)}`;
    }

    if (sound.misnamed) {
      name.append(element('em', 'misnamed', `named ${sound.named}, heard ${sound.heard}`));
    }
  } else {
    name.append(element('em', '', sound.outcome ?? 'not classified'));
  }

  made.append(name);
  return made;
}

function probabilityCell(sound) {
  const made = cell('');
  if (!sound.classified) {
    return made;
  }

  const ranked = sound.probabilities.map((value, label) => ({ value, label })).sort((a, b) => b.value - a.value);
  const numbers = element('div', 'numbers');
  numbers.append(element('span', '', percent(sound.confidence)));
  const next = sound.percussion ? ranked[0] : ranked[1];
  if (next !== undefined && next.value >= 0.0005) {
    numbers.append(element('span', '', `${data.labels[next.label]} ${percent(next.value)}`));
  }

  const bar = element('div', 'bar');
  bar.setAttribute('aria-hidden', 'true');
  for (const { value, label } of sound.percussion ? [{ value: sound.kindProbability, label: sound.group }] : ranked) {
    const part = element('span');
    part.style.width = `${100 * value}%`;
    part.style.setProperty('--colour', colourOf(label));
    bar.append(part);
  }

  made.title = ranked.map(({ value, label }) => `${data.labels[label]} ${percent(value)}`).join('\n');
  made.append(numbers, bar);
  return made;
}
