const data = JSON.parse(document.getElementById('data').textContent);

// What a sort passes over because it is no sound stands apart.
const sounds = data.sounds.filter(sound => !sound.alone);
const alone = data.sounds.filter(sound => sound.alone);
const byId = id => document.getElementById(id);
const rowsHost = byId('rows');
const player = byId('player');
const colourOf = label => colourOfName(data.labels[label], label);

// What is surely percussion and none of the classes comes after them.
const groups = [...data.labels, 'percussion'];

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
  sound.group = sound.percussion ? data.labels.length : sound.label;
  sound.confidence = !sound.classified ? null : sound.percussion ? sound.kindProbability : sound.probabilities[sound.label];
  sound.state = !sound.classified ? 'failed' : sound.uncertain && !sound.percussion ? 'uncertain' : 'sure';
});

// A sound whose name contradicts what is heard has a state besides.
const isIn = (sound, state) => sound.state === state || (state === 'misnamed' && sound.misnamed === true);

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

addChips(byId('classes'), groups.map((label, index) => [index, label]), 'classes',
  label => sounds.reduce((sum, sound) => sum + (sound.group === label ? 1 : 0), 0),
  (chip, label) => {
    const dot = document.createElement('span');
    dot.className = 'dot';
    dot.style.setProperty('--colour', colourOf(label));
    chip.append(dot);
  });
addChips(byId('states'), [['sure', 'sure'], ['uncertain', 'uncertain'], ['failed', 'not classified'], ['misnamed', 'misnamed?']], 'states',
  state => sounds.reduce((sum, sound) => sum + (isIn(sound, state) ? 1 : 0), 0), () => {});

function addKinds() {
  const numbers = data.kinds.map((kind, index) => sounds.reduce((sum, sound) => sum + (sound.kind === index ? 1 : 0), 0));
  for (const label of [...data.labels.keys(), undefined]) {
    const group = document.createElement('optgroup');
    group.label = label === undefined ? 'none of the classes' : data.labels[label];
    data.kinds.forEach((kind, index) => {
      if (kind.label === label && numbers[index] > 0) {
        group.append(new Option(`${kind.name} (${count(numbers[index])})`, index));
      }
    });
    if (group.childElementCount > 0) {
      byId('kind').append(group);
      byId('kinds').hidden = false;
    }
  }
}

addKinds();

const orders = {
  file: (a, b) => a.index - b.index,
  name: (a, b) => a.name.localeCompare(b.name) || a.index - b.index,
  class: (a, b) => (a.group ?? 9999) - (b.group ?? 9999) || (b.confidence ?? -1) - (a.confidence ?? -1),
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
  const kind = byId('kind').value;
  visible = sounds.filter(sound =>
    (chosen.classes.size === 0 || chosen.classes.has(sound.group))
    && (kind === '' || sound.kind === Number(kind))
    && (chosen.states.size === 0 || [...chosen.states].some(state => isIn(sound, state)))
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

for (const id of ['lowest', 'highest', 'kind', 'search', 'order']) {
  byId(id).addEventListener('input', applyFilters);
}

byId('filters').addEventListener('submit', event => event.preventDefault());
byId('filters').addEventListener('reset', () => {
  chosen.classes.clear();
  chosen.states.clear();
  document.querySelectorAll('.chips button').forEach(chip => chip.setAttribute('aria-pressed', 'false'));
  setTimeout(applyFilters);
});
