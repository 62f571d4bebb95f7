// ---- Pictures ----
function bytesOf(sound) {
  const text = atob(sound.picture);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    bytes[i] = text.charCodeAt(i);
  }

  return bytes;
}

function drawWaveform(canvas, sound) {
  const columns = data.waveformColumns;
  const extremes = new Int8Array(bytesOf(sound).buffer, 0, 2 * columns);
  const width = 380;
  const height = 96;
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context.fillStyle = sound.classified ? resolved(colourOf(sound.group)) : resolved('var(--other)');
  for (let column = 0; column < columns; column++) {
    const upper = (127 - extremes[2 * column + 1]) / 254 * height;
    const lower = (127 - extremes[2 * column]) / 254 * height;
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

function drawSpectrogram(canvas, sound) {
  const { spectrogramColumns: columns, spectrogramBands: bands } = data;
  const bytes = bytesOf(sound).subarray(2 * data.waveformColumns);
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

// ---- Colours and theme ----
const probe = element('span');
probe.hidden = true;
document.body.append(probe);
const resolvedColours = new Map();

function resolved(colour) {
  if (!resolvedColours.has(colour)) {
    probe.style.color = colour;
    resolvedColours.set(colour, getComputedStyle(probe).color);
  }

  return resolvedColours.get(colour);
}

function redraw() {
  resolvedColours.clear();
  clearRows();
  drawRows();
}

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
prefersDark.addEventListener('change', redraw);
byId('theme').addEventListener('click', () => {
  const root = document.documentElement;
  const dark = (root.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';
  root.dataset.theme = dark ? 'light' : 'dark';
  redraw();
});
