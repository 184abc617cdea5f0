import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { located, type MapView, mapView } from '../src/times/map-view.ts';

const SIZE = { width: 800, height: 400 };

function place(name: string, latitude: number, longitude: number, claims: number) {
  return { key: name, name, claims, at: { latitude, longitude }, lacks: null };
}

const MOSUL = place('الموصل', 36.34, 43.13, 20);
const BAGHDAD = place('بغداد', 33.31, 44.37, 10);
const BASRA = place('البصرة', 30.51, 47.78, 5);
const WASHINGTON = place('واشنطن', 38.91, -77.04, 1);

function spotOf(view: MapView, name: string) {
  return view.spots.find((spot) => spot.place.name === name);
}

describe('the map', () => {
  test('looks where most of what is said lies, and tells of what is outside', () => {
    const view = mapView([MOSUL, BAGHDAD, BASRA, WASHINGTON], SIZE, false);
    assert.equal(view.outside, 1);
    assert.equal(spotOf(view, 'واشنطن'), undefined);
    assert.equal(mapView([MOSUL, BAGHDAD, BASRA, WASHINGTON], SIZE, true).outside, 0);
  });

  test('has north above and east to the right', () => {
    const view = mapView([MOSUL, BAGHDAD, BASRA], SIZE, false);
    const [mosul, baghdad, basra] = ['الموصل', 'بغداد', 'البصرة'].map((name) => spotOf(view, name)!);
    assert.ok(mosul!.y < baghdad!.y && baghdad!.y < basra!.y);
    assert.ok(mosul!.x < baghdad!.x && baghdad!.x < basra!.x);
  });

  test('draws a place the larger the more claims name it, and a single one in its surroundings', () => {
    const view = mapView([MOSUL, BAGHDAD], SIZE, true);
    assert.ok(spotOf(view, 'الموصل')!.radius > spotOf(view, 'بغداد')!.radius);
    const [alone] = mapView([BASRA], SIZE, false).spots;
    assert.ok(alone!.x > 300 && alone!.x < 500 && alone!.y > 100 && alone!.y < 300);
  });

  test('writes no name over another', () => {
    const near = [MOSUL, place('تلكيف', 36.49, 43.12, 3), place('بعشيقة', 36.45, 43.34, 2)];
    const named = mapView([...near, BASRA], SIZE, true).spots.filter((spot) => spot.named);
    assert.ok(named.length >= 2 && named.length < 4);
    assert.equal(named[0]!.place.name, 'الموصل');
  });

  test('has no spot for a place that nobody can locate', () => {
    const lost = { key: 'k', name: 'الكرمة', claims: 3, at: null, lacks: 'entry' as const };
    assert.deepEqual(located([lost, MOSUL]), [MOSUL]);
  });
});
