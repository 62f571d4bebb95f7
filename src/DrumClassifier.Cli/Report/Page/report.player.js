// ---- Playing ----
let current = null;

function showPlaying(button, sound) {
  showPlayButton(button, sound === current && !player.paused, sound.name);
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
const uncertain = sounds.filter(sound => sound.state === 'uncertain').length;
byId('about').textContent = [
  data.interrupted ? `stopped before the end, ${data.created}` : data.created,
  `${count(sounds.length)} sounds`,
  uncertain > 0 ? `${count(uncertain)} uncertain (below ${percent(data.uncertainBelow)})` : '',
  failed > 0 ? `${count(failed)} not classified` : '',
  `model: ${data.model}`,
].filter(Boolean).join(' · ');
groups.forEach((label, index) => {
  const number = sounds.reduce((sum, sound) => sum + (sound.group === index ? 1 : 0), 0);
  if (number > 0) {
    const part = element('span');
    part.style.flexGrow = number;
    part.style.background = colourOf(index);
    part.title = `${label}: ${count(number)}`;
    byId('distribution').append(part);
  }
});

byId('alone').hidden = alone.length === 0;
byId('alone').firstElementChild.textContent = `Left alone: ${count(alone.length)} that ${alone.length === 1 ? 'is no sound' : 'are no sounds'}`;
byId('alone').lastElementChild.append(...alone.map(file => element('li', '', file.reason ?? file.path)));

applyFilters();
