/**
 * Pixels of one image, or of all frames of an animation together. The largest photo that phones take by default has 50 megapixels
 * (8160 × 6144); decoded, and turned by its orientation, it takes 150 MB.
 */
export const MAX_PIXELS = 51_000_000;

/** Pixels of a side that WebP can hold. Images that become WebP or JPEG by choice must fit either. */
export const MAX_WEBP_SIDE = 16_383;

/** Frames of an animation. */
export const MAX_FRAMES = 1_000;

/** Seconds for which one loop of an animation may last. */
export const MAX_ANIMATION_SECONDS = 300;

/** Seconds of a video or of audio. */
export const MAX_SECONDS = 4 * 60 * 60;

/** Seconds of audio whose waveform is measured: all of it has to be decoded. */
export const MAX_WAVEFORM_SECONDS = 60 * 60;

/** Milliseconds for one file. Then its process is killed. */
export const JOB_MS = 180_000;

/** Bytes of memory of the process that decodes, ffmpeg apart. */
export const WORKER_BYTES = 1_000_000_000;

/** Bytes of address space of one run of ffmpeg. */
export const FFMPEG_BYTES = 2_000_000_000;

/** Milliseconds without a job after which a process ends. */
export const IDLE_MS = 60_000;

/** Jobs that wait for a process. More are refused. */
export const MAX_WAITING = 64;
