import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Address, hrefOf, readAddress } from '../src/address.ts';

const id = fc.string({ minLength: 1, unit: 'grapheme' });
const named = { noNullPrototype: true } as const;
const addresses: fc.Arbitrary<Address> = fc.oneof(
  fc.constant<Address>({ room: 'case' }),
  fc.constantFrom<Address>(
    { room: 'briefing' },
    { room: 'review', part: 'first' },
    { room: 'review', part: 'second' },
    { room: 'review', part: 'flags' },
    { room: 'settings' },
  ),
  fc.record({ room: fc.constant('times' as const), place: fc.option(id) }, named),
  fc.record({ room: fc.constant('causes' as const), of: fc.option(id) }, named),
  fc.record({ room: fc.constant('figures' as const), id: fc.option(id) }, named),
  fc.record({ room: fc.constant('sources' as const), key: fc.option(id) }, named),
  fc.record({ room: fc.constant('group' as const), id }, named),
  fc.record({ room: fc.constant('compare' as const), a: id, b: id }, named),
  fc.record(
    {
      room: fc.constant('search' as const),
      query: fc.string({ unit: 'grapheme' }),
      watch: fc.option(fc.integer({ min: 1 })),
    },
    named,
  ),
  fc.record(
    {
      room: fc.constant('report' as const),
      id,
      claim: fc.option(id),
      at: fc.option(
        fc.tuple(fc.nat(), fc.integer({ min: 1, max: 99 })).map(([start, more]) => ({ start, end: start + more })),
      ),
    },
    named,
  ),
);

describe('the address of a place in the case', () => {
  test('leads back to the same place, whatever names stand in it', () => {
    fc.assert(fc.property(addresses, (address) => assert.deepEqual(readAddress(hrefOf(address)), address)));
  });

  test('lies in the fragment, which no browser sends', () => {
    fc.assert(fc.property(addresses, (address) => assert.equal(hrefOf(address)[0], '#')));
  });

  test('is the case for whatever is no address', () => {
    for (const fragment of ['', '#', '#/', '#/nowhere', '#/report', '#/report/', '#/report/%E0%A4%A', 'x'])
      assert.ok(['case', 'report'].includes(readAddress(fragment).room), fragment);
  });

  test('does not open at words that are none', () => {
    for (const at of ['5', '9-3', 'a-b', '-1-4', '1.5-3', '4-4'])
      assert.deepEqual(readAddress(`#/report/x?at=${at}`), { room: 'report', id: 'x', claim: null, at: null }, at);
  });
});
