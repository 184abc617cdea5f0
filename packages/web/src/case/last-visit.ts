/** How many reports the case held when this reader was here last; kept in this browser alone. */

/**
 * The count of the visit before this one, null for the first; `now` is kept for the next. A visit is as long as a tab
 * of the browser: loading the page again does not make what is new old.
 */
export function reportsAtLastVisit(caseId: string, now: number): number | null {
  const key = `isnad.seen.${caseId}`;
  try {
    const before = sessionStorage.getItem(key) ?? localStorage.getItem(key) ?? '';
    sessionStorage.setItem(key, before);
    localStorage.setItem(key, String(now));
    return /^\d+$/.test(before) ? Number(before) : null;
  } catch {
    // Storage may be shut: then every visit is the first.
    return null;
  }
}
