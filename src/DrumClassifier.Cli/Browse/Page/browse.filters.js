import { colourOf, byId, groups, on, state } from './browse.api.js';
import { count, element } from './pictures.js';
import { reload } from './browse.list.js';
import { start } from './browse.actions.js';

// ---- Filters: the server sorts and filters, here is only what is asked for ----
const chosen = { classes: new Set(), states: new Set(), find: null };
const stateNames = [['sure', 'sure'], ['uncertain', 'uncertain'], ['corrected', 'corrected'], ['failed', 'not readable']];
let typing;

export function wanted() {
  let lowest = byId('lowest').valueAsNumber;
  let highest = byId('highest').valueAsNumber;
  if (lowest > highest) {
    [lowest, highest] = [highest, lowest];
  }

  byId('range').textContent = `${lowest} … ${highest} %`;
  const seconds = id => Number.isNaN(byId(id).valueAsNumber) ? null : byId(id).valueAsNumber;
  return {
    groups: [...chosen.classes],
    states: [...chosen.states],
    find: chosen.find,
    kind: byId('kind').value || null,
    lowest: lowest / 100,
    highest: highest / 100,
    shortest: seconds('shortest'),
    longest: seconds('longest'),
    folder: byId('folder').value || null,
    text: byId('search').value.trim() || null,
    order: byId('order').value,
    like: state.like?.id ?? null,
    ids: byId('onlyChosen').checked ? [...state.chosen] : null,
  };
}

// Chips stay where they are while numbers change, so that what is about to be clicked does not move.
function showChips(host, key, names, numbers, decorate) {
  for (const [value, text] of names) {
    let chip = [...host.children].find(other => other.dataset.value === value);
    if (!chip) {
      if (!numbers(value)) {
        continue;
      }

      chip = element('button');
      chip.type = 'button';
      chip.dataset.value = value;
      chip.setAttribute('aria-pressed', 'false');
      decorate(chip, value);
      chip.append(text, ' ', element('small'));
      chip.addEventListener('click', () => {
        const pressed = chip.getAttribute('aria-pressed') !== 'true';
        chip.setAttribute('aria-pressed', String(pressed));
        chosen[key][pressed ? 'add' : 'delete'](value);
        reload();
      });
      host.append(chip);
    }

    chip.querySelector('small').textContent = count(numbers(value) ?? 0);
  }
}

export function showFacets() {
  const { facets, kinds, folders, labels } = state.library;
  showChips(byId('classes'), 'classes', groups().map(name => [name, name]), name => facets.groups[name], (chip, name) => {
    const dot = element('span', 'dot');
    dot.style.setProperty('--colour', colourOf(name));
    chip.append(dot);
  });
  showChips(byId('states'), 'states', stateNames, name => facets.states[name], () => {});
  byId('finds').querySelector('small').textContent = count(facets.duplicates);
  fill(byId('kind'), 'any', [...labels, null].flatMap(label => kinds
    .filter(kind => (kind.label ?? null) === label && facets.kinds[kind.name] > 0)
    .map(kind => [kind.name, `${kind.name} (${count(facets.kinds[kind.name])})`])));
  byId('kinds').hidden = kinds.length === 0;
  fill(byId('folder'), 'all', folders.map(folder => [folder.path, `${'\u2003'.repeat(folder.depth)}${folder.name} (${count(folder.count)})`]));
}

// ---- Work lists: what is found among all sounds together, one list at a time ----
function showFind(kind) {
  chosen.find = kind;
  [...byId('finds').children].forEach(chip => chip.setAttribute('aria-pressed', String(chip.dataset.value === kind)));
  byId('chooseSpare').hidden = kind !== 'Same' && kind !== 'Near';
}

for (const chip of byId('finds').children) {
  const kind = chip.dataset.value;
  chip.addEventListener('click', () => {
    const find = () => {
      showFind(kind);
      reload();
    };
    if (chosen.find === kind) {
      showFind(null);
      reload();
    } else if (kind === 'Same') {
      find();
    } else {
      start('api/find', { kind }, find);
    }
  });
}

function fill(select, none, options) {
  const key = JSON.stringify(options);
  if (select.dataset.key !== key) {
    const { value } = select;
    select.dataset.key = key;
    select.replaceChildren(new Option(none, ''), ...options.map(([name, text]) => new Option(text, name)));
    select.value = options.some(([name]) => name === value) ? value : '';
  }
}

for (const id of ['lowest', 'highest', 'shortest', 'longest', 'kind', 'folder', 'search', 'order']) {
  on(id, 'input', () => {
    clearTimeout(typing);
    typing = setTimeout(reload, 120);
  });
}

on('filters', 'submit', event => event.preventDefault());
on('filters', 'reset', () => {
  chosen.classes.clear();
  chosen.states.clear();
  showFind(null);
  byId('onlyChosen').checked = false;
  state.like = null;
  document.querySelectorAll('#filters .chips button').forEach(chip => chip.setAttribute('aria-pressed', 'false'));
  setTimeout(reload);
});
