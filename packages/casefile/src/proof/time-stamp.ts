import { hash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  MessageImprint,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { CaseError } from '../store/store.ts';

/** Time stamps by others (RFC 3161): Isnad writes the request and checks the reply; how they travel is for people. */

const SHA256 = '2.16.840.1.101.3.4.2.1';
/** `granted`, and `granted with modifications`. */
const GRANTED = [0, 1];

/** A request for a stamp on these bytes, DER: their SHA-256, a number used once, and that certificates be sent along. */
export function stampRequest(bytes: Uint8Array): Uint8Array {
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256 }),
      hashedMessage: new OctetString({ valueHex: Uint8Array.from(hash('sha256', bytes, 'buffer')).buffer }),
    }),
    // Positive: the first bit of an ASN.1 integer is its sign.
    nonce: new Integer({ valueHex: Uint8Array.from([0x7f, ...randomBytes(15)]).buffer }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

export interface Stamped {
  /** ISO instant that the authority gives. */
  readonly at: string;
  /** Who signed, as its certificate says. */
  readonly authority: string;
  /** Whether the certificate goes back to one that the caller trusts; null when the caller named none. */
  readonly trusted: boolean | null;
}

/**
 * Checks a reply: that it was granted, is on these bytes, answers this request, and is signed by the certificate in it.
 * @param request null when it is not known any more
 * @param trusted certificates of authorities, PEM
 * @throws CaseError saying what is wrong
 */
export async function checkedStamp(
  reply: Uint8Array,
  bytes: Uint8Array,
  request: Uint8Array | null,
  trusted: readonly string[],
): Promise<Stamped> {
  const { signed, info } = tokenOf(reply);
  if (request !== null && !sameNonce(info, request)) throw new CaseError('the reply answers another request');
  const data = Uint8Array.from(bytes).buffer;
  const verdict = await signed.verify({ signer: 0, data, checkChain: false, extendedMode: true }).catch(() => null);
  const certificate = verdict?.signatureVerified === true ? verdict.signerCertificate : null;
  if (certificate === null || certificate === undefined)
    throw new CaseError('the reply is on other words, or its signature does not hold');
  const signer = new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
  if (!(signer.keyUsage ?? []).includes(TIME_STAMPING))
    throw new CaseError('the certificate that signed is not one for time stamps');
  const { genTime } = info;
  if (genTime < new Date(signer.validFrom) || genTime > new Date(signer.validTo))
    throw new CaseError('the certificate that signed was not valid at that time');
  return {
    at: genTime.toISOString(),
    authority: signer.subject.split('\n').join(', '),
    trusted: trusted.length === 0 ? null : await goesBack(signed, certificate, trusted, genTime),
  };
}

/** Extended key usage of time-stamping authorities, which nobody else's certificate has. */
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

function tokenOf(reply: Uint8Array): { signed: SignedData; info: TSTInfo } {
  let response: TimeStampResp;
  try {
    response = TimeStampResp.fromBER(Uint8Array.from(reply).buffer);
  } catch {
    throw new CaseError('the file is no reply of a time-stamping authority');
  }
  if (!GRANTED.includes(response.status.status) || response.timeStampToken === undefined)
    throw new CaseError('the authority refused the request');
  try {
    const signed = new SignedData({ schema: response.timeStampToken.content });
    const content = signed.encapContentInfo.eContent?.valueBlock.valueHexView ?? new Uint8Array();
    return { signed, info: TSTInfo.fromBER(Uint8Array.from(content).buffer) };
  } catch {
    throw new CaseError('the stamp in the reply can’t be read');
  }
}

function sameNonce({ nonce }: TSTInfo, request: Uint8Array): boolean {
  const asked = TimeStampReq.fromBER(Uint8Array.from(request).buffer).nonce;
  return asked === undefined || nonce?.isEqual(asked) === true;
}

/** Whether a chain of valid certificates leads from the signer to one of the trusted ones, as of the stamp's time. */
async function goesBack(
  { certificates = [] }: SignedData,
  signer: Certificate,
  trusted: readonly string[],
  at: Date,
): Promise<boolean> {
  const sent = certificates.filter((one) => one instanceof Certificate).map(nodeCertificate);
  const roots = trusted.map((pem) => new X509Certificate(pem));
  const seen = new Set<string>();
  let current = nodeCertificate(signer);
  while (!seen.has(current.fingerprint256)) {
    seen.add(current.fingerprint256);
    if (roots.some((root) => issued(root, current, at))) return true;
    const next = sent.find((one) => one.ca && !seen.has(one.fingerprint256) && issued(one, current, at));
    if (next === undefined) return false;
    current = next;
  }
  return false;
}

function nodeCertificate(certificate: Certificate): X509Certificate {
  return new X509Certificate(Buffer.from(certificate.toSchema().toBER()));
}

function issued(issuer: X509Certificate, certificate: X509Certificate, at: Date): boolean {
  const valid = at >= new Date(issuer.validFrom) && at <= new Date(issuer.validTo);
  if (!valid) return false;
  if (issuer.fingerprint256 === certificate.fingerprint256) return true;
  return certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
}
