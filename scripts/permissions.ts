import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { may, ROLES } from '../packages/server/src/people/roles.ts';
import { RULES, type Rule } from '../packages/server/src/team/permissions.ts';

/** Writes the table of permissions into docs/TEAM.md, from the one that the team server goes by. */

const GUIDE = join(import.meta.dirname, '..', 'docs', 'TEAM.md');
const PLACE = /(<!-- permissions: [^\n]*-->\n)[\s\S]*(<!-- \/permissions -->)/;

function row(route: string, { needs, noted }: Rule): string {
  const out = needs === 'anyone';
  const anybody = out || needs === 'signed in';
  const marks = ROLES.map((role) => (needs === 'anyone' || needs === 'signed in' || may(role, needs) ? '✓' : ''));
  return `| \`${route}\` | ${[out ? '✓' : '', anybody ? '✓' : '', ...marks].join(' | ')} | ${noted ?? ''} |`;
}

/** The guide with the table as it should stand in it. */
export function withTable(guide: string): string {
  const head = `| route | signed out | no role here | ${ROLES.join(' | ')} | noted |\n|${' --- |'.repeat(ROLES.length + 4)}`;
  // What only leads to the routes of a case says nothing of them.
  const routes = Object.entries<Rule>(RULES).filter(([route]) => !route.endsWith('/cases/:case/api/*'));
  const rows = routes.map(([route, rule]) => row(route, rule));
  return guide.replace(PLACE, (_, begin: string, end: string) => `${begin}\n${[head, ...rows].join('\n')}\n\n${end}`);
}

if (import.meta.main) writeFileSync(GUIDE, withTable(readFileSync(GUIDE, 'utf8')));
