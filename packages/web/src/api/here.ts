import { caseAt, isTeamAt } from './place.ts';

/** Where the case of this page begins; empty on one's own machine, where there is but one. */
export function caseBase(): string {
  return caseAt(window.location.pathname);
}

/** Whether the page is one of a team server. */
export function isOfTeam(): boolean {
  return isTeamAt(window.location.pathname);
}

/** Where a path of the case's API lies on this server. */
export function located(path: string): string {
  return path.startsWith('/api/') ? `${caseBase()}${path}` : path;
}

/** A path of the team's own API, which `located` leaves as it is. */
export function ofTeam(path: string): string {
  return `${window.location.origin}${path}`;
}
