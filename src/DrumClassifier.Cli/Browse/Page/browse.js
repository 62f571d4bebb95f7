import { colourOf, byId, calm, complain, getJson, listen, on, post, state, tell } from './browse.api.js';
import { count, element, followTheme } from './pictures.js';
import { showFacets } from './browse.filters.js';
import { redrawRows, reload } from './browse.list.js';
import { redrawMap } from './browse.map.js';
import { showDetail } from './browse.detail.js';
import { showOutputs } from './browse.actions.js';
import './browse.teach.js';

// ---- How things stand: asked for again and again, more often while there is work ----
const often = 400;
const seldom = 2000;
let lastWork = 0;
let timer;

export function takeState(next) {
  if (next.library) {
    const isFirst = state.library === null;
    state.library = next.library;
    showLibrary();
    showFacets();
    if (isFirst) {
      tell('library');
    }

    reload(true);
  }

  showWork(next.work.isRunning ? next.work : next.indexing.isRunning ? next.indexing : null);
  showOutputs(next.outputs);
  if (next.work.number !== lastWork && !next.work.isRunning) {
    lastWork = next.work.number;
    state.work = next.work;
    tell('worked');
  }

  if (next.indexing.error && state.indexingError !== next.indexing.number) {
    state.indexingError = next.indexing.number;
    complain(next.indexing.error);
  }

  document.body.dataset.busy = String(next.work.isRunning || next.indexing.isRunning);
  schedule(next.work.isRunning || next.indexing.isRunning ? often : seldom);
}

function schedule(delay) {
  clearTimeout(timer);
  timer = setTimeout(ask, delay);
}

async function ask() {
  try {
    takeState(await getJson(`api/state?since=${state.library?.version ?? -1}`));
    if (state.isLost) {
      state.isLost = false;
      calm();
    }
  } catch (error) {
    state.isLost = true;
    complain(error.status ? error : "The program does not answer any more: 'drums browse' has ended. Start it again and open its new address.");
    schedule(seldom);
  }
}

function showLibrary() {
  const { library } = state;
  byId('about').textContent = [`${count(library.sounds)} sounds`, library.index, library.model ? `model: ${library.model}` : ''].filter(Boolean).join(' · ');
  document.title = `${count(library.sounds)} sounds`;
  byId('distribution').replaceChildren(...[...library.labels, 'percussion'].filter(name => library.facets.groups[name] > 0).map(name => {
    const part = element('span');
    part.style.flexGrow = library.facets.groups[name];
    part.style.background = colourOf(name);
    part.title = `${name}: ${count(library.facets.groups[name])}`;
    return part;
  }));
}

function showWork(work) {
  byId('work').hidden = work === null;
  if (work !== null) {
    byId('workText').textContent = work.total > 0 ? `${work.name}: ${count(work.done)} of ${count(work.total)}` : `${work.name} …`;
    if (work.total > 0) {
      byId('workBar').max = work.total;
      byId('workBar').value = work.done;
    } else {
      byId('workBar').removeAttribute('value');
    }
  }
}

async function request(path) {
  try {
    calm();
    takeState(await post(path));
  } catch (error) {
    complain(error);
  }
}

on('again', 'click', () => request('api/index'));
on('stop', 'click', () => request('api/stop'));
on('keys', 'click', () => byId('keysDialog').showModal());
listen('ask', () => schedule(0));
followTheme(byId('theme'), () => {
  redrawRows();
  redrawMap();
  showDetail();
});

// A phone that is turned may be wide enough for all filters, and then nothing is shown to unfold them with.
const narrow = matchMedia('(max-width: 680px)');
const fold = () => {
  byId('filterBox').open = !narrow.matches;
};
narrow.addEventListener('change', fold);
fold();

ask();
