/** Archives, mails and web archives made from files in memory, for tests and hostile samples. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';

export interface MadeFile {
  readonly name: string | Uint8Array;
  readonly bytes: Uint8Array | string;
  /** What a hostile archive says of the entry instead of the truth. */
  readonly claims?: { readonly size?: number; readonly encrypted?: boolean };
}

/** A ZIP. Names given as bytes are written as they are, without saying their encoding. */
export function makeZip(files: readonly MadeFile[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, claims } of files) {
    const content = Buffer.from(bytes);
    const packed = deflateRawSync(content, { level: 9 });
    const label = Buffer.from(name);
    const flags = (typeof name === 'string' ? 0x800 : 0) | (claims?.encrypted === true ? 1 : 0);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flags, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims?.size ?? content.length, 18);
    common.writeUInt16LE(label.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, label, packed]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0', 'latin1'), common, rest, label]));
    parts.push(local);
    offset += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, listed, end]);
}

export async function makeTar(
  files: readonly { readonly name: string; readonly bytes: Uint8Array | string }[],
): Promise<Buffer> {
  const tar = pack();
  for (const { name, bytes } of files) tar.entry({ name }, Buffer.from(bytes));
  tar.finalize();
  const pieces: Uint8Array[] = [];
  for await (const piece of tar) if (piece instanceof Uint8Array) pieces.push(piece);
  return Buffer.concat(pieces);
}

export interface MadeMail {
  readonly from: string;
  readonly subject: string;
  readonly date: string;
  readonly text: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly bytes: Uint8Array }[];
}

const word = (text: string) => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`;

export function makeMail(mail: MadeMail): string {
  const head = [
    `From: ${word(mail.from)} <salma@nahr.example>`,
    `To: ${word('هيئة التحرير')} <desk@nahr.example>`,
    `Subject: ${word(mail.subject)}`,
    `Date: ${mail.date}`,
    'MIME-Version: 1.0',
  ];
  const body = [
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(mail.text).toString('base64'),
  ];
  if (mail.attachments === undefined) return [...head, ...body, ''].join('\r\n');
  const parts = mail.attachments.map(({ name, type, bytes }) =>
    [
      `Content-Type: ${type}; name="${word(name)}"`,
      'Content-Transfer-Encoding: base64',
      `Content-Disposition: attachment; filename="${word(name)}"`,
      '',
      Buffer.from(bytes).toString('base64'),
    ].join('\r\n'),
  );
  const boundary = 'teil-1';
  const all = [body.join('\r\n'), ...parts].map((part) => `--${boundary}\r\n${part}\r\n`).join('');
  return [...head, `Content-Type: multipart/mixed; boundary="${boundary}"`, '', `${all}--${boundary}--`, ''].join(
    '\r\n',
  );
}

export function makeMbox(mails: readonly string[]): string {
  return mails
    .map(
      (mail) =>
        `From salma@nahr.example Tue May  3 14:20:00 2016\n${mail.replace(/\r\n/g, '\n').replace(/^From /gm, '>From ')}\n`,
    )
    .join('');
}

/** A page as Chromium saves it in one file. */
export function makeMhtml(html: string, address: string): string {
  const quoted = Buffer.from(html)
    .toString('base64')
    .replace(/(.{76})/g, '$1\r\n');
  return [
    'From: <Saved by Blink>',
    `Snapshot-Content-Location: ${address}`,
    'Subject: saved',
    'Date: Tue, 3 May 2016 14:20:00 -0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="----bound"',
    '',
    '',
    '------bound',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    `Content-Location: ${address}`,
    '',
    quoted,
    '------bound',
    'Content-Type: image/png',
    'Content-Transfer-Encoding: base64',
    `Content-Location: ${address}x.png`,
    '',
    'iVBORw0KGgo=',
    '------bound--',
    '',
  ].join('\r\n');
}

export interface Answered {
  readonly address: string;
  readonly type: string;
  readonly body: Uint8Array | string;
  readonly status?: number;
}

/** A WARC of answers, each record packed by itself as crawlers do. */
export function makeWarc(answers: readonly Answered[], packed = true): Buffer {
  return Buffer.concat(
    answers.map(({ address, type, body, status = 200 }, i) => {
      const content = Buffer.from(body);
      const http = Buffer.concat([
        Buffer.from(`HTTP/1.1 ${status} OK\r\nContent-Type: ${type}\r\nContent-Length: ${content.length}\r\n\r\n`),
        content,
      ]);
      const record = Buffer.concat([
        Buffer.from(
          `WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-${String(i).padStart(12, '0')}>\r\n` +
            `WARC-Date: 2016-05-03T14:20:00Z\r\nWARC-Target-URI: ${address}\r\nContent-Type: application/http; msgtype=response\r\n` +
            `Content-Length: ${http.length}\r\n\r\n`,
        ),
        http,
        Buffer.from('\r\n\r\n'),
      ]);
      return packed ? gzipSync(record) : record;
    }),
  );
}

export function makeWacz(warc: Uint8Array): Buffer {
  return makeZip([
    { name: 'datapackage.json', bytes: '{"profile":"data-package","wacz_version":"1.1.1"}' },
    { name: 'archive/data.warc.gz', bytes: warc },
    { name: 'pages/pages.jsonl', bytes: '{"format":"json-pages-1.0"}\n' },
  ]);
}
