import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785): one spelling for one value, so that a hash of it means something.
 * @throws TypeError for a value that JSON can't say
 */
export function canonical(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('JSON has no way to say this value');
  return text;
}
