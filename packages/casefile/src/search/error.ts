/** Thrown for a query that can't be answered; `kind` names the cause for the screens, the message the place. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
  readonly kind: 'empty' | 'only exclusions' | 'bad field' | 'too many';

  constructor(kind: QueryError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
