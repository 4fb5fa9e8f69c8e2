/** A file to upload: a browser's `File`, a `Blob`, or React Native's `{uri, name, type}`. */
export type Upload = Blob & { name?: string };

/** One upload under way. */
export interface UploadOptions {
  /** Called with the uploaded share, 0 to 1. */
  progress: (share: number) => void;
  /** Ends the upload. */
  signal: AbortSignal;
  /** Called with the path of an upload in pieces. `DELETE` ends it on the server. */
  begun: (path: string) => void;
}
