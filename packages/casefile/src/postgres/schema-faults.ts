import { type Kysely, sql, type Transaction } from 'kysely';
import { schemaName } from './database.ts';
import { raiseTo } from './migrate.ts';

/** A schema that is made, looked at and given up in one transaction: nobody else ever sees it. */
const MODEL = 'isnad_model';

interface Part {
  readonly name: string;
  /** How it is made, with the settings that a statement could change later. */
  readonly made: string;
}

/**
 * Where the schema is not what the migrations make: a rule taken out of it would let through what it forbids. What
 * they make is told by the server itself, since each version writes the same definition in its own way.
 */
export async function schemaFaults<Tables>(database: Kysely<Tables>, folder: string): Promise<string[]> {
  const transaction = await database.startTransaction().execute();
  try {
    const found = await partsOf(transaction);
    await sql`select pg_advisory_xact_lock(hashtextextended(${MODEL}, 0))`.execute(transaction);
    await sql.raw(`create schema ${schemaName(MODEL)}; set local search_path to ${MODEL}`).execute(transaction);
    await raiseTo(transaction, folder);
    const missing = new Map((await partsOf(transaction)).map(({ name, made }) => [`${name} ${made}`, name]));
    const faults: string[] = [];
    for (const { name, made } of found) {
      if (!missing.delete(`${name} ${made}`)) faults.push(`«${name}» of the schema is not as Isnad makes it`);
    }
    for (const name of missing.values()) faults.push(`«${name}» of the schema is not there as Isnad makes it`);
    return faults;
  } finally {
    await transaction.rollback().execute();
  }
}

/** Everything in the schema that the search path leads to, without its name. */
async function partsOf<Tables>(transaction: Transaction<Tables>): Promise<Part[]> {
  const { rows } = await sql<Part>`
    with here as (select current_schema()::regnamespace as id, current_schema() || '.' as prefix),
    relation as (select c.* from pg_class c, here where relnamespace = here.id),
    part (name, made) as (
      select relname::text, concat_ws(' ', 'relation', relkind, relpersistence, relrowsecurity, relforcerowsecurity,
        array_to_string(reloptions, ','), pg_get_viewdef(oid)) from relation where relkind not in ('i', 'I')
      union all
      select relname || '.' || attname, concat_ws(' ', 'column', format_type(atttypid, atttypmod), attnotnull,
        attidentity, attgenerated, attcollation::regcollation, pg_get_expr(adbin, adrelid))
        from relation join pg_attribute on attrelid = relation.oid
        left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where relkind in ('r', 'p', 'v', 'm') and attnum > 0 and not attisdropped
      union all
      select conname::text, concat_ws(' ', 'constraint', conrelid::regclass, convalidated, pg_get_constraintdef(c.oid))
        from pg_constraint c, here where connamespace = here.id and contype <> 'n'
      union all
      select relname::text, concat_ws(' ', 'index', indisvalid, pg_get_indexdef(indexrelid))
        from relation join pg_index on indexrelid = relation.oid
      union all
      select tgname::text, concat_ws(' ', 'trigger', tgenabled, pg_get_triggerdef(t.oid, true))
        from relation join pg_trigger t on tgrelid = relation.oid where not tgisinternal
      union all
      select rulename::text, concat_ws(' ', 'rule', ev_enabled, pg_get_ruledef(r.oid))
        from relation join pg_rewrite r on ev_class = relation.oid
      union all
      select proname::text, concat_ws(' ', 'function', pg_get_functiondef(f.oid))
        from pg_proc f, here where pronamespace = here.id and prokind in ('f', 'p')
      union all
      select polname::text, concat_ws(' ', 'policy', polpermissive, polcmd, pg_get_expr(polqual, polrelid))
        from relation join pg_policy on polrelid = relation.oid
    )
    select name, replace(made, here.prefix, '') as made from part, here order by name, made`.execute(transaction);
  return rows;
}
