/** Single-byte code pages, both ways. Decoding is the platform's; the way back is made from it. */

/** Code pages in which Arabic and its neighbours are kept or mistaken for one another. */
export type CodePage = 'windows-1256' | 'iso-8859-6' | 'windows-1252';

const decoders = new Map<CodePage, readonly string[]>();
const encoders = new Map<CodePage, ReadonlyMap<string, number>>();

/** The character of each byte; U+FFFD where the code page has none. */
export function charactersOf(page: CodePage): readonly string[] {
  let characters = decoders.get(page);
  if (characters === undefined) {
    characters = makeTable(page);
    decoders.set(page, characters);
  }
  return characters;
}

function makeTable(page: CodePage): string[] {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  return [...new TextDecoder(page).decode(bytes)];
}

export function decodeBytes(bytes: Uint8Array, page: CodePage): string {
  return new TextDecoder(page).decode(bytes);
}

/**
 * The bytes that this text would have been in a code page, or null when a character has none there. C1 controls stand
 * for their own byte where the code page leaves it open, as programs that mistake encodings let them through; so windows-1252 stands for ISO-8859-1 too.
 */
export function encodeText(text: string, page: CodePage): Uint8Array | null {
  const map = encoderOf(page);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = map.get(text[i]!);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return bytes;
}

function encoderOf(page: CodePage): ReadonlyMap<string, number> {
  const known = encoders.get(page);
  if (known !== undefined) return known;
  const map = new Map<string, number>();
  charactersOf(page).forEach((character, byte) => {
    if (character !== '\uFFFD') map.set(character, byte);
  });
  for (let byte = 0x80; byte < 0xa0; byte++) {
    const control = String.fromCharCode(byte);
    if (!map.has(control)) map.set(control, byte);
  }
  encoders.set(page, map);
  return map;
}
