import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { IntlMessageFormat } from 'intl-messageformat';
import ar from '../src/messages/ar.json' with { type: 'json' };
import en from '../src/messages/en.json' with { type: 'json' };

type Ast = ReturnType<IntlMessageFormat['getAst']>;
interface Place {
  readonly name: string;
  /** The choices of a plural or a select; null for a plain place. */
  readonly choices: readonly string[] | null;
}

/** Every place in a message that a value fills, those inside choices too. */
function placesOf(ast: Ast): Place[] {
  return ast.flatMap((element): Place[] => {
    if ('options' in element) {
      const inside = Object.values(element.options).flatMap(({ value }) => placesOf(value));
      return [{ name: element.value, choices: Object.keys(element.options) }, ...inside];
    }
    if ('children' in element) return [{ name: `<${element.value}>`, choices: null }, ...placesOf(element.children)];
    return 'value' in element && element.type !== 0 ? [{ name: element.value, choices: null }] : [];
  });
}

function names(message: string, locale: string): string[] {
  return [...new Set(placesOf(new IntlMessageFormat(message, locale).getAst()).map(({ name }) => name))].sort();
}

describe('the words of the frame', () => {
  test('have the same keys in both languages', () => {
    assert.deepEqual(Object.keys(en).sort(), Object.keys(ar).sort());
  });

  test('say something in both', () => {
    for (const messages of [ar, en])
      for (const [key, said] of Object.entries(messages)) assert.ok(said.trim() !== '', key);
  });

  test('take the same values in both', () => {
    const english = new Map(Object.entries(en));
    for (const [key, message] of Object.entries(ar))
      assert.deepEqual(names(message, 'ar'), names(english.get(key)!, 'en'), key);
  });

  test('count in Arabic with its dual wherever they count things', () => {
    for (const [key, message] of Object.entries(ar)) {
      for (const { name, choices } of placesOf(new IntlMessageFormat(message, 'ar').getAst())) {
        if (choices === null || !choices.some((choice) => ['one', 'few', 'many'].includes(choice))) continue;
        assert.ok(choices.includes('other'), `${key}: ${name} has no other`);
        const hasDual = choices.includes('two') || key === 'route.possible';
        assert.ok(hasDual || !choices.includes('few'), `${key}: ${name} counts and has no dual`);
      }
    }
  });

  test('count in the digits of their language', () => {
    const said = new IntlMessageFormat(ar['reader.claims'], 'ar-EG-u-nu-arab').format({ count: 139, reviewed: 38 });
    assert.equal(said, '١٣٩ ادعاء، روجع منها ٣٨');
    assert.equal(
      new IntlMessageFormat(ar['reader.claims'], 'ar-EG-u-nu-arab').format({ count: 2, reviewed: 0 }),
      'ادعاءان',
    );
    assert.equal(new IntlMessageFormat(en['reader.claims'], 'en-GB').format({ count: 1, reviewed: 0 }), 'one claim');
  });

  test('are all said somewhere: none is left over', () => {
    const sources = globSync('../src/**/*.{ts,tsx}', { cwd: import.meta.dirname })
      .map((path) => readFileSync(new URL(path, import.meta.url), 'utf8'))
      .join('\n');
    const families = [...sources.matchAll(/`([a-z]+)\.\$\{/g)].map(([, family]) => `${family}.`);
    for (const key of Object.keys(ar)) {
      const isSaid = sources.includes(`'${key}'`) || families.some((family) => key.startsWith(family));
      assert.ok(isSaid, `${key} is said nowhere`);
    }
  });
});
