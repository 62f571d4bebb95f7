// node classify.js drums.onnx SOUND.wav …     prints the class of each sound
import { readFileSync } from 'node:fs';
import ort from 'onnxruntime-node';
import wavefile from 'wavefile';

const [model, ...files] = process.argv.slice(2);
const about = JSON.parse(readFileSync(model.replace(/onnx$/, 'json')));
const session = await ort.InferenceSession.create(model);
for (const file of files) {
  const wav = new wavefile.WaveFile(readFileSync(file));
  wav.toBitDepth('32f');
  if (wav.fmt.sampleRate !== about.sampleRate) wav.toSampleRate(about.sampleRate);
  const channels = [wav.getSamples(false, Float32Array)].flat();
  const samples = channels[0].map((_, i) => channels.reduce((sum, channel) => sum + channel[i], 0) / channels.length);
  const found = await session.run({ [about.input]: new ort.Tensor('float32', samples, [1, samples.length]) });
  const label = Number(found.label.data[0]);
  const reason = Number(found.reason.data[0]);
  console.log(`${file}: ${about.labels[label]} ${found.probabilities.data[label].toFixed(3)}${reason ? ` (${about.reasons[reason]})` : ''}`);
}
