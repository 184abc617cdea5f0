import { createRoute } from '@hono/zod-openapi';
import { accessesOf } from '../../people/accesses.ts';
import { casesOf, membersOf, setRole } from '../../people/memberships.ts';
import { loginOf, personByLogin } from '../../people/people.ts';
import { Problem } from '../../problems.ts';
import { type App, answers } from '../../routes/route.ts';
import type { TeamDesk } from '../desk.ts';
import * as schemas from '../schemas.ts';

/** The cases of whoever asks, who else is in them, and who read what there. */
export function memberRoutes(app: App, { database, gate, work, lines }: TeamDesk): void {
  const cases = createRoute({
    method: 'get',
    path: '/api/cases',
    responses: answers('The cases that one is in', schemas.cases),
  });
  app.openapi(cases, async (context) => {
    const mine = await casesOf(database, gate.personOf(context).id);
    return context.json(
      mine.map(({ id, title, role }) => ({ id, title, role })),
      200,
    );
  });

  const list = createRoute({
    method: 'get',
    path: '/cases/{case}/api/people',
    request: { params: schemas.caseParam },
    responses: answers('Who is in the case', schemas.members),
  });
  app.openapi(list, async (context) => {
    const { case: id } = gate.visitorOf(context);
    return context.json(await membersOf(database, id), 200);
  });

  const add = createRoute({
    method: 'post',
    path: '/cases/{case}/api/people',
    description: 'Somebody who has an account here comes into the case.',
    request: {
      params: schemas.caseParam,
      body: { required: true, content: { 'application/json': { schema: schemas.newMember } } },
    },
    responses: answers('Who is in the case', schemas.members),
  });
  app.openapi(add, async (context) => {
    const { login, role } = context.req.valid('json');
    const { case: id, person: by } = gate.visitorOf(context);
    const person = await personByLogin(database, loginOf(login));
    if (person === null) throw new Problem('not possible', `there is no account «${login}»`);
    if ((await membersOf(database, id)).some((member) => member.person === person.id))
      throw new Problem('not possible', `«${login}» is in the case already`);
    await setRole(database, id, person.id, role);
    lines.write({ event: 'role given', case: id, person: person.id, role, by: by.id });
    return context.json(await membersOf(database, id), 200);
  });

  const change = createRoute({
    method: 'put',
    path: '/cases/{case}/api/people/{person}',
    request: {
      params: schemas.personParam,
      body: { required: true, content: { 'application/json': { schema: schemas.newRole } } },
    },
    responses: answers('Who is in the case', schemas.members),
  });
  app.openapi(change, async (context) => {
    const { person } = context.req.valid('param');
    const { role } = context.req.valid('json');
    const { case: id, person: by } = gate.visitorOf(context);
    await mustBeIn(id, person);
    await setRole(database, id, person, role);
    lines.write({ event: 'role given', case: id, person, role, by: by.id });
    return context.json(await membersOf(database, id), 200);
  });

  const remove = createRoute({
    method: 'delete',
    path: '/cases/{case}/api/people/{person}',
    request: { params: schemas.personParam },
    responses: answers('Who is in the case', schemas.members),
  });
  app.openapi(remove, async (context) => {
    const { person } = context.req.valid('param');
    const { case: id, person: by } = gate.visitorOf(context);
    await mustBeIn(id, person);
    await setRole(database, id, person, null);
    lines.write({ event: 'role taken', case: id, person, by: by.id });
    return context.json(await membersOf(database, id), 200);
  });

  const accesses = createRoute({
    method: 'get',
    path: '/cases/{case}/api/accesses',
    request: { params: schemas.caseParam, query: schemas.accessQuery },
    responses: answers('Who opened which document and took what out, the latest first', schemas.accesses),
  });
  app.openapi(accesses, async (context) => {
    const { limit, before = null } = context.req.valid('query');
    const { case: id } = gate.visitorOf(context);
    const noted = await accessesOf(database, id, { limit, before });
    return context.json(
      noted.map(({ at, ...access }) => ({ at: at.toISOString(), ...access })),
      200,
    );
  });

  const failed = createRoute({
    method: 'get',
    path: '/cases/{case}/api/failed',
    request: { params: schemas.caseParam },
    responses: answers('Work that failed as often as it may, the latest first', schemas.failedWork),
  });
  app.openapi(failed, async (context) => {
    const { case: id } = gate.visitorOf(context);
    return context.json(await failedIn(id), 200);
  });

  const retry = createRoute({
    method: 'post',
    path: '/cases/{case}/api/failed/retry',
    description: 'Has all of it tried once more.',
    request: { params: schemas.caseParam },
    responses: answers('What is left of it', schemas.failedWork),
  });
  app.openapi(retry, async (context) => {
    const { case: id } = gate.visitorOf(context);
    await work.retryFailed(id);
    return context.json(await failedIn(id), 200);
  });

  /** Who is not in this case is nobody here, whatever they are elsewhere. */
  async function mustBeIn(id: string, person: string): Promise<void> {
    if (!(await membersOf(database, id)).some((member) => member.person === person))
      throw new Problem('not here', person);
  }

  async function failedIn(id: string) {
    const all = await work.failed(id);
    return all.map(({ id: job, kind, place, error, at }) => ({ id: job, kind, place, error, at: at.toISOString() }));
  }
}
