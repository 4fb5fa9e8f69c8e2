import { MAX_WAVEFORM_SECONDS } from '../limits.js';

/** Samples a second, enough for loudness. */
export const SAMPLE_RATE = 8_000;
/** Samples whose loudness is one value until the length of the sound is known: 20 ms. */
const STEP = 160;
const PARTS = 64;

/** Measures the loudness of sound that arrives in pieces: mono, 16 bits, little endian. */
export class Waveform {
  /** The sums of squares of the steps. */
  private readonly steps: number[] = [];
  private sum = 0;
  private samples = 0;
  private half?: number;

  get seconds(): number {
    return this.samples / SAMPLE_RATE;
  }

  add(bytes: Buffer): void {
    let at = 0;
    // A sample may be cut in two by the pipe.
    if (this.half !== undefined && bytes.length > 0) {
      this.addSample(((bytes.readInt8(0) << 8) | this.half) / 32_768);
      at = 1;
    }
    for (; at + 1 < bytes.length; at += 2) this.addSample(bytes.readInt16LE(at) / 32_768);
    if (bytes.length > 0) this.half = at < bytes.length ? bytes[at] : undefined;
  }

  /** @returns 64 values from 0 to 255, the loudest part 255; null for no sound */
  values(): number[] | null {
    const steps = this.samples % STEP === 0 ? this.steps : [...this.steps, this.sum];
    if (steps.length === 0) return null;
    const parts = Array.from({ length: PARTS }, (_, part) => loudness(steps, part));
    const loudest = Math.max(...parts);
    return parts.map((part) => (loudest === 0 ? 0 : Math.round((part / loudest) * 255)));
  }

  private addSample(sample: number): void {
    if (this.seconds >= MAX_WAVEFORM_SECONDS) return;
    this.sum += sample * sample;
    this.samples += 1;
    if (this.samples % STEP !== 0) return;
    this.steps.push(this.sum);
    this.sum = 0;
  }
}

/** The mean of one of the equal parts of the sound, of which each has at least one step. */
function loudness(steps: number[], part: number): number {
  const from = Math.floor((part * steps.length) / PARTS);
  const to = Math.max(from + 1, Math.floor(((part + 1) * steps.length) / PARTS));
  const mean = steps.slice(from, to).reduce((total, step) => total + step, 0) / (to - from);
  return Math.sqrt(mean);
}
