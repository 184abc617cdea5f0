/** The pages of the team server that are not of a case's work, each at a path of its own. */
const ROOMS = { '/sign-in': 'door', '/cases': 'cases', '/account': 'account' } as const;
export type TeamRoom = (typeof ROOMS)[keyof typeof ROOMS] | 'people';

/** Null for a path that the workbench of a case stands at. */
export function roomOf(pathname: string): TeamRoom | null {
  const path = pathname.replace(/\/$/, '');
  if (/^\/cases\/[^/]+\/people$/.test(path)) return 'people';
  return path === '/sign-in' || path === '/cases' || path === '/account' ? ROOMS[path] : null;
}
