import type { Bilingual } from '../store/records.ts';
import type { Withholding } from '../withholding/withholding.ts';
import type { Briefing, Cited, Note, ReportName, Section, SeriesPoint } from './model.ts';

/** A briefing without the names that are to be left out. */
export function withheldBriefing(briefing: Briefing, withholding: Withholding): Briefing {
  return new Cleaner(withholding).briefing(briefing);
}

class Cleaner {
  readonly #withholding: Withholding;

  constructor(withholding: Withholding) {
    this.#withholding = withholding;
  }

  briefing(briefing: Briefing): Briefing {
    const { name, title, introduction, sections, notes } = briefing;
    return {
      ...briefing,
      name: this.#words(name),
      title: title === null ? null : this.#words(title),
      introduction: introduction === null ? null : this.#words(introduction),
      sections: sections.map((section) => this.#section(section)),
      notes: notes.map((note) => this.#note(note)),
    };
  }

  #section(section: Section): Section {
    switch (section.kind) {
      case 'groups': {
        const items = section.items.map((item) => ({
          ...item,
          head: this.#cited(item.head),
          because: this.#both(item.because),
          others: item.others.map((other) => this.#cited(other)),
          conflicts: item.conflicts.map(({ claim, kind, because }) => ({
            kind,
            claim: this.#cited(claim),
            because: this.#both(because),
          })),
        }));
        return { ...section, topic: section.topic === null ? null : this.#words(section.topic), items };
      }
      case 'figures': {
        const items = section.items.map(({ series, points, more, because }) => ({
          series: { ...series, measure: this.#words(series.measure) },
          points: points.map((point) => this.#point(point)),
          more,
          because: because.map((one) => this.#both(one)),
        }));
        return { ...section, items, others: section.others.map((point) => this.#point(point)) };
      }
      case 'causes':
      case 'timeline':
      case 'questions':
      case 'contested':
      case 'changed':
      case 'one source':
      case 'flags': {
        const items = section.items.map(({ message, claims }) => ({
          message: this.#both(message),
          claims: claims.map((claim) => this.#cited(claim)),
        }));
        return { ...section, items };
      }
      case 'copies': {
        const items = section.items.map((copy) => ({
          ...copy,
          a: this.#report(copy.a),
          b: this.#report(copy.b),
          first: copy.first === null ? null : this.#report(copy.first),
        }));
        return { ...section, items };
      }
      case 'sources': {
        const items = section.items.map((source) => ({ ...source, ...this.#source(source) }));
        return { ...section, items };
      }
    }
  }

  #point(point: SeriesPoint): SeriesPoint {
    return { ...point, figure: this.#words(point.figure), claim: this.#cited(point.claim) };
  }

  #cited(cited: Cited): Cited {
    const { document } = cited.report;
    return {
      ...cited,
      text: this.#words(cited.text, document),
      chain: cited.chain.map((name) => this.#words(name, document)),
      links: cited.links.map((link) => ({ ...link, ...this.#source(link) })),
      report: this.#report(cited.report),
    };
  }

  #report(report: ReportName): ReportName {
    const { document, outlet, title } = report;
    return {
      ...report,
      outlet: outlet === null ? null : this.#words(outlet, document),
      outletKey: null,
      title: title === null ? null : this.#words(title, document),
    };
  }

  /** What stands around may begin or end within a name. */
  #note(note: Note): Note {
    const { report, exact } = note;
    return {
      ...note,
      report: this.#report(report),
      prefix: '',
      exact: this.#words(exact, report.document),
      suffix: '',
    };
  }

  #source({ name }: { readonly name: string }): { readonly key: string; readonly name: string } {
    const clean = this.#words(name);
    return { key: clean, name: clean };
  }

  #both({ ar, en }: Bilingual): Bilingual {
    return { ar: this.#words(ar), en: this.#words(en) };
  }

  #words(text: string, document: string | null = null): string {
    return this.#withholding.clean(text, document);
  }
}
