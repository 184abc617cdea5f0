/** What somebody got to see of a case, or took along. */
export type Access = 'document' | 'original' | 'page' | 'briefing' | 'export';
