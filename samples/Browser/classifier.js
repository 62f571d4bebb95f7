// The model in the browser: samples in, the library's answer out. Nothing here knows of the page.
import * as ort from './vendor/ort.wasm.min.mjs';
import { decimate } from './decimate.js';

// Sounds are decoded at so many times the model's rate: 48 kHz, which hardly any file exceeds.
const oversampling = 3;

ort.env.wasm.wasmPaths = new URL('./vendor/', import.meta.url).href;

// More threads need a page that is isolated from other origins; a drum takes milliseconds on one.
ort.env.wasm.numThreads = 1;

export class Classifier {
  static async load(folder) {
    const about = await (await fetch(new URL('drums.json', folder))).json();
    const session = await ort.InferenceSession.create(new URL('drums.onnx', folder).href);
    return new Classifier(session, about);
  }

  constructor(session, about) {
    this.session = session;
    this.about = about;
  }

  /** The samples of a file's bytes, one channel at the model's rate. */
  async decode(bytes) {
    const sound = await new OfflineAudioContext(1, 1, oversampling * this.about.sampleRate).decodeAudioData(bytes);
    const mono = new Float32Array(sound.length);
    for (let channel = 0; channel < sound.numberOfChannels; channel++) {
      sound.getChannelData(channel).forEach((sample, i) => { mono[i] += sample / sound.numberOfChannels; });
    }

    return decimate(mono, oversampling);
  }

  /** Class, kind, probabilities and the reason to doubt, null if there is none. */
  async classify(samples) {
    const input = new ort.Tensor('float32', samples, [1, samples.length]);
    const found = await this.session.run({ [this.about.input]: input });
    const reason = Number(found.reason.data[0]);
    const kind = found.kind ? Number(found.kind.data[0]) : -1;
    return {
      label: this.about.labels[Number(found.label.data[0])],
      kind: kind < 0 ? null : this.about.kinds[kind],
      reason: reason === 0 ? null : this.about.reasons[reason],
      probabilities: Array.from(found.probabilities.data),
    };
  }
}
