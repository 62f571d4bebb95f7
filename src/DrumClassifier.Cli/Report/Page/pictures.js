// What the report and the page of 'drums browse' share. The report is one file, so that there these are no exports but functions beside its own.
export const percent = value => `${(100 * value).toFixed(1)} %`;
export const count = number => number.toLocaleString('en');

const colouredNames = new Set(['kick', 'hat', 'snare', 'cymbal', 'tom', 'clap']);

// Classes of somebody's own get hues that lie far apart, whatever their number: steps of the golden angle.
const ownColour = place => {
  const hue = Math.round((place * 137.508 + 200) % 360);
  return `light-dark(hsl(${hue} 60% 38%), hsl(${hue} 65% 70%))`;
};

// Of a class by its name, and its place among the model's where it has one.
export const colourOfName = (name, place = -1) => colouredNames.has(name) ? `var(--${name})`
  : name !== undefined && place >= 0 ? ownColour(place) : 'var(--other)';

export function element(tag, className, text) {
  const made = document.createElement(tag);
  if (className) {
    made.className = className;
  }

  if (text !== undefined) {
    made.textContent = text;
  }

  return made;
}

export function bytesOf(base64) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }

  return bytes;
}

// ---- Pictures ----
// Lowest and highest sample of each column, −127 … 127; the peak fills the height.
export function drawExtremes(canvas, extremes, colour, width = 380, height = 96) {
  const columns = extremes.length / 2;
  let peak = 1;
  for (const value of extremes) {
    peak = Math.max(peak, Math.abs(value));
  }

  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context.fillStyle = colour;
  for (let column = 0; column < columns; column++) {
    const upper = (peak - extremes[2 * column + 1]) / (2 * peak) * height;
    const lower = (peak - extremes[2 * column]) / (2 * peak) * height;
    context.fillRect(column * width / columns, Math.min(upper, height / 2 - 0.75), width / columns * 0.8, Math.max(lower - upper, 1.5));
  }
}

// Dark violet over red to pale yellow, even in lightness, so that it reads the same in both themes and without colour.
const stops = [[10, 8, 28], [58, 15, 110], [136, 34, 106], [208, 65, 67], [245, 140, 30], [252, 240, 165]];
const palette = Array.from({ length: 16 }, (_, level) => {
  const place = level / 15 * (stops.length - 1);
  const low = Math.min(Math.floor(place), stops.length - 2);
  return stops[low].map((value, channel) => Math.round(value + (stops[low + 1][channel] - value) * (place - low)));
});

// Rows of levels 0 … 15, two a byte, the lowest band first.
export function drawLevels(canvas, bytes, columns, bands) {
  canvas.width = columns;
  canvas.height = bands;
  const context = canvas.getContext('2d');
  const image = context.createImageData(columns, bands);
  for (let band = 0; band < bands; band++) {
    for (let column = 0; column < columns; column++) {
      const cellIndex = band * columns + column;
      const level = cellIndex % 2 === 0 ? bytes[cellIndex >> 1] >> 4 : bytes[cellIndex >> 1] & 15;
      image.data.set([...palette[level], 255], 4 * ((bands - 1 - band) * columns + column));
    }
  }

  context.putImageData(image, 0, 0);
}

// ---- The play button ----
const icons = {
  play: 'M2 0.5 13 7 2 13.5Z',
  stop: 'M1.5 1.5H12.5V12.5H1.5Z',
};

export function showPlayButton(button, playing, name) {
  button.setAttribute('aria-pressed', String(playing));
  button.setAttribute('aria-label', `${playing ? 'Stop' : 'Play'} ${name}`);
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 14 14');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', playing ? icons.stop : icons.play);
  svg.append(path);
  button.replaceChildren(svg);
}

// ---- Colours and theme ----
const probe = element('span');
probe.hidden = true;
document.body.append(probe);
const resolvedColours = new Map();

export function resolved(colour) {
  if (!resolvedColours.has(colour)) {
    probe.style.color = colour;
    resolvedColours.set(colour, getComputedStyle(probe).color);
  }

  return resolvedColours.get(colour);
}

export function followTheme(button, redraw) {
  const prefersDark = matchMedia('(prefers-color-scheme: dark)');
  const again = () => {
    resolvedColours.clear();
    redraw();
  };
  prefersDark.addEventListener('change', again);
  button.addEventListener('click', () => {
    const root = document.documentElement;
    const dark = (root.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
    root.dataset.theme = dark ? 'light' : 'dark';
    again();
  });
}
