import { inputOf, run } from './ffmpeg.js';
import { Rejection } from '../processed.js';

/** What ffprobe says of a file. */
interface Report {
  format?: { duration?: string };
  streams?: {
    codec_type?: string;
    width?: number;
    height?: number;
    sample_aspect_ratio?: string;
    disposition?: { attached_pic?: number };
    side_data_list?: { rotation?: number }[];
  }[];
}

export interface Recording {
  hasSound: boolean;
  /** Pixels of the picture as it is shown, and as it is decoded; undefined without a picture. */
  picture?: { width: number; height: number; pixels: number };
  /** Seconds; undefined when the file does not say. */
  duration?: number;
}

/** @returns undefined if the file needs a decoder that is not used here @throws Rejection broken */
export async function probe(path: string, format: string): Promise<Recording | undefined> {
  const report = await reportOf(path, format);
  if (!report) return undefined;
  const streams = report.streams ?? [];
  // A picture of the cover is no video.
  const video = streams.find((one) => one.codec_type === 'video' && one.disposition?.attached_pic !== 1);
  const duration = Number(report.format?.duration);
  return {
    hasSound: streams.some((one) => one.codec_type === 'audio'),
    picture: video?.width && video.height ? shown(video, video.width, video.height) : undefined,
    duration: duration > 0 ? duration : undefined,
  };
}

async function reportOf(path: string, format: string): Promise<Report | undefined> {
  const args = ['-show_format', '-show_streams', '-of', 'json', ...inputOf(path, format)];
  try {
    return JSON.parse(await run('ffprobe', args)) as Report;
  } catch (error) {
    if (error instanceof Rejection && String(error.cause).includes('not on whitelist')) return undefined;
    // More than is kept of the output: thousands of tracks.
    if (error instanceof SyntaxError) throw new Rejection('broken', error);
    throw error;
  }
}

/** Applies the shape of the pixels and the rotation, as players do. */
function shown(video: NonNullable<Report['streams']>[number], width: number, height: number) {
  const [across = 1, down = 1] = (video.sample_aspect_ratio ?? '1:1').split(':').map(Number);
  const wide = across > 0 && down > 0 ? Math.max(1, Math.round((width * across) / down)) : width;
  const rotation = video.side_data_list?.find((data) => data.rotation !== undefined)?.rotation ?? 0;
  const [shownWidth, shownHeight] = Math.abs(rotation % 180) === 90 ? [height, wide] : [wide, height];
  return { width: shownWidth, height: shownHeight, pixels: width * height };
}
