import { Problem } from '../api/client.ts';

/** Passkeys by the browser's own hand (WebAuthn): it speaks the server's JSON by itself. */

/** The problem of somebody whose browser has no passkey, or who turned its question away. */
export const NO_PASSKEY = 'passkey';

export interface Begun {
  readonly ceremony: string;
  readonly options: PublicKeyCredentialCreationOptionsJSON & PublicKeyCredentialRequestOptionsJSON;
}

interface Answered {
  readonly ceremony: string;
  readonly response: unknown;
}

/** @throws Problem when nobody answers */
export async function makePasskey({ ceremony, options }: Begun): Promise<Answered> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return { ceremony, response: spoken(await navigator.credentials.create({ publicKey }).catch(() => null)) };
}

/** @throws Problem when nobody answers */
export async function answerWithPasskey({ ceremony, options }: Begun): Promise<Answered> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return { ceremony, response: spoken(await navigator.credentials.get({ publicKey }).catch(() => null)) };
}

function spoken(credential: Credential | null): unknown {
  if (credential instanceof PublicKeyCredential) return credential.toJSON();
  throw new Problem({ status: 0, title: NO_PASSKEY, detail: null });
}
