import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type CodePage, charactersOf, encodeText } from '../src/encoding/codepage.ts';
import { readText } from '../src/encoding/text.ts';

const REPORT =
  'انهار سد الوادي صباح الثلاثاء، وقالت مصادر محلية إن نحو 200 شخص فقدوا.\n' +
  'وأضافت أن المياه غمرت ثلاث قرى؛ ولم تعلّق الحكومة بعد، فهل تفعل؟\n';
const FRENCH = 'Le barrage s’est effondré mardi, selon l’hôpital. Été, forêt, naïve : « déjà ».';

function encoded(text: string, page: CodePage): Uint8Array {
  const bytes = encodeText(text, page);
  assert.ok(bytes, `the sample can't be written in ${page}`);
  return bytes;
}

/** The text that a program makes of it which takes these bytes for that code page. */
function mistaken(bytes: Uint8Array, page: CodePage): string {
  const characters = charactersOf(page);
  return Array.from(bytes, (byte) =>
    characters[byte] === '\uFFFD' ? String.fromCharCode(byte) : characters[byte],
  ).join('');
}

for (const page of ['windows-1256', 'iso-8859-6'] as const) {
  test(`Arabic in ${page} is read with no encoding declared, and that is noted`, () => {
    const read = readText(encoded(REPORT, page));
    assert.equal(read.text, REPORT);
    assert.equal(read.encoding, page);
    assert.equal(read.notes[0]?.kind, 'encoding');
  });

  test(`a short headline in ${page} is enough`, () => {
    assert.equal(readText(encoded('انهيار سد الوادي فجرا', page)).text, 'انهيار سد الوادي فجرا');
  });
}

test('a page that declares the wrong encoding is read by its letters', () => {
  for (const declared of ['iso-8859-1', 'utf-8', 'iso-8859-6', 'no-such-thing', null]) {
    assert.equal(readText(encoded(REPORT, 'windows-1256'), declared).text, REPORT, String(declared));
  }
  assert.equal(readText(Buffer.from(REPORT), 'windows-1256').text, REPORT);
});

test('French in windows-1252 stays French', () => {
  assert.equal(readText(encoded(FRENCH, 'windows-1252')).text, FRENCH);
});

test('a declared encoding of another script is believed', () => {
  const bytes = Uint8Array.from([0xd0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4, 0x2e]);
  assert.equal(readText(bytes, 'koi8-r').text, 'привет.');
});

test('UTF-16 is read in both byte orders, with a mark and without', () => {
  for (const mark of ['', '\uFEFF']) {
    const little = Buffer.from(mark + REPORT, 'utf16le');
    const big = Buffer.from(little).swap16();
    assert.equal(readText(little).text, REPORT);
    assert.equal(readText(big).text, REPORT);
  }
});

test('a byte order mark is no character of the text', () => {
  assert.equal(readText(Buffer.from(`\uFEFF${REPORT}`)).text, REPORT);
});

test('UTF-8 with a few broken bytes is read as UTF-8, and the damage is noted', () => {
  const bytes = Buffer.from(REPORT.repeat(5));
  bytes[40] = 0xff;
  const read = readText(bytes);
  assert.equal(read.encoding, 'utf-8');
  assert.match(read.notes[0]?.message ?? '', /broken/);
  assert.ok(read.text.endsWith(REPORT));
});

for (const page of ['windows-1252', 'windows-1256'] as const) {
  test(`UTF-8 that was read as ${page} and saved so is mended, and mended again when it was done twice`, () => {
    const once = mistaken(Buffer.from(REPORT), page);
    const mended = readText(Buffer.from(once));
    assert.equal(mended.text, REPORT);
    assert.match(mended.notes[0]?.message ?? '', new RegExp(`UTF-8 had been read as ${page}`));
    const twice = mistaken(Buffer.from(once), page);
    assert.equal(readText(Buffer.from(twice)).text, REPORT);
  });
}

test('UTF-8 that was read as ISO-8859-1 is mended, its controls included', () => {
  assert.equal(readText(Buffer.from(Buffer.from(REPORT).toString('latin1'))).text, REPORT);
});

test('windows-1256 that was read as windows-1252 is mended', () => {
  const text = mistaken(encoded(REPORT, 'windows-1256'), 'windows-1252');
  assert.match(text, /^Ç/);
  assert.equal(readText(Buffer.from(text)).text, REPORT);
});

test('a line of mojibake in sound text is mended and the rest left alone', () => {
  const text = `${REPORT}${mistaken(Buffer.from('وقال الوزير إن السد آمن.'), 'windows-1252')}\n${FRENCH}\n`;
  assert.equal(readText(Buffer.from(text)).text, `${REPORT}وقال الوزير إن السد آمن.\n${FRENCH}\n`);
});

test('mojibake that lost bytes is left as it is and said to be doubtful', () => {
  const whole = mistaken(Buffer.from(REPORT), 'windows-1252').split('\n');
  const broken = `${whole[0]}\n${whole[1]?.replace('ª', '?')}\n`;
  const read = readText(Buffer.from(broken));
  assert.ok(read.text.startsWith(REPORT.split('\n')[0] ?? ''));
  assert.match(read.notes.map((note) => note.message).join(' '), /can't be mended/);
});

test('sound text is never touched, whatever its script', () => {
  const script = fc.constantFrom(...'ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإؤئ ،؛؟.«»abcdeé èàçùœ0123456789٠١٢\n'.split(''));
  fc.assert(
    fc.property(fc.array(script, { maxLength: 200 }), (characters) => {
      const text = characters.join('');
      const read = readText(Buffer.from(text));
      assert.equal(read.text, text);
      assert.deepEqual(read.notes, []);
    }),
  );
});

test('line ends of every system become one', () => {
  assert.equal(readText(Buffer.from('أ\r\nب\rج\u2028د')).text, 'أ\nب\nج\nد');
});
