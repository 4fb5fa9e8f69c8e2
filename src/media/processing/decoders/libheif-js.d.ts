/** The package ships no types for its API; this is the part we use. */
declare module 'libheif-js/wasm-bundle.js' {
  namespace libheif {
    /** An image in a HEIC file, not decoded yet. */
    interface HeifImage {
      /** The size by the header, after the rotation that the file asks for. */
      get_width(): number;
      get_height(): number;
      is_primary(): boolean;
      has_alpha_channel(): boolean;
      /** Decodes into RGBA. Calls `done` with null when it fails. An error of `data.set` is not caught. */
      display(
        into: { data: { set(bytes: Uint8Array, at?: number): void } },
        done: (image: object | null) => void,
      ): void;
      free(): void;
    }
  }
  const libheif: {
    HeifDecoder: new () => {
      /** Writes to standard output what goes wrong. @returns no image for a broken file */
      decode(file: Uint8Array): libheif.HeifImage[];
    };
  };
  export = libheif;
}
