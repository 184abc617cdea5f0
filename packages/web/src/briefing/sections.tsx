import type { ReportName, Section } from '@isnad/server/api';
import { isContesting } from '@isnad/weighing/contesting';
import type { ReactNode } from 'react';
import { groupHref, hrefOf, reportHref } from '../address.ts';
import { routesOf } from '../claims/why.ts';
import { Icon, Relation } from '../marks/icons.tsx';
import { originKey, useInks } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { Tally } from '../marks/tally.tsx';
import { IconButton } from '../parts/button.tsx';
import { Head } from '../parts/head.tsx';
import { Quoting } from '../parts/quoting.tsx';
import { useWords } from '../words/context.tsx';
import { type Choice, moved, toggled } from './choice.ts';
import { CitedWords } from './cited.tsx';

type Of<K extends Section['kind']> = Extract<Section, { kind: K }>;

export function Groups({
  section,
  choice,
  onChoice,
}: {
  readonly section: Of<'groups'>;
  readonly choice: Choice;
  readonly onChoice: (choice: Choice) => void;
}): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  const { topic, more } = section;
  const here = new Set(section.items.map(({ id }) => id));
  const items = section.items.toSorted((a, b) => choice.order.indexOf(a.id) - choice.order.indexOf(b.id));
  return (
    <section>
      <Head big end={<More count={more} />}>
        {topic === null ? words.say('briefing.otherTopics') : <bdi lang="ar">{topic}</bdi>}
      </Head>
      <ol className="statements">
        {items.map(({ id, head, grade, certain, possible, others, conflicts }, place) => (
          <li key={id} className={choice.left.has(id) ? 'is-left' : undefined}>
            <span className="pick">
              <input
                type="checkbox"
                aria-label={words.say('briefing.take', { text: head.text })}
                checked={!choice.left.has(id)}
                onChange={() => onChoice(toggled(choice, id))}
              />
              <IconButton
                label={words.say('briefing.move', { by: 'up', text: head.text })}
                isDisabled={place === 0}
                onPress={() => onChoice(moved(choice, id, -1, here))}
              >
                <Icon name="up" />
              </IconButton>
              <IconButton
                label={words.say('briefing.move', { by: 'down', text: head.text })}
                isDisabled={place === items.length - 1}
                onPress={() => onChoice(moved(choice, id, 1, here))}
              >
                <Icon name="down" />
              </IconButton>
            </span>
            <CitedWords cited={head} />
            <p className="why">
              <a href={groupHref(id)}>
                <Tally
                  certain={certain}
                  possible={possible}
                  inks={[head, ...others].map((one) => inkOf(originKey(one.links, one.report.outletKey)))}
                />{' '}
                {routesOf(words, { grade, certain, possible })}
              </a>
            </p>
            {others.length > 0 && (
              <ul className="others">
                {others.map((cited) => (
                  <li key={cited.note}>
                    <CitedWords cited={cited} />
                  </li>
                ))}
              </ul>
            )}
            {conflicts.map(({ claim, kind, because: why }) => (
              <div className={isContesting({ kind }) ? 'against red' : 'against'} key={claim.note}>
                <Relation sign={isContesting({ kind }) ? 'against' : 'otherwise'} />
                <div>
                  <CitedWords cited={claim} />
                  <p className="why">
                    <Quoting>{why[words.language]}</Quoting>
                  </p>
                </div>
              </div>
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Figures({ section: { items, more } }: { readonly section: Of<'figures'> }): ReactNode {
  const words = useWords();
  return (
    <section>
      <Head big end={<More count={more} />}>
        {words.say('briefing.figures')}
      </Head>
      <ol className="statements">
        {items.map(({ series, points, more: left }) => (
          <li key={series.id}>
            <p className="measure">
              <bdi lang="ar">{series.measure}</bdi>
              {series.low !== null && series.high !== null && (
                <span className="quiet">
                  {' '}
                  {series.low === series.high
                    ? words.number(series.low)
                    : words.say('figure.range', { low: words.number(series.low), high: words.number(series.high) })}
                </span>
              )}
            </p>
            <ul className="others">
              {points.map(({ figure, claim }) => (
                <li key={`${claim.note} ${figure}`}>
                  <b lang="ar">
                    <bdi>{figure}</bdi>
                  </b>{' '}
                  <CitedWords cited={claim} />
                </li>
              ))}
            </ul>
            {left > 0 && (
              <a className="text-link" href={hrefOf({ room: 'figures', id: series.id })}>
                {words.say('briefing.more', { count: left })}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

export function Flags({
  section: { kind, items, more },
}: {
  readonly section: Of<'causes' | 'timeline' | 'contested' | 'changed' | 'one source' | 'flags' | 'questions'>;
}): ReactNode {
  const words = useWords();
  return (
    <section>
      <Head big end={<More count={more} />}>
        {words.say(kind === 'one source' ? 'briefing.oneSource' : `briefing.${kind}`)}
      </Head>
      <ul className="statements">
        {items.map(({ message, claims }) => (
          <li key={`${claims[0]?.note} ${message.en}`}>
            <p className="red">
              <Quoting>{message[words.language]}</Quoting>
            </p>
            <ul className="others">
              {claims.map((cited) => (
                <li key={cited.note}>
                  <CitedWords cited={cited} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Copies({ section: { items, more } }: { readonly section: Of<'copies'> }): ReactNode {
  const words = useWords();
  return (
    <section>
      <Head big end={<More count={more} />}>
        {words.say('briefing.copies')}
      </Head>
      <ul className="statements">
        {items.map(({ a, b, shared, first }) => {
          const isFirst = first === null || first.document === a.document;
          const [older, newer] = isFirst ? [a, b] : [b, a];
          return (
            <li key={`${a.document} ${b.document}`}>
              {words.rich('briefing.copy', {
                copy: <Report key="copy" report={newer} />,
                of: <Report key="of" report={older} />,
                shared: words.percent(shared),
              })}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export function Sources({ section: { items, more } }: { readonly section: Of<'sources'> }): ReactNode {
  const words = useWords();
  const inkOf = useInks();
  return (
    <section>
      <Head big end={<More count={more} />}>
        {words.say('briefing.sources')}
      </Head>
      <table className="sources">
        <thead>
          <tr>
            <th scope="col">{words.say('sources.name')}</th>
            <th scope="col">{words.say('sources.originated')}</th>
            <th scope="col">{words.say('sources.relayed')}</th>
            <th scope="col">{words.say('sources.published')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map(({ key, name, named, originated, relayed, published }) => (
            <tr key={key}>
              <th scope="row">
                <Seal ink={inkOf(named ? key : null)} />
                {'\u00a0'}
                <bdi lang="ar">{name}</bdi>
              </th>
              <td className="num">{words.number(originated)}</td>
              <td className="num">{words.number(relayed)}</td>
              <td className="num">{words.number(published)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function More({ count }: { readonly count: number }): ReactNode {
  const words = useWords();
  return count === 0 ? null : words.say('briefing.more', { count });
}

function Report({ report }: { readonly report: ReportName }): ReactNode {
  const words = useWords();
  return (
    <a className="text-link" href={reportHref(report.document)}>
      <bdi lang="ar">{report.outlet ?? report.title ?? words.say('source.noPublisher')}</bdi>
      {report.published !== null && <> · {words.date(report.published)}</>}
    </a>
  );
}
