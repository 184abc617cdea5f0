import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type Case, createCase } from '../src/case.ts';
import { askForStamp, keepStamp, signLog } from '../src/proof/proofs.ts';
import { makeKey } from '../src/proof/signing.ts';
import { verify } from '../src/verify.ts';
import { passingFolder } from './helpers/folder.ts';
import { arrivalOf, type Report } from './helpers/reports.ts';

const run = promisify(execFile);

async function caseIn(context: TestContext): Promise<{ opened: Case; folder: string }> {
  const folder = await passingFolder(context);
  const opened = await createCase(join(folder, 'case'), 'السد', { by: 'ليلى' });
  context.after(() => opened.close());
  return { opened, folder };
}

async function addReport(opened: Case, report: Report): Promise<void> {
  const arrival = arrivalOf(`${report.id}.txt`, report);
  await opened.originals.keep(arrival.original!.hash, new TextEncoder().encode(JSON.stringify([report])));
  await opened.store.keep([arrival], opened.stamp());
}

describe('a signed log', () => {
  test('holds, and goes on holding for what it was when more comes in', async (context) => {
    const { opened, folder } = await caseIn(context);
    const key = await makeKey(join(folder, 'key'));
    assert.equal((await stat(join(folder, 'key'))).mode & 0o077, 0);
    await signLog(opened, join(folder, 'key'));
    await addReport(opened, { id: 'dam', text: 'انهار السد.' });
    await signLog(opened, join(folder, 'key'));
    await addReport(opened, { id: 'flood', text: 'غمرت المياه الجسر.' });
    const { sound, proofs, entries } = await verify(opened);
    assert.ok(sound);
    assert.deepEqual(
      proofs.map((proof) => [proof.entries, proof.signedBy]),
      [
        [1, [key]],
        [3, [key]],
      ],
    );
    assert.equal(entries, 5);
  });

  test('is checked by openssl without Isnad', async (context) => {
    const { opened, folder } = await caseIn(context);
    const key = await makeKey(join(folder, 'key'));
    await signLog(opened, join(folder, 'key'));
    const proofs = join(folder, 'case', 'proofs');
    const told = ['-rawin', '-in', join(proofs, '1.root.json'), '-sigfile', join(proofs, `1.${key}.sig`)];
    const { stdout } = await run('openssl', [
      'pkeyutl',
      '-verify',
      '-pubin',
      '-inkey',
      join(proofs, `${key}.pub`),
      ...told,
    ]);
    assert.match(stdout, /Verified Successfully/);
  });

  test('is found out when any byte of its proofs was changed', async (context) => {
    const { opened, folder } = await caseIn(context);
    await makeKey(join(folder, 'key'));
    await signLog(opened, join(folder, 'key'));
    const proofs = join(folder, 'case', 'proofs');
    for (const name of await readdir(proofs)) {
      const bytes = await readFile(join(proofs, name));
      // Every seventh byte: each letter of a key would take its time.
      for (let at = 0; at < bytes.length; at += name.endsWith('.sig') ? 1 : 7) {
        const changed = Uint8Array.from(bytes);
        changed[at]! ^= 1;
        await writeFile(join(proofs, name), changed);
        const { faults } = await verify(opened);
        // A line of PEM may end in another way and hold the same key.
        assert.ok(faults.length > 0 || name.endsWith('.pub'), `byte ${at} of ${name}`);
        assert.ok(faults.every(({ what }) => what === 'proof'));
      }
      await writeFile(join(proofs, name), bytes);
    }
    assert.ok((await verify(opened)).sound);
  });

  test('is not signed with a key that lies in the case, and no key is overwritten', async (context) => {
    const { opened, folder } = await caseIn(context);
    await makeKey(join(folder, 'case', 'key'));
    await assert.rejects(signLog(opened, join(folder, 'case', 'key')), /lies in the case/);
    await assert.rejects(makeKey(join(folder, 'case', 'key')), /never overwritten/);
    await writeFile(join(folder, 'no-key'), 'x');
    await assert.rejects(signLog(opened, join(folder, 'no-key')), /holds no key/);
  });
});

