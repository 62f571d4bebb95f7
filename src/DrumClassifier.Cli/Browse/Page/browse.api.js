import { colourOfName } from './pictures.js';

// ---- The server: every address is relative, so that the token of the page's own goes along ----
async function answerOf(response) {
  if (response.ok) {
    return response;
  }

  const text = await response.text();
  let message = text;
  try {
    message = JSON.parse(text).error ?? text;
  } catch {
    // It is a sentence already.
  }

  throw Object.assign(new Error(message), { status: response.status });
}

export const getJson = async path => (await answerOf(await fetch(path))).json();
export const getBytes = async path => (await answerOf(await fetch(path))).arrayBuffer();
export const getBlob = async path => (await answerOf(await fetch(path))).blob();
export const post = async (path, body = {}) =>
  (await answerOf(await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }))).json();

export const byId = id => document.getElementById(id);

// What all parts of the page know of.
export const state = {
  library: null,
  view: { number: 0, count: 0 },
  current: null,
  chosen: new Set(),
};

export const on = (id, type, listener) => byId(id).addEventListener(type, listener);
const bus = new EventTarget();
export const tell = name => bus.dispatchEvent(new Event(name));
export const listen = (name, listener) => bus.addEventListener(name, listener);

export function complain(error) {
  const message = byId('message');
  message.textContent = typeof error === 'string' ? error : error.message;
  message.hidden = false;
}

export function calm() {
  byId('message').hidden = true;
}

// What is surely percussion and none of the classes comes after them.
export const groups = () => [...(state.library?.labels ?? []), 'percussion'];
export const colourOf = name => colourOfName(name, state.library?.labels.indexOf(name) ?? -1);
