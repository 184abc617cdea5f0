/**
 * `npm run pack`: Isnad as one package that npm installs, isnad-VERSION.tgz in the root (or `-- --to FOLDER`): its
 * TypeScript compiled, the page built in, and every package that it needs named by its version.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { compiled, contents } from './contents.ts';
import { licencesOf } from './licences.ts';
import { packagesOf } from './lock.ts';
import { inner, manifest } from './manifest.ts';
import { placed } from './modules.ts';
import { modulesByName, nodeVersion, pageDependencies, ROOT, workspaces } from './workspace.ts';

const Packed = z.tuple([
  z.object({ filename: z.string(), size: z.number(), unpackedSize: z.number(), entryCount: z.number() }),
]);

/** Where what makes up the package is put together. */
class Stage {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'isnad-pack-'));

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  writeJson(path: string, value: object): void {
    this.write(path, `${JSON.stringify(value, null, 2)}\n`);
  }

  copy(path: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    copyFileSync(join(ROOT, path), join(this.folder, path));
  }
}

/** @returns the package's file, and what it weighs in bytes */
export function pack(to: string): { file: string; size: number; unpacked: number; entries: number } {
  run('npm', ['run', '--silent', 'build', '-w', '@isnad/web']);
  const stage = new Stage();
  const out = mkdtempSync(join(tmpdir(), 'isnad-compiled-'));
  try {
    run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.pack.json', '--outDir', out]);
    fill(stage, out);
    const said = execFileSync('npm', ['pack', '--json', '--silent', '--pack-destination', to], {
      cwd: stage.folder,
      encoding: 'utf8',
    });
    const [{ filename, size, unpackedSize, entryCount }] = Packed.parse(JSON.parse(said));
    return { file: join(to, filename), size, unpacked: unpackedSize, entries: entryCount };
  } finally {
    rmSync(stage.folder, { recursive: true });
    rmSync(out, { recursive: true });
  }
}

/** @param out where the compiler left its work */
function fill(stage: Stage, out: string): void {
  const packages = workspaces();
  const names = modulesByName(packages);
  const { modules, files } = contents();
  for (const path of modules.flatMap(compiled))
    stage.write(path, placed(readFileSync(join(out, path), 'utf8'), path, names));
  for (const path of files) {
    if (path.endsWith('.cjs')) stage.write(path, placed(readFileSync(join(ROOT, path), 'utf8'), path, names));
    else stage.copy(path);
  }
  for (const one of packages) stage.writeJson(`${one.folder}/package.json`, inner(one));
  stage.writeJson('package.json', manifest(packages, nodeVersion()));
  const locked = packagesOf(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
  stage.write('licenses-of-the-page.txt', licencesOf(locked, Object.keys(pageDependencies())));
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { cwd: ROOT, stdio: 'inherit' });
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { to: { type: 'string', default: ROOT } } });
  if (!statSync(values.to).isDirectory()) throw new Error(`${values.to}: no such folder`);
  const { file, size, unpacked, entries } = pack(values.to);
  const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(`${file}: ${megabytes(size)}, ${entries} files of ${megabytes(unpacked)}`);
}
