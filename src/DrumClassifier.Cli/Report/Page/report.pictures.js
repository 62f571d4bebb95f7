// ---- Pictures ----
function drawWaveform(canvas, sound) {
  const colour = sound.classified ? resolved(colourOf(sound.group)) : resolved('var(--other)');
  drawExtremes(canvas, new Int8Array(bytesOf(sound.picture).buffer, 0, 2 * data.waveformColumns), colour);
}

function drawSpectrogram(canvas, sound) {
  drawLevels(canvas, bytesOf(sound.picture).subarray(2 * data.waveformColumns), data.spectrogramColumns, data.spectrogramBands);
}

followTheme(byId('theme'), () => {
  clearRows();
  drawRows();
});
