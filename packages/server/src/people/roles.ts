/**
 * What each role may do in a case. A role may do all that the roles before it may. Which route takes
 * what is in ../team/permissions.ts.
 */

export const ROLES = ['reader', 'reviewer', 'editor', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** What can be done in a case, and the least role that may. */
export const PERMISSIONS = {
  /** Every list, document, page image and search of the case. */
  read: 'reader',
  /** A briefing or an export leaves the server: it is logged. */
  export: 'reader',
  /** Decide on what the machine suggests; save searches. */
  review: 'reviewer',
  /** Add originals, transcribe, read again. */
  edit: 'editor',
  /** Who is in the case and who read what; how it is reviewed. */
  own: 'owner',
} as const satisfies { [permission: string]: Role };
export type Permission = keyof typeof PERMISSIONS;

export function may(role: Role, permission: Permission): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(PERMISSIONS[permission]);
}
