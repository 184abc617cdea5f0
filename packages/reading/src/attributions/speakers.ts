import { tokenSpan } from '../analysis.ts';
import type { Agreement, Gender } from '../grammar/conjugation.ts';
import { nounFeatures } from '../grammar/nouns.ts';
import type { Range, Syntax } from '../grammar/syntax.ts';
import type { Crediting } from './attributions.ts';

/** Somebody who has been credited with words before. */
interface Speaker {
  readonly head: number;
  /** The fullest naming so far. */
  name: string;
  readonly gender: Gender;
  readonly plural: boolean;
}

/** Who has spoken in a document so far, to tell whom a verb without a subject goes back to. */
export class Speakers {
  private readonly syntax: Syntax;
  private readonly speakers: Speaker[] = [];

  constructor(syntax: Syntax) {
    this.syntax = syntax;
  }

  /** Who is credited, in full: for a subject that is unstated, the last speaker that agrees with the verb. */
  resolve(crediting: Crediting): { resolved: string | null } {
    const { source } = crediting;
    if (source.last > source.first) return { resolved: this.named(crediting) };
    const agreement =
      crediting.cue.kind === 'verb' || crediting.cue.kind === 'participle' ? crediting.cue.agreement : undefined;
    for (let i = this.speakers.length - 1; i >= 0; i--) {
      const speaker = this.speakers[i]!;
      if (agreement === undefined || agreesWith(speaker, agreement)) return { resolved: speaker.name };
    }
    return { resolved: null };
  }

  private named(crediting: Crediting): string {
    const { source } = crediting;
    const text = this.textOf(source);
    const known = this.speakers.find((speaker) => isShortOf(text, speaker.name));
    const name = known?.name ?? text;
    const features = nounFeatures(this.syntax, source.first);
    // The verb knows the gender of the subject behind it better than the noun's ending does.
    const verb = crediting.cue.kind === 'verb' ? crediting.cue.agreement : undefined;
    this.speakers.push({
      head: source.first,
      name,
      gender: verb?.gender ?? features.gender,
      plural: features.count === 'plural',
    });
    return name;
  }

  private textOf({ first, last }: Range): string {
    return tokenSpan(this.syntax.analysis.tokens, first, last).text;
  }
}

function agreesWith(speaker: Speaker, agreement: Agreement): boolean {
  if (agreement.person === 1) return true;
  if (agreement.count === 'plural') return speaker.plural;
  return speaker.gender === agreement.gender && !speaker.plural;
}

/** «السنيورة» after «رئيس الحكومة فؤاد السنيورة»: every word of the short form stands in the long one. */
function isShortOf(text: string, name: string): boolean {
  if (text.length >= name.length) return false;
  const words = new Set(name.split(/\s+/));
  return text.split(/\s+/).every((word) => words.has(word));
}
