// Low-pass filter and every n-th sample: a sinc under Kaiser's window, with the band and the attenuation of the library's resampler. Browsers
// resample for playback; on the way down to 16 kHz they let through what then folds back into the sound.
const attenuation = 112;
const passband = 0.914;
const beta = 0.1102 * (attenuation - 8.7);

export function decimate(samples, factor) {
  const half = Math.ceil((attenuation - 7.95) / (2.285 * 2 * Math.PI * ((1 - passband) / factor / 2)) / 2);
  const cutoff = (1 + passband) / 2 / factor;
  const taps = Float64Array.from({ length: 2 * half + 1 }, (_, i) => {
    const x = Math.PI * cutoff * (i - half);
    return (x === 0 ? 1 : Math.sin(x) / x) * bessel(beta * Math.sqrt(Math.max(0, 1 - ((i - half) / half) ** 2)));
  });
  const gain = 1 / taps.reduce((sum, tap) => sum + tap);
  return Float32Array.from({ length: Math.ceil(samples.length / factor) }, (_, i) => {
    const first = i * factor - half;
    let sum = 0;
    for (let k = Math.max(0, -first); k < taps.length && first + k < samples.length; k++) {
      sum += taps[k] * samples[first + k];
    }

    return gain * sum;
  });
}

/** The modified Bessel function of the first kind and order 0, by its power series. */
function bessel(x) {
  let sum = 1;
  for (let k = 1, term = 1; term > sum * 1e-17; k++) {
    term *= (x * x / 4) / (k * k);
    sum += term;
  }

  return sum;
}