/** An authority of the test's own: openssl answers as one would. */
class Authority {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async in(folder: string): Promise<Authority> {
    await mkdir(folder);
    const config = `
[ req ]
distinguished_name = name
prompt = no
[ name ]
CN = Authority of the test
[ ca ]
basicConstraints = critical, CA:TRUE
[ stamping ]
extendedKeyUsage = critical, timeStamping
[ tsa ]
default_tsa = here
[ here ]
serial = ${folder}/serial
signer_digest = sha256
default_policy = 1.2.3.4
digests = sha256
`;
    await writeFile(join(folder, 'config'), config);
    await writeFile(join(folder, 'serial'), '01\n');
    const authority = new Authority(folder);
    const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-noenc', '-config', 'config'];
    await authority.#openssl('req', '-x509', ...newKey, '-extensions', 'ca', '-keyout', 'ca.key', '-out', 'ca.pem');
    await authority.#openssl(
      'req',
      ...newKey,
      '-keyout',
      'tsa.key',
      '-out',
      'tsa.csr',
      '-subj',
      '/CN=Stamps of the test',
    );
    const signed = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-extfile', 'config', '-extensions', 'stamping'];
    await authority.#openssl('x509', '-req', '-in', 'tsa.csr', ...signed, '-out', 'tsa.pem');
    return authority;
  }

  get certificate(): Promise<string> {
    return readFile(join(this.#folder, 'ca.pem'), 'utf8');
  }

  async answer(request: string): Promise<Uint8Array> {
    const certificates = ['-signer', 'tsa.pem', '-inkey', 'tsa.key', '-chain', 'ca.pem'];
    await this.#openssl(
      'ts',
      '-reply',
      '-config',
      'config',
      '-queryfile',
      request,
      ...certificates,
      '-out',
      'reply.tsr',
    );
    return readFile(join(this.#folder, 'reply.tsr'));
  }

  async #openssl(...told: readonly string[]): Promise<void> {
    await run('openssl', told, { cwd: this.#folder });
  }
}

/** Where the request for a stamp on the log lies. */
async function requestIn(opened: Case): Promise<string> {
  const { name } = await askForStamp(opened);
  return join(opened.folder, 'proofs', name);
}

describe('a time stamp', () => {
  test('of an authority is kept with the root that it is on, and says when it was there', async (context) => {
    const { opened, folder } = await caseIn(context);
    const authority = await Authority.in(join(folder, 'authority'));
    const path = await requestIn(opened);
    const before = Date.now() - 2000;
    const { stamped } = await keepStamp(opened, await authority.answer(path), []);
    assert.equal(stamped.authority, 'CN=Stamps of the test');
    assert.ok(Date.parse(stamped.at) >= before && Date.parse(stamped.at) <= Date.now() + 2000, stamped.at);
    await addReport(opened, { id: 'dam', text: 'انهار السد.' });
    const { sound, proofs } = await verify(opened, { trusted: [await authority.certificate] });
    assert.ok(sound);
    assert.equal(proofs[0]?.stamped?.trusted, true);
  });

  test('of an authority that is not trusted is a fault for whoever names those that are', async (context) => {
    const { opened, folder } = await caseIn(context);
    const authority = await Authority.in(join(folder, 'authority'));
    const other = await Authority.in(join(folder, 'other'));
    await keepStamp(opened, await authority.answer(await requestIn(opened)), []);
    assert.ok((await verify(opened)).sound);
    const { faults } = await verify(opened, { trusted: [await other.certificate] });
    assert.deepEqual(
      faults.map(({ name }) => name),
      ['1.tsr'],
    );
  });

  test('on another case, or altered, or no stamp at all, is refused', async (context) => {
    const { opened, folder } = await caseIn(context);
    const other = await caseIn(context);
    const authority = await Authority.in(join(folder, 'authority'));
    await assert.rejects(keepStamp(opened, new Uint8Array(), []), /nobody asked/);
    const reply = await authority.answer(await requestIn(opened));
    await askForStamp(other.opened);
    await assert.rejects(keepStamp(other.opened, reply, []), /another request/);
    await assert.rejects(keepStamp(opened, new Uint8Array([1, 2, 3]), []), /no reply/);
    const altered = Uint8Array.from(reply);
    altered[altered.length - 1]! ^= 1;
    await assert.rejects(keepStamp(opened, altered, []), /does not hold/);
  });
});
