/** Places on a server: on a team server a case has an address of its own, and its API below it. */

const CASE = /^\/cases\/[0-9a-f-]{36}(?=\/|$)/;
const OF_TEAM = /^\/(cases|sign-in|account)(\/|$)/;

/** The path of the case that a page stands in; empty on one's own machine, where there is but one. */
export function caseAt(pathname: string): string {
  return CASE.exec(pathname)?.[0] ?? '';
}

export function isTeamAt(pathname: string): boolean {
  return OF_TEAM.test(pathname);
}

/** The place to go to after signing in: one of this server's own, whatever the address says. */
export function wayOn(search: string): string {
  const wanted = new URLSearchParams(search).get('to') ?? '';
  return /^\/(cases|account)(\/[0-9A-Za-z/-]*)?(#[^\s]*)?$/.test(wanted) ? wanted : '/cases';
}
