import { pathBetween } from './workspace.ts';

const NAMED = /(?<=\b(?:from|import)\s*\(?\s*)(['"])(@isnad\/[^'"]+)\1/g;
const TYPESCRIPT = /(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g;

/**
 * A compiled module as it stands in the package: the other packages of the house are named by their place, since in
 * the package they are folders and no packages, and what was TypeScript (a worker's file, too) is JavaScript.
 * @param file where it lies, from the root
 * @param modules the module behind each name of the house
 */
export function placed(source: string, file: string, modules: ReadonlyMap<string, string>): string {
  return source
    .replace(NAMED, (_, quote: string, name: string) => {
      const module = modules.get(name);
      if (module === undefined) throw new Error(`${file} imports ${name}, which no package of the house offers`);
      return quote + pathBetween(file, module) + quote;
    })
    .replace(TYPESCRIPT, '$1$2.js$1');
}
