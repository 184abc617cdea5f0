import type { Access } from '../people/access.ts';
import type { Permission } from '../people/roles.ts';

/**
 * Who may ask for what: every route of the team server, and what it takes. A route that does not stand here is refused.
 * The table of docs/TEAM.md is made from this one, and a test tries every route as everybody.
 */

/** What it takes: nothing, a session, or a role in the case of the path. */
export type Needs = 'anyone' | 'signed in' | Permission;

export interface Rule {
  readonly needs: Needs;
  /** Whoever asked is noted, and what of the case they got to see or took along. */
  readonly noted?: Access;
}

/** By method and path, as the routes are registered. */
export const RULES = {
  'GET /healthz': { needs: 'anyone' },
  'GET /metrics': { needs: 'anyone' },
  'GET /api/openapi.json': { needs: 'anyone' },
  // The page itself, the same for everybody: it holds nothing of a case.
  'GET /': { needs: 'anyone' },
  'GET /*': { needs: 'anyone' },

  'GET /api/sign-in': { needs: 'anyone' },
  'POST /api/sign-in/password': { needs: 'anyone' },
  'POST /api/sign-in/code': { needs: 'anyone' },
  'POST /api/sign-in/passkey/begin': { needs: 'anyone' },
  'POST /api/sign-in/passkey': { needs: 'anyone' },
  'GET /sign-in/provider': { needs: 'anyone' },
  'GET /sign-in/provider/callback': { needs: 'anyone' },

  'GET /api/session': { needs: 'signed in' },
  'DELETE /api/session': { needs: 'signed in' },
  'GET /api/sessions': { needs: 'signed in' },
  'DELETE /api/sessions': { needs: 'signed in' },
  'DELETE /api/sessions/:id': { needs: 'signed in' },
  'PUT /api/account/password': { needs: 'signed in' },
  'POST /api/account/codes': { needs: 'signed in' },
  'PUT /api/account/codes': { needs: 'signed in' },
  'POST /api/account/codes/off': { needs: 'signed in' },
  'GET /api/account/passkeys': { needs: 'signed in' },
  'POST /api/account/passkeys/begin': { needs: 'signed in' },
  'POST /api/account/passkeys': { needs: 'signed in' },
  'DELETE /api/account/passkeys/:id': { needs: 'signed in' },
  'GET /api/cases': { needs: 'signed in' },

  // What leads to the routes of a case, which have rules of their own below.
  'GET /cases/:case/api/*': { needs: 'signed in' },
  'POST /cases/:case/api/*': { needs: 'signed in' },
  'PUT /cases/:case/api/*': { needs: 'signed in' },
  'DELETE /cases/:case/api/*': { needs: 'signed in' },

  'GET /cases/:case/api/people': { needs: 'read' },
  'POST /cases/:case/api/people': { needs: 'own' },
  'PUT /cases/:case/api/people/:person': { needs: 'own' },
  'DELETE /cases/:case/api/people/:person': { needs: 'own' },
  'GET /cases/:case/api/accesses': { needs: 'own' },
  'GET /cases/:case/api/failed': { needs: 'edit' },
  'POST /cases/:case/api/failed/retry': { needs: 'edit' },

  'GET /cases/:case/api/openapi.json': { needs: 'read' },
  'GET /cases/:case/api/case': { needs: 'read' },
  'GET /cases/:case/api/events': { needs: 'read' },
  'GET /cases/:case/api/log': { needs: 'read' },
  'GET /cases/:case/api/latest': { needs: 'read' },
  'GET /cases/:case/api/documents': { needs: 'read' },
  'GET /cases/:case/api/documents/:id': { needs: 'read', noted: 'document' },
  'GET /cases/:case/api/documents/:id/original': { needs: 'read', noted: 'original' },
  'GET /cases/:case/api/documents/:id/pages/:page': { needs: 'read', noted: 'page' },
  'GET /cases/:case/api/documents/:id/pages/:page/words': { needs: 'read', noted: 'page' },
  'GET /cases/:case/api/documents/:id/versions': { needs: 'read' },
  'GET /cases/:case/api/replaced': { needs: 'read' },
  'GET /cases/:case/api/claims': { needs: 'read' },
  'GET /cases/:case/api/attributions': { needs: 'read' },
  'GET /cases/:case/api/figures': { needs: 'read' },
  'GET /cases/:case/api/dates': { needs: 'read' },
  'GET /cases/:case/api/places': { needs: 'read' },
  'GET /cases/:case/api/causes': { needs: 'read' },
  'GET /cases/:case/api/causes/graph': { needs: 'read' },
  'GET /cases/:case/api/sources': { needs: 'read' },
  'GET /cases/:case/api/sources/graph': { needs: 'read' },
  'GET /cases/:case/api/sources/names': { needs: 'read' },
  'GET /cases/:case/api/groups': { needs: 'read' },
  'GET /cases/:case/api/groups/:id': { needs: 'read' },
  'GET /cases/:case/api/group-cards': { needs: 'read' },
  'GET /cases/:case/api/copies': { needs: 'read' },
  'GET /cases/:case/api/series': { needs: 'read' },
  'GET /cases/:case/api/series/:id': { needs: 'read' },
  'GET /cases/:case/api/measures': { needs: 'read' },
  'GET /cases/:case/api/contradictions': { needs: 'read' },
  'GET /cases/:case/api/topics': { needs: 'read' },
  'GET /cases/:case/api/acts': { needs: 'read' },
  'GET /cases/:case/api/flags': { needs: 'read' },
  'GET /cases/:case/api/document-flags': { needs: 'read' },
  'GET /cases/:case/api/unreadable': { needs: 'read' },
  'GET /cases/:case/api/search': { needs: 'read' },
  'GET /cases/:case/api/search/query': { needs: 'read' },
  'GET /cases/:case/api/searches': { needs: 'read' },
  'GET /cases/:case/api/searches/:id/new': { needs: 'read' },
  'GET /cases/:case/api/reviews': { needs: 'read' },
  'GET /cases/:case/api/history': { needs: 'read' },
  'GET /cases/:case/api/decisions': { needs: 'read' },
  'GET /cases/:case/api/disputes': { needs: 'read' },
  'GET /cases/:case/api/agreement': { needs: 'read' },
  'GET /cases/:case/api/queue': { needs: 'read' },
  'GET /cases/:case/api/carries': { needs: 'read' },
  'GET /cases/:case/api/settings': { needs: 'read' },
  'GET /cases/:case/api/imports': { needs: 'read' },

  'GET /cases/:case/api/briefing': { needs: 'export', noted: 'briefing' },
  'POST /cases/:case/api/briefing': { needs: 'export', noted: 'briefing' },
  'POST /cases/:case/api/exports': { needs: 'export', noted: 'export' },

  'POST /cases/:case/api/reviews': { needs: 'review' },
  'POST /cases/:case/api/reviews/:entry/undo': { needs: 'review' },
  'POST /cases/:case/api/searches': { needs: 'review' },
  'POST /cases/:case/api/searches/:id/seen': { needs: 'review' },
  'DELETE /cases/:case/api/searches/:id': { needs: 'review' },

  'POST /cases/:case/api/uploads': { needs: 'edit' },
  'DELETE /cases/:case/api/imports/waiting': { needs: 'edit' },
  'POST /cases/:case/api/documents/:id/reread': { needs: 'edit' },
  'POST /cases/:case/api/documents/:id/pages/:page/transcription': { needs: 'edit' },
  'PUT /cases/:case/api/settings': { needs: 'own' },
} as const satisfies { readonly [route: string]: Rule };

const rules: ReadonlyMap<string, Rule> = new Map(Object.entries(RULES));

/** Null for a route that does not stand in the table. */
export function ruleOf(method: string, path: string): Rule | null {
  return rules.get(`${method} ${path}`) ?? null;
}
