import { byId, listen, on, post, state } from './browse.api.js';
import { count, element, percent } from './pictures.js';
import { start } from './browse.actions.js';
import { takeState } from './browse.js';

// ---- Teaching: one click learns from what was said ----
const problem = byId('teachDialog').querySelector('.problem');

function showAsked() {
  const said = state.library?.facets.states.corrected ?? 0;
  byId('teachAsked').textContent = `You have said of ${count(said)} ${said === 1 ? 'sound' : 'sounds'} what ${said === 1 ? 'it is' : 'they are'}. `
    + 'A new model learns from them, and from some that the present one is sure of, so that it forgets nothing. Your sounds stay as they are.';
}

on('teach', 'click', () => {
  showAsked();
  problem.hidden = true;
  byId('teachDialog').showModal();
});
listen('view', showAsked);

on('teachStart', 'click', async () => {
  byId('teachStart').disabled = true;
  byId('teachResult').hidden = true;
  byId('teachUse').hidden = true;
  if (!await start('api/teach', {}, work => showLearned(work.teach), 'teachDialog')) {
    byId('teachStart').disabled = false;
  }
});
listen('worked', () => { byId('teachStart').disabled = false; });

function showLearned(learned) {
  byId('teachText').textContent = `Of ${count(learned.sounds)} corrected sounds ${percent(learned.before)} were right before, and ${percent(learned.after)} are now.`;
  byId('teachClasses').replaceChildren(...learned.classes.map(({ label, sounds, before, after }) => {
    const row = element('tr');
    row.append(element('td', '', label), ...[sounds, before, after].map(number => element('td', '', count(number))));
    return row;
  }));
  byId('teachHow').textContent = [
    'After is measured by cross-validation: each sound as heard by a model that has learned from the others, and not from it or its other takes.',
    learned.agreement === undefined ? '' : `Of other sounds, which the old model was sure of, the new one calls ${percent(learned.agreement)} the same.`,
    ...learned.notes,
  ].filter(Boolean).join(' ');
  byId('teachModel').textContent = learned.model;
  byId('teachCommand').textContent = learned.command;
  byId('teachResult').hidden = false;
  byId('teachUse').hidden = false;
}

on('teachUse', 'click', async () => {
  try {
    takeState(await post('api/model', { taught: true }));
    byId('teachDialog').close();
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
});
