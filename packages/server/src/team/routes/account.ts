import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { enrolCodes, takeCodesOff, useCode, wantsCode } from '../../people/codes.ts';
import { beginRegistration, finishRegistration, passkeysOf, removePasskey } from '../../people/passkeys.ts';
import { closeOthers, closeSession, isFresh, revokeSession, sessionsOf } from '../../people/sessions.ts';
import { changePassword, isTheirPassword } from '../../people/sign-in.ts';
import { Problem } from '../../problems.ts';
import { type App, answers } from '../../routes/route.ts';
import { addressOf, type TeamDesk } from '../desk.ts';
import * as schemas from '../schemas.ts';

/** One's own account: sessions, password, one-time codes and passkeys. */
export function accountRoutes(app: App, desk: TeamDesk): void {
  const { database, site, gate, cookie, lines } = desk;
  const done = { done: true } as const;

  const session = createRoute({
    method: 'get',
    path: '/api/session',
    responses: answers('Who is in', schemas.account),
  });
  app.openapi(session, async (context) => {
    const person = gate.personOf(context);
    return context.json({ person, codes: await wantsCode(database, person.id) }, 200);
  });

  const signOut = createRoute({
    method: 'delete',
    path: '/api/session',
    responses: answers('Out', schemas.done),
  });
  app.openapi(signOut, async (context) => {
    await closeSession(database, tokenIn(context));
    cookie.clear(context);
    // What the browser kept of documents goes, too.
    context.header('clear-site-data', '"cache"');
    return context.json(done, 200);
  });

  const list = createRoute({
    method: 'get',
    path: '/api/sessions',
    responses: answers('One’s own sessions, the last used first', schemas.sessions),
  });
  app.openapi(list, async (context) => {
    const { id } = gate.personOf(context);
    const opened = await sessionsOf(database, id, tokenIn(context), desk.clock());
    const told = opened.map(({ made, seen, ...rest }) => ({
      ...rest,
      made: made.toISOString(),
      seen: seen.toISOString(),
    }));
    return context.json(told, 200);
  });

  const revoke = createRoute({
    method: 'delete',
    path: '/api/sessions/{id}',
    request: { params: schemas.sessionParam },
    responses: answers('It has ended', schemas.done),
  });
  app.openapi(revoke, async (context) => {
    const { id } = context.req.valid('param');
    if (!(await revokeSession(database, gate.personOf(context).id, id))) throw new Problem('not here', id);
    return context.json(done, 200);
  });

  const revokeOthers = createRoute({
    method: 'delete',
    path: '/api/sessions',
    description: 'Ends all of one’s sessions but the one that asks.',
    responses: answers('They have ended', schemas.done),
  });
  app.openapi(revokeOthers, async (context) => {
    await closeOthers(database, gate.personOf(context).id, tokenIn(context));
    return context.json(done, 200);
  });

  const password = createRoute({
    method: 'put',
    path: '/api/account/password',
    description: 'Ends all other sessions.',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.passwordChange } } } },
    responses: answers('It was changed', schemas.done),
  });
  app.openapi(password, async (context) => {
    const person = gate.personOf(context);
    const given = context.req.valid('json');
    if (!(await changePassword(database, person, given, addressOf(desk, context), desk.clock())))
      throw new Problem('not let in');
    await closeOthers(database, person.id, tokenIn(context));
    lines.write({ event: 'password changed', person: person.id });
    return context.json(done, 200);
  });

  const enrol = createRoute({
    method: 'post',
    path: '/api/account/codes',
    description: 'They are asked for once a first one was given.',
    responses: answers('For the device that is to make the codes', schemas.enrolment),
  });
  app.openapi(enrol, async (context) => {
    const { id, login } = gate.personOf(context);
    await mustBeFresh(context);
    if (await wantsCode(database, id)) throw new Problem('not possible', 'codes are in use already');
    return context.json(await enrolCodes(database, id, login), 200);
  });

  const confirm = createRoute({
    method: 'put',
    path: '/api/account/codes',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.codeGiven } } } },
    responses: answers('From now on a code is asked for', schemas.done),
  });
  app.openapi(confirm, async (context) => {
    const { id } = gate.personOf(context);
    if (!(await useCode(database, id, context.req.valid('json').code, desk.clock()))) throw new Problem('not let in');
    return context.json(done, 200);
  });

  const codesOff = createRoute({
    method: 'post',
    path: '/api/account/codes/off',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.passwordAgain } } } },
    responses: answers('No code is asked for any more', schemas.done),
  });
  app.openapi(codesOff, async (context) => {
    const person = gate.personOf(context);
    const { password: given } = context.req.valid('json');
    if (!(await isTheirPassword(database, person, given, addressOf(desk, context), desk.clock())))
      throw new Problem('not let in');
    await takeCodesOff(database, person.id);
    return context.json(done, 200);
  });

  const keys = createRoute({
    method: 'get',
    path: '/api/account/passkeys',
    responses: answers('One’s own passkeys', schemas.passkeys),
  });
  app.openapi(keys, async (context) => {
    const own = await passkeysOf(database, gate.personOf(context).id);
    return context.json(
      own.map(({ made, ...key }) => ({ ...key, made: made.toISOString() })),
      200,
    );
  });

  const beginKey = createRoute({
    method: 'post',
    path: '/api/account/passkeys/begin',
    responses: answers('What a new passkey is to sign', schemas.registering),
  });
  app.openapi(beginKey, async (context) => {
    await mustBeFresh(context);
    return context.json(await beginRegistration(database, site, gate.personOf(context), desk.clock()), 200);
  });

  const addKey = createRoute({
    method: 'post',
    path: '/api/account/passkeys',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.registration } } } },
    responses: answers('The passkey opens the account from now on', schemas.done),
  });
  app.openapi(addKey, async (context) => {
    const person = gate.personOf(context);
    if (!(await finishRegistration(database, site, person, context.req.valid('json'), desk.clock())))
      throw new Problem('not let in');
    lines.write({ event: 'passkey added', person: person.id });
    return context.json(done, 200);
  });

  const removeKey = createRoute({
    method: 'delete',
    path: '/api/account/passkeys/{id}',
    request: { params: schemas.passkeyParam },
    responses: answers('The passkey opens nothing any more', schemas.done),
  });
  app.openapi(removeKey, async (context) => {
    const { id } = context.req.valid('param');
    await mustBeFresh(context);
    if (!(await removePasskey(database, gate.personOf(context).id, id))) throw new Problem('not here', id);
    return context.json(done, 200);
  });

  async function mustBeFresh(context: Context): Promise<void> {
    if (!(await isFresh(database, tokenIn(context), desk.clock()))) throw new Problem('not fresh');
  }

  function tokenIn(context: Context): string {
    return cookie.read(context) ?? '';
  }
}
