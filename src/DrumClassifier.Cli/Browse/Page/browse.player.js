import { byId, complain, calm, getBlob, state, tell } from './browse.api.js';

// ---- Playing: sounds near the current one are fetched before they are asked for ----
const player = byId('player');
const kept = 48;
const longest = 60;
const blobs = new Map();

// What a browser fails at comes decoded: some play a FLAC file at one time and not at another.
const decoded = new Set();
let playing = null;

export const isPlaying = sound => sound.id === playing?.id && !player.paused;

// Long ones are not kept in memory: the browser fetches what it plays.
function addressOf(sound) {
  const path = `api/sounds/${sound.id}/audio${decoded.has(sound.id) ? '?decoded' : ''}`;
  if (sound.seconds > longest) {
    return Promise.resolve(path);
  }

  let address = blobs.get(sound.id);
  if (!address) {
    address = getBlob(path).then(blob => URL.createObjectURL(blob));
    address.catch(() => blobs.delete(sound.id));
  }

  // The one that was used last is the last to go.
  blobs.delete(sound.id);
  blobs.set(sound.id, address);
  if (blobs.size > kept) {
    forget(blobs.keys().next().value);
  }

  return address;
}

function forget(id) {
  blobs.get(id)?.then(url => URL.revokeObjectURL(url), () => {});
  blobs.delete(id);
}

export function preload(sounds) {
  sounds.filter(sound => sound.state !== 'failed').forEach(sound => addressOf(sound).catch(() => {}));
}

export function toggle(sound) {
  if (!isPlaying(sound)) {
    play(sound, 0);
  } else if (player.currentTime > 0) {
    // One that hovering has only just begun goes on: whoever clicks on it wants to hear it.
    player.pause();
  }
}

export async function play(sound, seconds) {
  if (sound.state === 'failed') {
    return;
  }

  const isOther = sound.id !== playing?.id;
  playing = sound;
  try {
    const address = await addressOf(sound);
    if (playing !== sound) {
      return;
    }

    if (isOther || !player.src || player.error) {
      player.src = address;
    }

    player.currentTime = seconds;
    await player.play();
    calm();
  } catch (error) {
    // A second sound asked for before the first had started is no error, and of what the browser does not read the player tells.
    if (error.name !== 'AbortError' && error.name !== 'NotSupportedError' && playing === sound) {
      complain(`${sound.name} cannot be played: ${error.message}`);
    }
  }
}

// Where the head is, 0 … 1; null where this sound does not play.
export const headOf = sound => isPlaying(sound) && sound.seconds > 0 ? Math.min(1, player.currentTime / sound.seconds) : null;

function follow() {
  tell('head');
  if (!player.paused) {
    requestAnimationFrame(follow);
  }
}

player.addEventListener('error', () => {
  if (!playing) {
    return;
  }

  if (decoded.has(playing.id)) {
    complain(`${playing.name} cannot be played: this browser does not read it.`);
    return;
  }

  decoded.add(playing.id);
  forget(playing.id);
  play(playing, 0);
});
player.addEventListener('play', () => { tell('playing'); follow(); });
player.addEventListener('pause', () => { tell('playing'); tell('head'); });
player.addEventListener('ended', () => { tell('playing'); tell('head'); });
