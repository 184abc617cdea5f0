/** Brands of HEIF whose pictures telephones make. AVIF, the other kind, is read by sharp. */
const BRANDS = ['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1'];

export function isHeic(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(12, bytes.length)).toString('latin1');
  return head.slice(4, 8) === 'ftyp' && BRANDS.includes(head.slice(8, 12));
}
