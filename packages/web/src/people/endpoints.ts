import type {
  AccessRecord,
  Account,
  CaseEntry,
  FailedWork,
  Membership,
  OpenedSession,
  PasskeyRecord,
  Role,
  SignInState,
  SignInWays,
} from '@isnad/server/api';
import { remove, send } from '../api/client.ts';
import { ofTeam } from '../api/here.ts';
import { type Remote, remotes } from '../api/remote.ts';
import { answerWithPasskey, type Begun, makePasskey } from './passkeys.ts';

/** What the pages of the team ask of the API. */

const waysIn = remotes<SignInWays>();
const accounts = remotes<Account>();
const caseLists = remotes<readonly CaseEntry[]>();
const memberLists = remotes<readonly Membership[]>();
const accessLists = remotes<readonly AccessRecord[]>();
const failedLists = remotes<readonly FailedWork[]>();
const sessionLists = remotes<readonly OpenedSession[]>();
const passkeyLists = remotes<readonly PasskeyRecord[]>();

export function ways(): Remote<SignInWays> {
  return waysIn(ofTeam('/api/sign-in'));
}

export function signIn(login: string, password: string): Promise<SignInState> {
  return send(ofTeam('/api/sign-in/password'), { login, password });
}

export function giveCode(ceremony: string, code: string): Promise<SignInState> {
  return send(ofTeam('/api/sign-in/code'), { ceremony, code });
}

export async function signInWithPasskey(): Promise<SignInState> {
  const begun = await send<Begun>(ofTeam('/api/sign-in/passkey/begin'), {});
  return await send(ofTeam('/api/sign-in/passkey'), await answerWithPasskey(begun));
}

/** Where an institution's own sign-in begins. */
export const PROVIDER = '/sign-in/provider';

export function account(): Remote<Account> {
  return accounts(ofTeam('/api/session'));
}

export function signOut(): Promise<unknown> {
  return remove(ofTeam('/api/session'));
}

export function sessions(): Remote<readonly OpenedSession[]> {
  return sessionLists(ofTeam('/api/sessions'));
}

export function endSession(id: string): Promise<unknown> {
  return remove(ofTeam(`/api/sessions/${id}`));
}

export function changePassword(present: string, next: string): Promise<unknown> {
  return send(ofTeam('/api/account/password'), { present, next }, 'PUT');
}

export function enrolCodes(): Promise<{ readonly uri: string }> {
  return send(ofTeam('/api/account/codes'), {});
}

export function confirmCodes(code: string): Promise<unknown> {
  return send(ofTeam('/api/account/codes'), { code }, 'PUT');
}

export function codesOff(password: string): Promise<unknown> {
  return send(ofTeam('/api/account/codes/off'), { password });
}

export function passkeys(): Remote<readonly PasskeyRecord[]> {
  return passkeyLists(ofTeam('/api/account/passkeys'));
}

export async function addPasskey(name: string): Promise<unknown> {
  const begun = await send<Begun>(ofTeam('/api/account/passkeys/begin'), {});
  return await send(ofTeam('/api/account/passkeys'), { name, ...(await makePasskey(begun)) });
}

export function removePasskey(id: string): Promise<unknown> {
  return remove(ofTeam(`/api/account/passkeys/${id}`));
}

export function cases(): Remote<readonly CaseEntry[]> {
  return caseLists(ofTeam('/api/cases'));
}

export function members(): Remote<readonly Membership[]> {
  return memberLists('/api/people');
}

export function letIn(login: string, role: Role): Promise<unknown> {
  return send('/api/people', { login, role });
}

export function giveRole(person: string, role: Role): Promise<unknown> {
  return send(`/api/people/${person}`, { role }, 'PUT');
}

export function takeOut(person: string): Promise<unknown> {
  return remove(`/api/people/${person}`);
}

/** The last that were noted. */
export function accesses(): Remote<readonly AccessRecord[]> {
  return accessLists('/api/accesses?limit=50');
}

export function failedWork(): Remote<readonly FailedWork[]> {
  return failedLists('/api/failed');
}

export function tryAgain(): Promise<unknown> {
  return send('/api/failed/retry', {});
}
