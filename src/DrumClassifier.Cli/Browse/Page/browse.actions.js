import { byId, calm, complain, getBytes, listen, on, post, state, tell } from './browse.api.js';
import { count, element } from './pictures.js';
import { reload } from './browse.list.js';
import { takeState } from './browse.js';

// ---- The selection ----
function showChosen() {
  const { size } = state.chosen;
  byId('chosen').textContent = size === 0 ? 'none selected' : `${count(size)} selected`;
  byId('sort').disabled = size === 0;
  byId('export').disabled = size === 0;
  byId('chooseNone').disabled = size === 0;
  if (byId('onlyChosen').checked) {
    reload(true);
  }
}

async function chooseAll(which) {
  try {
    new Uint32Array(await getBytes(`api/ids?view=${state.view.number}${which}`)).forEach(id => state.chosen.add(id));
    tell('chosen');
  } catch (error) {
    complain(error);
  }
}

on('chooseAll', 'click', () => chooseAll(''));
on('chooseSpare', 'click', () => chooseAll('&spare'));
on('chooseNone', 'click', () => {
  state.chosen.clear();
  tell('chosen');
});
on('onlyChosen', 'change', () => reload());
listen('chosen', showChosen);
showChosen();

// ---- Work: asked for, and shown when it has come to its end ----
let whenDone = null;

// Gives false where the server refuses.
export async function start(path, body, done, dialog) {
  const problem = dialog ? byId(dialog).querySelector('.problem') : null;
  const fail = text => {
    if (problem) {
      problem.textContent = text;
      problem.hidden = false;
    } else {
      complain(text);
    }
  };
  if (problem) {
    problem.hidden = true;
  }

  try {
    calm();
    whenDone = work => work.error ? fail(work.error) : done(work);
    takeState(await post(path, body));
    return true;
  } catch (error) {
    fail(error.message);
    return false;
  }
}

listen('worked', () => {
  const done = whenDone;
  whenDone = null;
  done?.(state.work);
});

function say(text) {
  byId('count').textContent = text;
}

// ---- Sorting ----
const path = (...parts) => parts.join(state.library.separator);
const question = isPlan => ({
  ids: [...state.chosen],
  output: byId('sortOutput').value,
  action: byId('sortAction').value,
  byKind: byId('sortBy').value === 'kind',
  isPlan,
});

on('sort', 'click', () => {
  byId('sortOutput').value ||= path(state.library.home, 'Sorted');
  byId('plan').replaceChildren();
  byId('sortApply').disabled = true;
  byId('sortTitle').textContent = `Sort ${count(state.chosen.size)} ${state.chosen.size === 1 ? 'sound' : 'sounds'}`;
  byId('sortDialog').querySelector('.problem').hidden = true;
  byId('sortDialog').showModal();
});

// What is sorted is what the plan has shown.
for (const id of ['sortOutput', 'sortAction', 'sortBy']) {
  on(id, 'input', () => {
    byId('sortApply').disabled = true;
    byId('plan').replaceChildren();
  });
}

on('sortPlan', 'click', () => start('api/sort', question(true), work => {
  showPlan(work.sort);
  byId('sortApply').disabled = false;
  byId('sortApply').textContent = { copy: 'Copy', move: 'Move', link: 'Link' }[byId('sortAction').value];
}, 'sortDialog'));
on('sortApply', 'click', () => start('api/sort', question(false), work => {
  byId('sortDialog').close();
  say(work.message);
}, 'sortDialog'));

function showPlan(plan) {
  const tree = plan.folders.map(folder => {
    const part = element('details');
    const files = element('ul');
    files.append(...folder.files.map(file => {
      const line = element('li', '', file.name);
      line.title = file.from;
      return line;
    }));
    if (folder.count > folder.files.length) {
      files.append(element('li', '', `and ${count(folder.count - folder.files.length)} more`));
    }

    part.append(element('summary', '', `${folder.name} (${count(folder.count)})`), files);
    return part;
  });
  const stay = element('ul');
  stay.append(...plan.problems.map(problem => element('li', '', problem)));
  byId('plan').replaceChildren(element('b', '', plan.text), element('div', '', plan.output), ...tree, stay);
}

let outputs = [];
export function showOutputs(next) {
  outputs = next;
  byId('undo').hidden = next.length === 0;
  byId('undo').title = next.at(-1)?.path ?? '';
}

on('undo', 'click', () => start('api/undo', { number: outputs.at(-1).number }, work => say(work.message)));

// ---- Exporting ----
on('export', 'click', () => {
  byId('exportFolder').value ||= path(state.library.home, 'Kit');
  byId('exportTitle').textContent = `Export ${count(state.chosen.size)} ${state.chosen.size === 1 ? 'sound' : 'sounds'}`;
  byId('exportDialog').querySelector('.problem').hidden = true;
  byId('exportDialog').showModal();
});
on('exportApply', 'click', () => start('api/export', { ids: [...state.chosen], folder: byId('exportFolder').value, form: byId('exportForm').value }, work => {
  byId('exportDialog').close();
  say(work.message);
}, 'exportDialog'));
