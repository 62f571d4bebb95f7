import { Classifier } from './classifier.js';

const state = document.getElementById('state');
const drop = document.getElementById('drop');
const files = document.getElementById('files');
const rows = document.getElementById('rows');
const words = { lowConfidence: 'not sure', silent: 'silent', severalHits: 'several hits', tooLong: 'too long' };
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

let ready;
try {
  ready = await Classifier.load(new URL('./vendor/', import.meta.url));
  state.textContent = 'Ready.';
} catch (error) {
  state.textContent = `The model could not be loaded: ${error.message} Was vendor.sh run, and is the page served over HTTP?`;
}

// One file after the other, in the order in which they came.
let work = Promise.resolve();
function add(list) {
  for (const file of list) {
    work = work.then(() => show(file));
  }

  work = work.then(() => { state.textContent = `${rows.children.length} sounds.`; });
}

files.addEventListener('change', () => { add([...files.files]); files.value = ''; });
addEventListener('dragover', event => { event.preventDefault(); drop.classList.add('over'); });
addEventListener('dragleave', () => drop.classList.remove('over'));
addEventListener('drop', event => {
  event.preventDefault();
  drop.classList.remove('over');
  add([...event.dataTransfer.files]);
});

async function show(file) {
  if (!ready) {
    return;
  }

  state.textContent = `Listening to ${file.name} …`;
  const row = element('tr');
  const name = element('th', '', file.name);
  name.scope = 'row';
  row.append(name);
  try {
    const samples = await ready.decode(await file.arrayBuffer());
    const found = await ready.classify(samples);
    row.dataset.label = found.label;
    row.dataset.reason = found.reason ?? '';
    row.dataset.probabilities = found.probabilities.join(' ');
    name.append(element('small', '', `${(samples.length / ready.about.sampleRate).toFixed(2)} s`));
    row.append(classCell(found), probabilityCell(found));
  } catch (error) {
    const cell = element('td');
    cell.colSpan = 2;
    cell.append(element('em', '', `This browser cannot read it: ${error.message}`));
    row.append(cell);
  }

  document.querySelector('thead').hidden = false;
  rows.append(row);
}

function classCell(found) {
  const cell = element('td');
  cell.append(element('span', `dot ${found.label}`), found.label);
  if (found.kind && found.kind !== found.label) {
    cell.append(element('small', '', found.kind.replaceAll('_', ' ')));
  }

  if (found.reason) {
    cell.append(element('em', '', words[found.reason] ?? found.reason));
  }

  return cell;
}

function probabilityCell(found) {
  const cell = element('td');
  const bar = element('div', 'bar');
  const order = found.probabilities.map((_, i) => i).sort((a, b) => found.probabilities[b] - found.probabilities[a]);
  for (const i of order) {
    const part = element('span', ready.about.labels[i]);
    part.style.width = `${100 * found.probabilities[i]}%`;
    bar.append(part);
  }

  const text = order.slice(0, 3).map(i => `${ready.about.labels[i]} ${percent.format(found.probabilities[i])}`).join(', ');
  bar.setAttribute('role', 'img');
  bar.setAttribute('aria-label', text);
  cell.append(bar, element('small', '', text));
  return cell;
}

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
