'use strict';
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const sounds = data.sounds;
  const byId = id => document.getElementById(id);
  const rowsHost = byId('rows');
  const player = byId('player');
  const percent = value => `${(100 * value).toFixed(1)} %`;
  const count = number => number.toLocaleString('en');
  const coloured = new Set(['kick', 'hat', 'snare', 'cymbal', 'tom', 'clap']);
  const colourOf = label => `var(--${coloured.has(data.labels[label]) ? data.labels[label] : 'other'})`;

  const folderOf = path => path.slice(0, Math.max(...[...data.separators].map(separator => path.lastIndexOf(separator))) + 1);

  // The folder that all sounds share goes without saying.
  const shared = sounds.map(sound => folderOf(sound.path)).reduce((common, folder) => {
    while (!folder.startsWith(common)) {
      common = folderOf(common.slice(0, -1));
    }

    return common;
  }, sounds.length > 0 ? folderOf(sounds[0].path) : '');

  // What the rows and filters need again and again.
  sounds.forEach((sound, index) => {
    const place = sound.destination ?? sound.path;
    sound.index = index;
    sound.name = place.slice(folderOf(place).length);
    sound.origin = sound.path.slice(shared.length);
    sound.searched = `${sound.path}\n${sound.destination ?? ''}`.toLowerCase();
    sound.classified = sound.probabilities !== undefined;
    sound.confidence = sound.classified ? sound.probabilities[sound.label] : null;
    sound.state = !sound.classified ? 'failed' : sound.uncertain ? 'uncertain' : 'sure';
  });

  // ---- Filters ----
  const chosen = { classes: new Set(), states: new Set() };
  let visible = sounds;

  function addChips(host, names, key, countOf, decorate) {
    for (const [value, text] of names) {
      const number = countOf(value);
      if (number === 0) {
        continue;
      }

      const chip = document.createElement('button');
      chip.type = 'button';
      chip.dataset.value = value;
      chip.setAttribute('aria-pressed', 'false');
      decorate(chip, value);
      chip.append(text, ' ');
      const small = document.createElement('small');
      small.textContent = count(number);
      chip.append(small);
      chip.addEventListener('click', () => {
        const pressed = chip.getAttribute('aria-pressed') !== 'true';
        chip.setAttribute('aria-pressed', String(pressed));
        chosen[key][pressed ? 'add' : 'delete'](value);
        applyFilters();
      });
      host.append(chip);
    }
  }

  addChips(byId('classes'), data.labels.map((label, index) => [index, label]), 'classes',
    label => sounds.reduce((sum, sound) => sum + (sound.label === label ? 1 : 0), 0),
    (chip, label) => {
      const dot = document.createElement('span');
      dot.className = 'dot';
      dot.style.setProperty('--colour', colourOf(label));
      chip.append(dot);
    });
  addChips(byId('states'), [['sure', 'sure'], ['uncertain', 'uncertain'], ['failed', 'not classified']], 'states',
    state => sounds.reduce((sum, sound) => sum + (sound.state === state ? 1 : 0), 0), () => {});

  const orders = {
    file: (a, b) => a.index - b.index,
    name: (a, b) => a.name.localeCompare(b.name) || a.index - b.index,
    class: (a, b) => (a.label ?? 99) - (b.label ?? 99) || (b.confidence ?? -1) - (a.confidence ?? -1),
    least: (a, b) => (a.confidence ?? 2) - (b.confidence ?? 2) || a.index - b.index,
    most: (a, b) => (b.confidence ?? -1) - (a.confidence ?? -1) || a.index - b.index,
    short: (a, b) => (a.seconds ?? 1e9) - (b.seconds ?? 1e9) || a.index - b.index,
  };

  function applyFilters() {
    let lowest = byId('lowest').valueAsNumber;
    let highest = byId('highest').valueAsNumber;
    if (lowest > highest) {
      [lowest, highest] = [highest, lowest];
    }

    byId('range').textContent = `${lowest} … ${highest} %`;
    const all = lowest === 0 && highest === 100;
    const words = byId('search').value.toLowerCase().split(/\s+/).filter(Boolean);
    visible = sounds.filter(sound =>
      (chosen.classes.size === 0 || chosen.classes.has(sound.label))
      && (chosen.states.size === 0 || chosen.states.has(sound.state))
      && (all || (sound.confidence !== null && 100 * sound.confidence >= lowest && 100 * sound.confidence <= highest))
      && words.every(word => sound.searched.includes(word)));
    const order = byId('order').value;
    if (order !== 'file') {
      visible.sort(orders[order]);
    }

    byId('count').textContent = visible.length === sounds.length
      ? `${count(sounds.length)} sounds` : `${count(visible.length)} of ${count(sounds.length)} sounds`;
    byId('nothing').hidden = visible.length > 0;
    byId('table').setAttribute('aria-rowcount', visible.length + 1);
    clearRows();
    measure();
  }

  for (const id of ['lowest', 'highest', 'search', 'order']) {
    byId(id).addEventListener('input', applyFilters);
  }

  byId('filters').addEventListener('submit', event => event.preventDefault());
  byId('filters').addEventListener('reset', () => {
    chosen.classes.clear();
    chosen.states.clear();
    document.querySelectorAll('.chips button').forEach(chip => chip.setAttribute('aria-pressed', 'false'));
    setTimeout(applyFilters);
  });

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

  function element(tag, className, text) {
    const made = document.createElement(tag);
    if (className) {
      made.className = className;
    }

    if (text !== undefined) {
      made.textContent = text;
    }

    return made;
  }

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
    const name = element('div', '', sound.classified ? data.labels[sound.label] : '');
    if (sound.classified) {
      dot.style.setProperty('--colour', colourOf(sound.label));
      made.append(dot);
      if (sound.uncertain) {
        name.append(element('em', '', sound.instead ?? 'uncertain'));
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
    if (ranked.length > 1 && ranked[1].value >= 0.0005) {
      numbers.append(element('span', '', `${data.labels[ranked[1].label]} ${percent(ranked[1].value)}`));
    }

    const bar = element('div', 'bar');
    bar.setAttribute('aria-hidden', 'true');
    for (const { value, label } of ranked) {
      const part = element('span');
      part.style.width = `${100 * value}%`;
      part.style.setProperty('--colour', colourOf(label));
      bar.append(part);
    }

    made.title = ranked.map(({ value, label }) => `${data.labels[label]} ${percent(value)}`).join('\n');
    made.append(numbers, bar);
    return made;
  }

  // ---- Pictures ----
  function bytesOf(sound) {
    const text = atob(sound.picture);
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) {
      bytes[i] = text.charCodeAt(i);
    }

    return bytes;
  }

  function drawWaveform(canvas, sound) {
    const columns = data.waveformColumns;
    const extremes = new Int8Array(bytesOf(sound).buffer, 0, 2 * columns);
    const width = 380;
    const height = 96;
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext('2d');
    context.fillStyle = sound.classified ? resolved(colourOf(sound.label)) : resolved('var(--other)');
    for (let column = 0; column < columns; column++) {
      const upper = (127 - extremes[2 * column + 1]) / 254 * height;
      const lower = (127 - extremes[2 * column]) / 254 * height;
      context.fillRect(column * width / columns, Math.min(upper, height / 2 - 0.75), width / columns * 0.8, Math.max(lower - upper, 1.5));
    }
  }

  // Dark violet over red to pale yellow, even in lightness, so that it reads the same in both themes and without colour.
  const stops = [[10, 8, 28], [58, 15, 110], [136, 34, 106], [208, 65, 67], [245, 140, 30], [252, 240, 165]];
  const palette = Array.from({ length: 16 }, (_, level) => {
    const place = level / 15 * (stops.length - 1);
    const low = Math.min(Math.floor(place), stops.length - 2);
    return stops[low].map((value, channel) => Math.round(value + (stops[low + 1][channel] - value) * (place - low)));
  });

  function drawSpectrogram(canvas, sound) {
    const { spectrogramColumns: columns, spectrogramBands: bands } = data;
    const bytes = bytesOf(sound).subarray(2 * data.waveformColumns);
    canvas.width = columns;
    canvas.height = bands;
    const context = canvas.getContext('2d');
    const image = context.createImageData(columns, bands);
    for (let band = 0; band < bands; band++) {
      for (let column = 0; column < columns; column++) {
        const cellIndex = band * columns + column;
        const level = cellIndex % 2 === 0 ? bytes[cellIndex >> 1] >> 4 : bytes[cellIndex >> 1] & 15;
        image.data.set([...palette[level], 255], 4 * ((bands - 1 - band) * columns + column));
      }
    }

    context.putImageData(image, 0, 0);
  }

  // ---- Colours and theme ----
  const probe = element('span');
  probe.hidden = true;
  document.body.append(probe);
  const resolvedColours = new Map();

  function resolved(colour) {
    if (!resolvedColours.has(colour)) {
      probe.style.color = colour;
      resolvedColours.set(colour, getComputedStyle(probe).color);
    }

    return resolvedColours.get(colour);
  }

  function redraw() {
    resolvedColours.clear();
    clearRows();
    drawRows();
  }

  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  prefersDark.addEventListener('change', redraw);
  byId('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = (root.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
    root.dataset.theme = dark ? 'light' : 'dark';
    redraw();
  });

  // ---- Playing ----
  let current = null;
  const icons = {
    play: 'M2 0.5 13 7 2 13.5Z',
    stop: 'M1.5 1.5H12.5V12.5H1.5Z',
  };

  function showPlaying(button, sound) {
    const playing = sound === current && !player.paused;
    button.setAttribute('aria-pressed', String(playing));
    button.setAttribute('aria-label', `${playing ? 'Stop' : 'Play'} ${sound.name}`);
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', '0 0 14 14');
    svg.setAttribute('aria-hidden', 'true');
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', playing ? icons.stop : icons.play);
    svg.append(path);
    button.replaceChildren(svg);
  }

  function toggle(sound) {
    if (sound === current && !player.paused) {
      player.pause();
    } else {
      play(sound, 0);
    }
  }

  function play(sound, seconds) {
    if (sound.audio === undefined) {
      return;
    }

    byId('message').hidden = true;
    if (sound !== current) {
      current = sound;
      player.src = sound.audio;
    }

    player.currentTime = seconds;
    player.play().catch(error => {
      // A second sound asked for before the first had started is no error.
      if (error.name !== 'AbortError' && sound === current) {
        tell(sound);
      }
    });
    refresh();
  }

  function tell(sound) {
    const message = byId('message');
    message.textContent = `${sound.name} cannot be played: the file is not where it was when this page was made, or this browser does not play its format `
      + '(few play AIFF; a report made with --embed-audio holds such sounds as WAV).';
    message.hidden = false;
    refresh();
  }

  function refresh() {
    for (const [position, row] of shown) {
      const sound = visible[position];
      row.classList.toggle('current', sound === current);
      const button = row.querySelector('.play');
      if (button !== null) {
        showPlaying(button, sound);
      }

      const head = row.querySelector('.wave i');
      if (head !== null && sound !== current) {
        head.style.display = 'none';
      }
    }
  }

  function moveHead() {
    const row = current && [...shown.values()].find(candidate => Number(candidate.dataset.index) === current.index);
    const head = row && row.querySelector('.wave i');
    if (head) {
      head.style.display = player.paused ? 'none' : 'block';
      head.style.left = `${Math.min(100, 100 * player.currentTime / current.seconds)}%`;
    }

    if (!player.paused) {
      requestAnimationFrame(moveHead);
    }
  }

  player.addEventListener('play', () => { refresh(); moveHead(); });
  player.addEventListener('pause', () => { refresh(); moveHead(); });
  player.addEventListener('ended', refresh);

  // ---- Keyboard: the arrows go from play button to play button ----
  function nextPlayable(position, step) {
    while (visible[position] && visible[position].audio === undefined) {
      position += step;
    }

    return visible[position] ? position : null;
  }

  rowsHost.addEventListener('keydown', event => {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -Infinity, End: Infinity };
    const row = event.target.closest('.row');
    if (!(event.key in steps) || row === null) {
      return;
    }

    event.preventDefault();
    const wanted = Math.max(0, Math.min(visible.length - 1, Number(row.dataset.position) + steps[event.key]));
    const onward = steps[event.key] > 0 ? 1 : -1;
    const target = nextPlayable(wanted, onward) ?? nextPlayable(wanted, -onward);
    if (target === null) {
      return;
    }

    const bounds = rowsHost.getBoundingClientRect();
    const top = bounds.top + target * rowHeight;
    const ceiling = Math.max(0, byId('filters').getBoundingClientRect().bottom);
    if (top < ceiling) {
      scrollBy(0, top - ceiling);
    } else if (top + rowHeight > innerHeight) {
      scrollBy(0, top + rowHeight - innerHeight);
    }

    drawRows();
    shown.get(target)?.querySelector('.play')?.focus({ preventScroll: true });
    drawRows();
  });

  // ---- Heading ----
  const failed = sounds.filter(sound => !sound.classified).length;
  const uncertain = sounds.filter(sound => sound.uncertain).length;
  byId('about').textContent = [
    data.interrupted ? `stopped before the end, ${data.created}` : data.created,
    `${count(sounds.length)} files`,
    uncertain > 0 ? `${count(uncertain)} uncertain (below ${percent(data.uncertainBelow)})` : '',
    failed > 0 ? `${count(failed)} not classified` : '',
    `model: ${data.model}`,
  ].filter(Boolean).join(' · ');
  data.labels.forEach((label, index) => {
    const number = sounds.reduce((sum, sound) => sum + (sound.label === index ? 1 : 0), 0);
    if (number > 0) {
      const part = element('span');
      part.style.flexGrow = number;
      part.style.background = colourOf(index);
      part.title = `${label}: ${count(number)}`;
      byId('distribution').append(part);
    }
  });

  applyFilters();
})();
