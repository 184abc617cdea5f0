import type { Membership, Role } from '@isnad/server/api';
import type { ReactNode } from 'react';
import { theCase } from '../api/endpoints.ts';
import { caseBase } from '../api/here.ts';
import { useRemote } from '../api/remote.ts';
import { useAttempts } from '../parts/attempt.ts';
import { TextButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Trouble, Waiting } from '../parts/troubles.tsx';
import { useTitle } from '../shell/title.ts';
import { useWords } from '../words/context.tsx';
import { account, giveRole, letIn, members, takeOut } from './endpoints.ts';
import { Field, written } from './field.tsx';
import { Failed, Noted } from './noted.tsx';

const ROLES = ['reader', 'reviewer', 'editor', 'owner'] as const satisfies readonly Role[];

/** Who is in the case, for all; who may come and go, and who read what, for its owners. */
export function Members(): ReactNode {
  const words = useWords();
  useTitle(words.say('people.here'));
  const { value, problem } = useRemote(members());
  const me = useRemote(account()).value?.person.id;
  const title = useRemote(theCase()).value?.info.name ?? '';
  const mine = value?.find(({ person }) => person === me)?.role ?? null;
  return (
    <>
      <h1>{words.say('people.here')}</h1>
      <p>
        <a className="text-link" href={`${caseBase()}/`} dir="auto">
          {title === '' ? words.say('room.case') : title}
        </a>
      </p>
      {problem !== null && <Trouble problem={problem} />}
      {value === null ? problem === null && <Waiting /> : <People people={value} isOwner={mine === 'owner'} />}
      {(mine === 'editor' || mine === 'owner') && <Failed />}
      {mine === 'owner' && <Noted />}
    </>
  );
}

function People({ people, isOwner }: { readonly people: readonly Membership[]; readonly isOwner: boolean }): ReactNode {
  const words = useWords();
  const { problem, attempt } = useAttempts();
  const change = async (act: () => Promise<unknown>): Promise<void> => {
    await attempt(act);
    members().outdate();
  };
  return (
    <>
      {problem !== null && <Trouble problem={problem} />}
      <ul className="lines">
        {people.map(({ person, login, name, role }) => (
          <li key={person}>
            <span>
              <bdi>{name}</bdi> {name !== login && <bdi className="quiet">{login}</bdi>}
            </span>
            {isOwner ? (
              <>
                <Roles
                  label={words.say('people.roleOf', { name })}
                  chosen={role}
                  onChoice={(next) => void change(() => giveRole(person, next))}
                />
                <TextButton onPress={() => void change(() => takeOut(person))}>
                  {words.say('people.takeOut', { name })}
                </TextButton>
              </>
            ) : (
              <span className="quiet">{words.say('people.role', { role })}</span>
            )}
          </li>
        ))}
      </ul>
      {isOwner && (
        <section aria-labelledby="h-letin">
          <Head id="h-letin">{words.say('people.letIn')}</Head>
          <form
            className="in-line"
            action={(form) => change(() => letIn(written(form, 'login'), roleOf(written(form, 'role'))))}
          >
            <Field name="login" label={words.say('people.login')} />
            <Roles label={words.say('people.as')} name="role" />
            <button type="submit">{words.say('people.add')}</button>
          </form>
        </section>
      )}
    </>
  );
}

/** One of the roles: of somebody who has one, or to be sent with a form. */
function Roles({
  label,
  name,
  chosen,
  onChoice,
}: {
  readonly label: string;
  readonly name?: string;
  readonly chosen?: Role;
  readonly onChoice?: (role: Role) => void;
}): ReactNode {
  const words = useWords();
  return (
    <select aria-label={label} name={name} value={chosen} onChange={({ target }) => onChoice?.(roleOf(target.value))}>
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {words.say('people.role', { role })}
        </option>
      ))}
    </select>
  );
}

function roleOf(value: string): Role {
  return ROLES.find((role) => role === value) ?? 'reader';
}
