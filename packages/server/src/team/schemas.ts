import { z } from '@hono/zod-openapi';
import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { ROLES } from '../people/roles.ts';
import { described } from '../schemas.ts';
import type * as shapes from './shapes.ts';

/** What the API of the team takes and gives. What is taken is strict: nothing that was not asked for gets through. */

const instant = z.iso.datetime();
const role = z.enum(ROLES).openapi('Role');
const token = z.string().min(1).max(100);
const password = z.string().min(1).max(1000);

export const me = z
  .object({ id: z.uuid(), login: z.string(), name: z.string() })
  .openapi('Me') satisfies z.ZodType<shapes.Me>;

export const signInWays = z
  .object({ provider: z.string().nullable() })
  .openapi('SignInWays') satisfies z.ZodType<shapes.SignInWays>;

export const signInState = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('in'), person: me }),
    z.object({ kind: z.literal('code wanted'), ceremony: z.string() }),
  ])
  .openapi('SignInState') satisfies z.ZodType<shapes.SignInState>;

export const passwordSignIn = z.strictObject({ login: z.string().min(1).max(300), password });
export const codeSignIn = z.strictObject({ ceremony: token, code: z.string().max(20) });

const transports = z.array(z.string().max(40)).max(10).exactOptional();
const bytes = z.base64url().max(20_000);
const extensions = z.record(z.string(), z.unknown());
const attachment = z.enum(['platform', 'cross-platform']).exactOptional();
const publicKey = z.literal('public-key');

/** What a browser says for a passkey that it made (WebAuthn, AuthenticatorAttestationResponse as JSON). */
export const registration = z.strictObject({
  ceremony: token,
  name: z.string().trim().min(1).max(100),
  response: z.object({
    id: bytes,
    rawId: bytes,
    type: publicKey,
    authenticatorAttachment: attachment,
    clientExtensionResults: extensions,
    response: z.object({ clientDataJSON: bytes, attestationObject: bytes, transports }),
  }),
});

/** What a browser says for a passkey that it has (AuthenticatorAssertionResponse as JSON). */
export const assertion = z.strictObject({
  ceremony: token,
  response: z.object({
    id: bytes,
    rawId: bytes,
    type: publicKey,
    authenticatorAttachment: attachment,
    clientExtensionResults: extensions,
    response: z.object({
      clientDataJSON: bytes,
      authenticatorData: bytes,
      signature: bytes,
      userHandle: bytes.exactOptional(),
    }),
  }),
});

function ceremony<T>(name: string) {
  const options = described<T>(name, 'For navigator.credentials, in WebAuthn’s JSON form');
  return z.object({ ceremony: z.string(), options });
}
export const registering = ceremony<PublicKeyCredentialCreationOptionsJSON>('PasskeyCreation');
export const asserting = ceremony<PublicKeyCredentialRequestOptionsJSON>('PasskeyRequest');

export const account = z
  .object({ person: me, codes: z.boolean() })
  .openapi('Account') satisfies z.ZodType<shapes.Account>;

export const done = z.object({ done: z.literal(true) }).openapi('Done');

export const passwordChange = z.strictObject({ present: password, next: password });
export const passwordAgain = z.strictObject({ password });
export const enrolment = z.object({ uri: z.string() }).openapi('CodeEnrolment', {
  description: 'For a device that makes one-time codes: an otpauth address, as text and not fetched again',
});
export const codeGiven = z.strictObject({ code: z.string().max(20) });

export const sessions = z
  .array(z.object({ id: z.string(), agent: z.string(), made: instant, seen: instant, current: z.boolean() }))
  .openapi('Sessions') satisfies z.ZodType<shapes.OpenedSession[]>;

export const passkeys = z
  .array(z.object({ id: z.string(), name: z.string(), made: instant }))
  .openapi('Passkeys') satisfies z.ZodType<shapes.PasskeyRecord[]>;

export const cases = z.array(z.object({ id: z.uuid(), title: z.string(), role })).openapi('Cases') satisfies z.ZodType<
  shapes.CaseEntry[]
>;

export const members = z
  .array(z.object({ person: z.uuid(), login: z.string(), name: z.string(), role }))
  .openapi('Members') satisfies z.ZodType<shapes.Membership[]>;

export const newMember = z.strictObject({ login: z.string().min(1).max(300), role });
export const newRole = z.strictObject({ role });

export const accessQuery = z.object({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  before: z.coerce.number().int().min(1).optional(),
});
export const accesses = z
  .array(
    z.object({
      number: z.int(),
      at: instant,
      login: z.string(),
      kind: z.enum(['document', 'original', 'page', 'briefing', 'export']),
      subject: z.string(),
    }),
  )
  .openapi('Accesses') satisfies z.ZodType<shapes.AccessRecord[]>;

export const failedWork = z
  .array(
    z.object({
      id: z.string(),
      kind: z.enum(['read', 'weigh']),
      place: z.string().nullable(),
      error: z.string(),
      at: instant,
    }),
  )
  .openapi('FailedWork') satisfies z.ZodType<shapes.FailedWork[]>;

export const caseParam = z.object({ case: z.uuid() });
export const personParam = z.object({ case: z.uuid(), person: z.uuid() });
export const sessionParam = z.object({ id: z.string().regex(/^[0-9a-f]{16}$/) });
export const passkeyParam = z.object({ id: z.base64url().max(1400) });
