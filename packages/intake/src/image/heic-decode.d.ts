declare module 'heic-decode' {
  interface Picture {
    readonly width: number;
    readonly height: number;
    decode(): Promise<{ readonly width: number; readonly height: number; readonly data: ArrayBuffer }>;
  }
  interface Pictures extends Array<Picture> {
    dispose(): void;
  }
  const decode: { all(options: { readonly buffer: Uint8Array }): Promise<Pictures> };
  export default decode;
}
