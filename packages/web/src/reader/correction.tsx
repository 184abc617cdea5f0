import type { ClaimRecord } from '@isnad/server/api';
import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Radio, RadioGroup } from 'react-aria-components/RadioGroup';
import { TextField } from 'react-aria-components/TextField';
import { Icon } from '../marks/icons.tsx';
import { keyOf } from '../marks/inks-of-case.ts';
import { Seal } from '../marks/seal.tsx';
import { IconButton, TextButton } from '../parts/button.tsx';
import { useFocusWithin } from '../parts/focus.ts';
import { Head } from '../parts/head.tsx';
import { useWords } from '../words/context.tsx';
import { correctionOf, type Draft, draftOf, MODALITIES } from './draft.ts';
import type { Reviewing } from './reviewing.ts';
import type { Sheet } from './sheet.ts';
import { SpanField } from './span-field.tsx';
import './correction.css';

/** Says instead what the machine read: through whom the words came, which words they are, and how they are put. */
export default function Correction({
  sheet,
  claim,
  reviewing,
  onDone,
}: {
  readonly sheet: Sheet;
  readonly claim: ClaimRecord;
  readonly reviewing: Reviewing;
  readonly onDone: () => void;
}): ReactNode {
  const words = useWords();
  const form = useFocusWithin<HTMLFormElement>('.panel .acts button:nth-of-type(2)');
  const [draft, setDraft] = useState<Draft>(() => draftOf(claim));
  const machine = sheet.open.claims.find(({ id }) => id === claim.id) ?? claim;
  const correction = correctionOf(machine, draft);
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const save = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (correction === null) return;
    await reviewing.decide(claim, { kind: 'correct', correction });
    onDone();
  };
  return (
    <form
      className="correction"
      ref={form}
      aria-label={words.say('acts.correct')}
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => event.code === 'Escape' && onDone()}
    >
      <ChainField sheet={sheet} chain={draft.chain} onChange={(chain) => change({ chain })} />
      <SpanField sheet={sheet} title={words.say('correction.words')} span={draft} onChange={change} />
      <RadioGroup
        className="modality"
        value={draft.modality}
        onChange={(value) => change({ modality: MODALITIES.find((one) => one === value) ?? draft.modality })}
      >
        <Label className="head">{words.say('correction.modality')}</Label>
        <div>
          {MODALITIES.map((modality) => (
            <Radio key={modality} value={modality}>
              {words.say('modality', { modality })}
            </Radio>
          ))}
        </div>
      </RadioGroup>
      <p className="choices">
        <Button type="submit" className="primary" isDisabled={correction === null}>
          {words.say('correction.save')}
        </Button>
        <TextButton onPress={onDone}>{words.say('correction.leave')}</TextButton>
      </p>
    </form>
  );
}

/** The chain link by link, the publisher's side first. */
function ChainField({
  sheet,
  chain,
  onChange,
}: {
  readonly sheet: Sheet;
  readonly chain: Draft['chain'];
  readonly onChange: (chain: Draft['chain']) => void;
}): ReactNode {
  const words = useWords();
  const known = new Set(
    sheet.open.reading.attributions.flatMap(({ resolved, source }) => resolved ?? source?.text ?? []),
  );
  const keys = new Map(sheet.open.claims.flatMap(({ chain: links }) => links.map((link) => [link.name, keyOf(link)])));
  return (
    <section>
      <Head>{words.say('correction.chain')}</Head>
      <datalist id="known-sources">
        {[...known].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {chain.length === 0 && <p className="quiet">{words.say('correction.ownVoice')}</p>}
      <ol className="links">
        {chain.map(({ key, name }, place) => (
          <li key={key}>
            <Seal ink={sheet.inkOf(keys.get(name) ?? null)} />
            <TextField
              aria-label={words.say('correction.link', { number: place + 1 })}
              value={name}
              onChange={(next) => onChange(chain.map((link) => (link.key === key ? { key, name: next } : link)))}
              autoFocus={name === ''}
            >
              <Input list="known-sources" dir="auto" lang="ar" />
            </TextField>
            <IconButton
              label={words.say('correction.remove', { name })}
              onPress={() => onChange(chain.filter((link) => link.key !== key))}
            >
              <Icon name="close" />
            </IconButton>
          </li>
        ))}
      </ol>
      <TextButton onPress={() => onChange([...chain, { key: crypto.randomUUID(), name: '' }])}>
        {words.say('correction.add')}
      </TextButton>
    </section>
  );
}
