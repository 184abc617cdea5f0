import { createRoute } from '@hono/zod-openapi';
import {
  agreementOf,
  documentId,
  type ItemRef,
  type ReviewRecord,
  type ReviewRequest,
  type ReviewState,
  type ReviewSubject,
  type Store,
} from '@isnad/casefile';
import * as reviewing from '../review-schemas.ts';
import * as schemas from '../schemas.ts';
import type { Decided } from '../shapes.ts';
import { type App, answers, type Desk } from './route.ts';

/** Decisions of people, and taking them back. */
export function reviewRoutes(app: App, { opened, imports }: Desk): void {
  const { store } = opened;

  const list = createRoute({
    method: 'get',
    path: '/api/reviews',
    request: { query: reviewing.reviewQuery },
    responses: answers('Decisions, the latest first', schemas.pageOf(reviewing.reviewRecord)),
  });
  app.openapi(list, async (context) => {
    const { limit, after, ...filter } = context.req.valid('query');
    return context.json(await store.reviews(filter, { limit, after }), 200);
  });

  const decide = createRoute({
    method: 'post',
    path: '/api/reviews',
    request: { body: { required: true, content: { 'application/json': { schema: schemas.reviewRequest } } } },
    responses: answers('The decision as it stands in the log, and what it touched', schemas.decided),
  });
  app.openapi(decide, async (context) => {
    const request = context.req.valid('json');
    const claims = await touchedClaims(store, request);
    const [before] = await store.statesOf([request.subject]);
    const made = await store.decide(request, opened.stamp());
    const [after] = await store.statesOf([request.subject]);
    const touches = isWeighed(request.subject) && changeIn(before) !== changeIn(after);
    return context.json(await told(made, request.subject, claims, touches), 200);
  });

  const undo = createRoute({
    method: 'post',
    path: '/api/reviews/{entry}/undo',
    request: {
      params: schemas.entryParam,
      body: { required: true, content: { 'application/json': { schema: schemas.undoRequest } } },
    },
    responses: answers('The decision that was taken back, and what it touched', schemas.decided),
  });
  app.openapi(undo, async (context) => {
    const { entry } = context.req.valid('param');
    const undone = await store.undo(entry, context.req.valid('json').note, opened.stamp());
    const subject = subjectOf(undone);
    return context.json(await told(undone, subject, undone.refs, isWeighed(subject)), 200);
  });

  const history = createRoute({
    method: 'get',
    path: '/api/history',
    request: { query: reviewing.subjectQuery },
    responses: answers('Who decided about something, when, and what became of it', reviewing.history),
  });
  app.openapi(history, async (context) => {
    return context.json(await store.history(context.req.valid('query').subject), 200);
  });

  const asOf = createRoute({
    method: 'get',
    path: '/api/decisions',
    request: { query: reviewing.asOfQuery },
    responses: answers('What was decided at a moment, by the log, the latest first', reviewing.asOf),
  });
  app.openapi(asOf, async (context) => {
    const { at, limit, after } = context.req.valid('query');
    const moment = new Date(at);
    const replay = await opened.asOf(moment);
    const all = [...replay.standings().values()].toSorted((a, b) => b.shown.entry - a.shown.entry);
    const rest = after === undefined ? all : all.filter(({ shown }) => shown.entry < Number(after));
    const decisions = rest.slice(0, limit);
    const next = rest.length > limit ? String(decisions.at(-1)!.shown.entry) : null;
    const { reviewers } = replay;
    return context.json({ at: moment.toISOString(), reviewers, decisions, next, total: all.length }, 200);
  });

  const disputes = createRoute({
    method: 'get',
    path: '/api/disputes',
    request: { query: reviewing.disputeQuery },
    responses: answers(
      'Where reviewers do not say the same, or a second one is waited for',
      schemas.pageOf(reviewing.standingDecision),
    ),
  });
  app.openapi(disputes, async (context) => {
    const { state, limit, after } = context.req.valid('query');
    const filter = state === undefined ? { dissent: true } : { state };
    return context.json(await store.standings(filter, { limit, after }), 200);
  });

  const agreement = createRoute({
    method: 'get',
    path: '/api/agreement',
    responses: answers('How far reviewers agree', reviewing.agreement),
  });
  app.openapi(agreement, async (context) => context.json(await agreementOf(store), 200));

  const settings = createRoute({
    method: 'get',
    path: '/api/settings',
    responses: answers('How the case is reviewed', reviewing.settings),
  });
  app.openapi(settings, async (context) => {
    return context.json({ reviewers: await store.reviewers(), by: opened.stamp().by }, 200);
  });

  const set = createRoute({
    method: 'put',
    path: '/api/settings',
    request: { body: { required: true, content: { 'application/json': { schema: reviewing.settingsRequest } } } },
    responses: answers('How the case is reviewed from now on', reviewing.settings),
  });
  app.openapi(set, async (context) => {
    const { reviewers } = context.req.valid('json');
    if (reviewers !== (await store.reviewers())) {
      await store.setReviewers(reviewers, opened.stamp());
      await imports.reviewed(true);
    }
    return context.json({ reviewers, by: opened.stamp().by }, 200);
  });

  /** The decision, once the case was weighed with it where it changes anything. */
  async function told(
    made: ReviewRecord,
    subject: ReviewSubject,
    claims: readonly ItemRef[],
    touches: boolean,
  ): Promise<Decided> {
    const weighed = await imports.reviewed(touches);
    const refs = [...claims, ...made.refs];
    const found = await store.groupsOf(refs);
    const groups = new Map(found.flatMap((group) => (group === null ? [] : [[group.id, group]])));
    const group = made.target.kind === 'claim' ? (found[claims.length] ?? null) : null;
    const [review = null] = await store.statesOf([subject]);
    return { ...made, review, group, groups: [...groups.values()], weighed };
  }
}

