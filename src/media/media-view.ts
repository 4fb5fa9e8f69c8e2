import type { MediaView } from '../contract/views/message.view.js';
import { newId } from '../platform/process/new-id.js';
import type { Media, MediaContent, MediaVariant } from './media.entity.js';

/** The fields that the content of an upload decides. They are null for a link, and as long as they are not known. */
const UNKNOWN = {
  size: null,
  width: null,
  height: null,
  duration: null,
  thumbnailUrl: null,
  previewUrl: null,
  placeholder: null,
  waveform: null,
  reason: null,
};

/** A link to another server. It is stored as given, and nothing is read from there. */
export function linkView(link: Pick<MediaView, 'kind' | 'url' | 'name' | 'mimeType'>): MediaView {
  return { id: newId(), ...link, ...UNKNOWN, status: 'ready' };
}

/** @param media with its content, and that with its objects */
export function uploadView({ id, name, content }: Media): MediaView {
  const { kind, status, reason, width, height, duration, placeholder, waveform } = content;
  const url = `/api/media/${id}`;
  const original = objectOf(content, 'original');
  const addressOf = (variant: MediaVariant) => (objectOf(content, variant) ? `${url}?size=${variant}` : null);
  return {
    id,
    kind,
    url,
    name,
    mimeType: original?.mimeType ?? content.mimeType,
    size: original?.size ?? content.size,
    width,
    height,
    duration,
    thumbnailUrl: addressOf('thumb'),
    previewUrl: addressOf('preview'),
    placeholder,
    waveform: waveform && [...waveform],
    status,
    reason,
  };
}

export const objectOf = (content: MediaContent, variant: MediaVariant) =>
  content.objects?.find((one) => one.variant === variant);
