import { colourOf, byId, complain, getBytes, groups, listen, on, post, state, tell } from './browse.api.js';
import { bytesOf, drawExtremes, drawLevels, element, percent, resolved } from './pictures.js';
import { reload, rowOf } from './browse.list.js';
import { headOf, play } from './browse.player.js';
import { takeState } from './browse.js';

// ---- The current sound: seen closely, and said what it is ----
const waveColumns = 96;
let spectrogramOf = null;
let waiting;

export function showDetail() {
  const sound = state.current;
  byId('detail').hidden = !sound;
  if (!sound) {
    return;
  }

  const [name, facts] = byId('detailName').children;
  name.textContent = sound.name;
  facts.textContent = [
    sound.seconds === undefined ? '' : `${sound.seconds.toFixed(3)} s`,
    sound.rate ? `${sound.rate / 1000} kHz` : '',
    sound.channels === undefined ? '' : sound.channels === 1 ? 'mono' : sound.channels === 2 ? 'stereo' : `${sound.channels} channels`,
    sound.format ?? '',
    sound.loudness === undefined ? '' : `${sound.loudness} LUFS`,
    sound.folder,
  ].filter(Boolean).join(' · ');
  if (sound.wave) {
    drawExtremes(byId('detailWave'), new Int8Array(bytesOf(sound.wave).buffer), resolved(colourOf(sound.group)), 520, 140);
  }

  const labels = state.library.labels;
  byId('detailHeard').replaceChildren(...(sound.probabilities ?? []).map((value, label) => ({ value, name: labels[label] ?? '' }))
    .sort((a, b) => b.value - a.value).slice(0, 4).map(({ value, name }) => {
      const line = element('div');
      const dot = element('span', 'dot');
      dot.style.setProperty('--colour', colourOf(name));
      line.append(dot, element('span', '', name), element('span', '', percent(value)));
      return line;
    }));
  [...byId('say').children].forEach(button => button.setAttribute('aria-pressed', String(sound.state === 'corrected' && button.dataset.label === sound.group)));
  byId('sayKind').value = sound.state === 'corrected' ? sound.kind ?? '' : '';
  byId('takeBack').disabled = sound.state !== 'corrected';
  showSpectrogram(sound);
}

// Made when it is looked at for a moment, not at every step of an arrow key that is held.
function showSpectrogram(sound) {
  if (spectrogramOf === sound.id || sound.state === 'failed') {
    return;
  }

  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    try {
      const bytes = new Uint8Array(await getBytes(`api/sounds/${sound.id}/spectrogram`));
      if (state.current?.id === sound.id) {
        spectrogramOf = sound.id;
        drawLevels(byId('detailSpectrogram'), bytes.subarray(2 * waveColumns), state.library.spectrogramColumns, state.library.spectrogramBands);
        byId('detailSpectrogram').setAttribute('aria-label', `Spectrogram of ${sound.name}`);
      }
    } catch (error) {
      complain(error);
    }
  }, 150);
}

async function say(label, kind) {
  const ids = state.chosen.size > 0 && state.chosen.has(state.current.id) ? [...state.chosen] : [state.current.id];
  try {
    const next = await post('api/corrections', { ids, label, kind });

    // Shown at once; the list follows when it is asked for anew.
    if (ids.includes(state.current.id)) {
      Object.assign(state.current, label === null && kind === null
        ? { state: 'sure', group: state.current.heard, kind: undefined }
        : { state: 'corrected', group: label ?? 'percussion', kind: kind ?? undefined, kindUncertain: false });
    }

    showDetail();
    takeState(next);
    reload(true);
  } catch (error) {
    complain(error);
  }
}

function showChoices() {
  const { labels, kinds } = state.library;
  byId('say').replaceChildren(...labels.map((label, index) => {
    const button = element('button');
    button.type = 'button';
    button.dataset.label = label;
    button.setAttribute('aria-pressed', 'false');
    const dot = element('span', 'dot');
    dot.style.setProperty('--colour', colourOf(label));
    button.append(dot, label, ' ');
    if (index < 9) {
      button.append(element('kbd', '', index + 1));
    }

    button.addEventListener('click', () => say(label, null));
    return button;
  }));
  byId('sayKind').replaceChildren(new Option('—', ''), ...[...labels, null].map(label => {
    const group = element('optgroup');
    group.label = label ?? 'none of the classes';
    group.append(...kinds.filter(kind => (kind.label ?? null) === label).map(kind => new Option(kind.name, kind.name)));
    return group;
  }).filter(group => group.childElementCount > 0));
  byId('sayKind').parentElement.hidden = kinds.length === 0;
  byId('keyNumbers').textContent = `1 … ${Math.min(9, labels.length)}`;
  byId('keyClasses').textContent = `says what it is: ${labels.slice(0, 9).join(', ')}`;
}

on('sayKind', 'change', () => {
  const kind = state.library.kinds.find(other => other.name === byId('sayKind').value);
  if (kind) {
    say(kind.label ?? null, kind.name);
  }
});
on('takeBack', 'click', () => say(null, null));
on('like', 'click', () => {
  state.like = { id: state.current.id, name: state.current.name };
  reload();
});
byId('detailWave').parentElement.addEventListener('click', event => {
  const box = event.currentTarget.getBoundingClientRect();
  play(state.current, (event.clientX - box.left) / box.width * state.current.seconds);
});

listen('library', showChoices);
listen('current', showDetail);
let library = '';
listen('view', () => {
  // The first look at a new index knows no model yet.
  const key = JSON.stringify(state.library?.labels);
  if (key !== library) {
    library = key;
    showChoices();
    showDetail();
  }
});
listen('head', () => {
  const place = state.current ? headOf(state.current) : null;
  for (const head of [rowOf(state.current)?.querySelector('.wave i'), document.querySelector('#detail .wave i')]) {
    if (head) {
      head.style.display = place === null ? 'none' : 'block';
      head.style.left = `${100 * (place ?? 0)}%`;
    }
  }
});
