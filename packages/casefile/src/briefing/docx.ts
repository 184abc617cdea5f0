import {
  AlignmentType,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { Frame } from './frame.ts';
import type { Briefing, Cited, GroupItem, Note, Section, SeriesItem } from './model.ts';

/** A briefing as a Word file: real headings, and the evidence in footnotes. */

/** For Arabic script; Word and LibreOffice take their own where the machine lacks it. */
const FACE = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Amiri' };

/** Half points. */
const SIZE = { text: 24, note: 18 };

export async function briefingDocx(briefing: Briefing, frame: Frame): Promise<Uint8Array> {
  const writer = new Writer(frame);
  const { sections, notes, name, title, introduction, holds, head, weighed } = briefing;
  const children = [
    writer.paragraph([writer.run(title ?? frame.say('title', { name }))], { heading: HeadingLevel.TITLE }),
    ...(introduction === null ? [] : introduction.split(/\n+/).map((text) => writer.paragraph([writer.run(text)]))),
    writer.paragraph([
      writer.run(`${frame.say('holds', holds)} ${frame.say('as of', { seq: head.seq, hash: head.hash.slice(0, 12) })}`),
    ]),
    ...(weighed ? [] : [writer.paragraph([writer.run(frame.say('unweighed'), { bold: true })])]),
    ...(sections.length === 0 ? [writer.paragraph([writer.run(frame.say('nothing'))])] : []),
    ...sections.flatMap((section) => writer.section(section)),
  ];
  const footnotes = Object.fromEntries(notes.map((note, index) => [index + 1, { children: [writer.note(note)] }]));
  const document = new Document({
    creator: 'Isnad',
    title: title ?? frame.say('title', { name }),
    footnotes,
    styles: {
      default: {
        document: { run: { font: FACE, size: SIZE.text, sizeComplexScript: SIZE.text } },
      },
    },
    sections: [
      {
        footers: { default: new Footer({ children: [writer.pageNumber()] }) },
        children,
      },
    ],
  });
  return new Uint8Array(await Packer.toBuffer(document));
}

class Writer {
  readonly #frame: Frame;
  readonly #rtl: boolean;

  constructor(frame: Frame) {
    this.#frame = frame;
    this.#rtl = frame.direction === 'rtl';
  }

  paragraph(children: readonly ParagraphChild[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
    return new Paragraph({ bidirectional: this.#rtl, spacing: { after: 120 }, ...options, children: [...children] });
  }

  /** Words of the frame. */
  run(text: string, options: IRunOptions = {}): TextRun {
    return new TextRun({ ...options, text: oneLine(text), rightToLeft: this.#rtl });
  }

  section(section: Section): Array<Paragraph | Table> {
    const frame = this.#frame;
    const heading = frame.say(section.kind === 'groups' ? section.grade : section.kind);
    const more = section.more > 0 ? [this.paragraph([this.run(frame.say('more', { count: section.more }))])] : [];
    return [this.paragraph([this.run(heading)], { heading: HeadingLevel.HEADING_1 }), ...this.#items(section), ...more];
  }

  #items(section: Section): Array<Paragraph | Table> {
    const frame = this.#frame;
    switch (section.kind) {
      case 'groups':
        return section.items.flatMap((item) => this.#group(item));
      case 'figures':
        return section.items.flatMap((item) => this.#series(item));
      case 'causes':
      case 'timeline':
      case 'questions':
      case 'flags':
        return section.items.flatMap(({ message, claims }) => [
          this.#item([this.run(frame.pick(message))]),
          ...claims.map((claim) => this.#item(this.#sentence(claim), 1)),
        ]);
      case 'copies':
        return section.items.map(({ a, b, shared, first }) => {
          const said = frame.say('copy', { a: frame.report(a), b: frame.report(b), shared });
          const earlier = first === null ? '' : ` ${frame.say('first', { name: frame.report(first) })}`;
          return this.#item([this.run(said + earlier)]);
        });
      case 'sources':
        return section.items.map((source) => this.#item([this.run(frame.source(source))]));
    }
  }

  #group({ head, certain, possible, because, others, conflicts }: GroupItem): Paragraph[] {
    const frame = this.#frame;
    const routes = frame.say('routes', { certain, possible: possible > certain ? possible : 0 });
    const against = conflicts.map(({ claim, because: why }) =>
      this.#item([...this.#sentence(claim), this.run(` ${frame.pick(why)}`)], 1),
    );
    return [
      this.paragraph(this.#sentence(head), { keepNext: true, spacing: { before: 200, after: 60 } }),
      this.paragraph([this.run(`${routes} ${frame.pick(because)}`.trim(), { color: '555555' })]),
      ...(others.length > 0 ? [this.paragraph([this.run(frame.say('also'))], { keepNext: true })] : []),
      ...others.map((other) => this.#item(this.#sentence(other), 1)),
      ...(against.length > 0 ? [this.paragraph([this.run(frame.say('against'))], { keepNext: true })] : []),
      ...against,
    ];
  }

  #series(item: SeriesItem): Array<Paragraph | Table> {
    const frame = this.#frame;
    const head = ['column figure', 'column words', 'column chain'].map((key) => [
      this.run(frame.say(key), { bold: true }),
    ]);
    const rows = item.points.map(({ figure, claim }) => [
      [this.#quotation(figure)],
      [this.#quotation(`«${claim.text}»`)],
      [this.run(frame.chain(claim)), new FootnoteReferenceRun(claim.note + 1)],
    ]);
    return [
      this.paragraph([this.run(frame.series(item), { bold: true })], { keepNext: true }),
      new Table({
        visuallyRightToLeft: this.#rtl,
        width: { size: 100, type: WidthType.PERCENTAGE },
        rows: [head, ...rows].map(
          (cells, index) =>
            new TableRow({
              tableHeader: index === 0,
              cantSplit: true,
              children: cells.map((cell) => new TableCell({ children: [this.paragraph(cell)] })),
            }),
        ),
      }),
      this.paragraph([]),
    ];
  }

  #item(children: readonly ParagraphChild[], level = 0): Paragraph {
    return this.paragraph(children, { bullet: { level } });
  }

  /** The words, who says them, and the note with the evidence. */
  #sentence(cited: Cited): ParagraphChild[] {
    return [
      this.#quotation(`«${cited.text}»`),
      this.run(` — ${this.#frame.chain(cited)}${this.#frame.say('period')}`),
      new FootnoteReferenceRun(cited.note + 1),
    ];
  }

  /** Words of a report: Arabic, whatever the frame is in. */
  #quotation(text: string, options: IRunOptions = {}): TextRun {
    return new TextRun({ ...options, text: oneLine(text), rightToLeft: true, language: { bidirectional: 'ar-SA' } });
  }

  note({ report, start, end, prefix, exact, suffix }: Note): Paragraph {
    const size = { size: SIZE.note, sizeComplexScript: SIZE.note };
    return this.paragraph(
      [
        this.run(`${this.#frame.report(report)} (`, size),
        new TextRun({ ...size, text: `${report.document}, ${start}–${end}` }),
        this.run('): ', size),
        this.#quotation(`…${prefix}`, size),
        this.#quotation(exact, { ...size, bold: true, boldComplexScript: true }),
        this.#quotation(`${suffix}…`, size),
      ],
      { spacing: { after: 40 } },
    );
  }

  pageNumber(): Paragraph {
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      children: [new TextRun({ children: [PageNumber.CURRENT] })],
    });
  }
}

/** What XML can't hold, and line ends, are spaces. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ');
}
