import { createRoute } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { countBeginning } from '../../people/limits.ts';
import { beginSignIn, finishSignIn } from '../../people/passkeys.ts';
import type { Person } from '../../people/sessions.ts';
import { type SignIn, signInWithCode, signInWithPassword } from '../../people/sign-in.ts';
import { Problem } from '../../problems.ts';
import { type App, answers } from '../../routes/route.ts';
import { addressOf, letIn, type TeamDesk } from '../desk.ts';
import * as schemas from '../schemas.ts';
import type { SignInState } from '../shapes.ts';

/** Coming in: with a password and a code, with a passkey, or through an institution. */
export function signInRoutes(app: App, desk: TeamDesk): void {
  const { database, site, provider, cookie, lines } = desk;

  const ways = createRoute({
    method: 'get',
    path: '/api/sign-in',
    responses: answers('The ways to come in', schemas.signInWays),
  });
  app.openapi(ways, (context) => context.json({ provider: provider?.name ?? null }, 200));

  const byPassword = createRoute({
    method: 'post',
    path: '/api/sign-in/password',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.passwordSignIn } } } },
    responses: answers('In, or what is wanted besides', schemas.signInState),
  });
  app.openapi(byPassword, async (context) => {
    const given = context.req.valid('json');
    const outcome = await signInWithPassword(database, given, addressOf(desk, context), desk.clock());
    return context.json(await answered(context, outcome, 'password'), 200);
  });

  const byCode = createRoute({
    method: 'post',
    path: '/api/sign-in/code',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.codeSignIn } } } },
    responses: answers('In', schemas.signInState),
  });
  app.openapi(byCode, async (context) => {
    const given = context.req.valid('json');
    const outcome = await signInWithCode(database, given, addressOf(desk, context), desk.clock());
    return context.json(await answered(context, outcome, 'password and code'), 200);
  });

  const challenge = createRoute({
    method: 'post',
    path: '/api/sign-in/passkey/begin',
    responses: answers('What a passkey is to sign', schemas.asserting),
  });
  app.openapi(challenge, async (context) => {
    await countBeginning(database, addressOf(desk, context), desk.clock());
    return context.json(await beginSignIn(database, site, desk.clock()), 200);
  });

  const byPasskey = createRoute({
    method: 'post',
    path: '/api/sign-in/passkey',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.assertion } } } },
    responses: answers('In', schemas.signInState),
  });
  app.openapi(byPasskey, async (context) => {
    const person = await finishSignIn(database, site, context.req.valid('json'), desk.clock());
    return context.json(await answered(context, outcomeOf(person), 'passkey'), 200);
  });

  app.get('/sign-in/provider', async (context) => {
    if (provider === null) throw new Problem('not here', 'provider');
    await countBeginning(database, addressOf(desk, context), desk.clock());
    const begun = await provider.door.begin(database, desk.clock()).catch((error: unknown) => {
      lines.fault(error);
      throw new Problem('provider silent');
    });
    cookie.writeHalf(context, begun.ceremony);
    return context.redirect(begun.address.href, 303);
  });

  app.get('/sign-in/provider/callback', async (context) => {
    const ceremony = cookie.takeHalf(context);
    if (provider === null || ceremony === null) return context.redirect('/sign-in?refused', 303);
    const { search } = new URL(context.req.url);
    // By our own name for ourselves: behind a proxy the request's own address is another one.
    const back = new URL(`/sign-in/provider/callback${search}`, site.origin);
    const person = await provider.door.finish(database, ceremony, back, desk.clock()).catch((error: unknown) => {
      lines.fault(error);
      return null;
    });
    if (person === null) return context.redirect('/sign-in?refused', 303);
    await letIn(desk, context, person, 'provider');
    // The browser holds back a strict cookie on a way that began at another site: our own page begins a new one.
    return context.html('<!doctype html><meta http-equiv="refresh" content="0;url=/cases"><title>Isnad</title>');
  });

  async function answered(context: Context, outcome: SignIn, way: string): Promise<SignInState> {
    if (outcome.kind === 'refused') {
      lines.write({ event: 'not let in', way });
      throw new Problem('not let in');
    }
    if (outcome.kind === 'in') await letIn(desk, context, outcome.person, way);
    return outcome;
  }
}

function outcomeOf(person: Person | null): SignIn {
  return person === null ? { kind: 'refused' } : { kind: 'in', person };
}