/** What a decision is about, as it is called now. */
function subjectOf({ target, refs }: ReviewRecord): ReviewSubject {
  const [a, b] = refs;
  switch (target.kind) {
    case 'link':
      return { kind: 'link', a: a!, b: b! };
    case 'group':
      return { kind: 'group', group: target.group };
    case 'membership':
      return { kind: 'membership', group: target.group, document: a!.document, item: a!.item };
    case 'source':
      return { kind: 'source', source: target.source };
    case 'case flag':
      return { kind: 'case flag', flag: target.flag, claims: refs.map(({ document, item }) => ({ document, item })) };
    default:
      return { kind: target.kind, document: a!.document, item: a!.item };
  }
}

/** Whether weighing asks what was decided about it: flags and acts are for people only. */
function isWeighed({ kind }: ReviewSubject): boolean {
  return kind !== 'flag' && kind !== 'case flag' && kind !== 'act';
}

/** What a subject's review changes of what is weighed: nothing where the machine is right, or nothing is settled. */
function changeIn(state: ReviewState | null | undefined): string {
  return state?.state === 'settled' && state.decision.kind !== 'accept' ? JSON.stringify(state.decision) : '';
}

/** Claims of a group that are asked for their groups again. */
const COMPANIONS = 50;

/** The claims that a decision may move: with each, those that were of its group. */
async function touchedClaims(store: Store, { subject, decision }: ReviewRequest): Promise<ItemRef[]> {
  const correction = decision.kind === 'correct' ? decision.correction : null;
  switch (subject.kind) {
    case 'source':
    case 'case flag':
      return [];
    case 'link':
      return [...(await groupOfClaim(store, subject.a)), ...(await groupOfClaim(store, subject.b))];
    case 'group': {
      const other = correction?.of === 'group' ? correction.merge : undefined;
      return [
        ...(await membersOf(store, subject.group)),
        ...(other === undefined ? [] : await membersOf(store, other)),
      ];
    }
    case 'membership': {
      const other = correction?.of === 'membership' ? correction.into : undefined;
      return [
        ...(await membersOf(store, subject.group)),
        ...(other === undefined ? [] : await membersOf(store, other)),
      ];
    }
    case 'claim':
      return groupOfClaim(store, subject);
    default: {
      const { document } = subject;
      return [...(await store.groupsOfClaims(document)).keys()].map((item) => ({ document, item }));
    }
  }
}

async function groupOfClaim(store: Store, { document, item }: ItemRef): Promise<ItemRef[]> {
  const [group = null] = await store.groupsOf([{ document, item }]);
  return group === null ? [] : membersOf(store, group.id);
}

async function membersOf(store: Store, id: string): Promise<ItemRef[]> {
  const claims = (await store.group(id))?.claims ?? [];
  return claims
    .slice(0, COMPANIONS)
    .map(({ document, claim }) => ({ document: documentId.parse(document), item: claim }));
}
