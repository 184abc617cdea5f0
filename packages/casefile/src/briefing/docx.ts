import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  FootnoteReferenceRun,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  LevelFormat,
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
import { piecesOf } from './isolates.ts';
import type { Briefing, Cited, GroupItem, Note, Section, SeriesItem, SeriesPoint } from './model.ts';
import { FIGURE_COLUMNS, headingOf, OTHER_COLUMNS, partedItems, SOURCE_COLUMNS, summaryOf } from './outline.ts';
import { barsOf, barText } from './plot.ts';

/** A briefing as a Word file: real headings, and the evidence in footnotes. */

/** For Arabic script; Word and LibreOffice take their own where the machine lacks it. */
const FACE = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', cs: 'Amiri', eastAsia: 'Times New Roman' };

/** Half points. */
const SIZE = { text: 24, note: 18, topic: 28, part: 32, title: 40 };

const LIST = 'items';
/** Twentieths of a point by which a level of a list stands in. */
const INDENT = 360;

/** Shares of a table's width, in hundredths. */
const FIGURE_WIDTHS = [16, 18, 38, 28];
const OTHER_WIDTHS = [20, 45, 35];
const SOURCE_WIDTHS = [55, 15, 15, 15];

export async function briefingDocx(briefing: Briefing, frame: Frame): Promise<Uint8Array> {
  const { sections, notes, introduction, weighed } = briefing;
  const writer = new Writer(frame, notes);
  const title = briefing.title ?? frame.say('title', { name: briefing.name });
  const children = [
    writer.paragraph(writer.runs(title), { heading: HeadingLevel.TITLE }),
    ...(introduction === null ? [] : introduction.split(/\n+/).map((text) => writer.paragraph(writer.runs(text)))),
    ...summaryOf(briefing, frame).map((sentence) => writer.paragraph(writer.runs(sentence))),
    ...(weighed
      ? []
      : [writer.paragraph(writer.runs(frame.say('unweighed'), { bold: true, boldComplexScript: true }))]),
    ...(sections.length === 0 ? [writer.paragraph(writer.runs(frame.say('nothing')))] : []),
    ...sections.flatMap((_, at) => writer.section(sections, at)),
  ];
  const document = new Document({
    creator: 'Isnad',
    title,
    footnotes: writer.footnotes,
    numbering: { config: [{ reference: LIST, levels: [0, 1, 2].map((level) => writer.listLevel(level)) }] },
    styles: {
      default: {
        document: { run: writer.style(SIZE.text) },
        title: { run: { ...writer.style(SIZE.title), bold: true, boldComplexScript: true } },
        heading1: { run: { ...writer.style(SIZE.part), bold: true, boldComplexScript: true } },
        heading2: { run: { ...writer.style(SIZE.topic), bold: true, boldComplexScript: true } },
        footnoteText: { run: writer.style(SIZE.note) },
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
  readonly #notes: readonly Note[];
  /** By number: Word numbers footnotes as it meets them, and lets each be referred to once. */
  readonly footnotes: Record<string, { readonly children: Paragraph[] }> = {};
  readonly #numbers = new Map<number, number>();

  constructor(frame: Frame, notes: readonly Note[]) {
    this.#frame = frame;
    this.#notes = notes;
    this.#rtl = frame.direction === 'rtl';
  }

  style(size: number): IRunOptions {
    return { font: FACE, size, sizeComplexScript: size, color: '000000' };
  }

  listLevel(level: number) {
    const indent = { start: INDENT * (level + 1), hanging: INDENT / 2 };
    const text = level === 0 ? '•' : '–';
    return {
      level,
      format: LevelFormat.BULLET,
      text,
      alignment: AlignmentType.START,
      style: { paragraph: { indent } },
    };
  }

  paragraph(children: readonly ParagraphChild[], options: Omit<IParagraphOptions, 'children'> = {}): Paragraph {
    return new Paragraph({ bidirectional: this.#rtl, spacing: { after: 120 }, ...options, children: [...children] });
  }

  /** A sentence of the frame: what is isolated in it is a run of its own direction. */
  runs(text: string, options: IRunOptions = {}): TextRun[] {
    return piecesOf(text).flatMap((piece) =>
      piece.isolated ? this.#apart(this.#foreign(piece.text, options)) : [this.#run(piece.text, options)],
    );
  }

  /** Marks of the frame's direction around a run, so that a dash between two of the other stays where it is. */
  #apart(...runs: readonly TextRun[]): TextRun[] {
    const mark = () => this.#run(this.#rtl ? '\u200f' : '\u200e', {});
    return [mark(), ...runs, mark()];
  }

  #run(text: string, options: IRunOptions): TextRun {
    const language = this.#rtl ? { bidirectional: 'ar-SA' } : { value: 'en-GB' };
    return new TextRun({ ...options, text: oneLine(text), rightToLeft: this.#rtl, language });
  }

  /** Words that run the other way than the frame, by their script. */
  #foreign(text: string, options: IRunOptions): TextRun {
    return /\p{Script=Arabic}/u.test(text)
      ? this.#quotation(text, options)
      : new TextRun({ ...options, text: oneLine(text), language: { value: 'en-GB' } });
  }

  /** Words of a report: Arabic, whatever the frame is in. */
  #quotation(text: string, options: IRunOptions = {}): TextRun {
    // Marks at its ends keep the quotation marks there in their place.
    const words = this.#rtl ? oneLine(text) : `\u200f${oneLine(text)}\u200f`;
    return new TextRun({ ...options, text: words, rightToLeft: true, language: { bidirectional: 'ar-SA' } });
  }

  #quoted(text: string): TextRun[] {
    const quotation = this.#quotation(text);
    return this.#rtl ? [quotation] : this.#apart(quotation);
  }

  section(sections: readonly Section[], at: number): Array<Paragraph | Table> {
    const frame = this.#frame;
    const section = sections[at]!;
    const { part, about, topic } = headingOf(sections, at, frame);
    return [
      ...(part === null ? [] : [this.#heading(part, HeadingLevel.HEADING_1)]),
      ...(about === null ? [] : [this.#aside(about, true)]),
      ...(topic === null ? [] : [this.#heading(frame.own(topic), HeadingLevel.HEADING_2)]),
      ...this.#items(section),
      ...(section.more > 0 ? [this.#aside(frame.say('more', { count: section.more }))] : []),
    ];
  }

  #heading(text: string, heading: (typeof HeadingLevel)[keyof typeof HeadingLevel]): Paragraph {
    return this.paragraph(this.runs(text), { heading, keepNext: true, spacing: { before: 240, after: 80 } });
  }

  #aside(text: string, keepNext = false): Paragraph {
    return this.paragraph(this.runs(text, { color: '555555' }), { keepNext });
  }

  #items(section: Section): Array<Paragraph | Table> {
    const frame = this.#frame;
    switch (section.kind) {
      case 'groups': {
        const { shared, alone } = partedItems(section.items);
        return [
          ...shared.flatMap((item) => this.#group(item)),
          ...(alone.length === 0 ? [] : [this.#label('alone')]),
          ...alone.map(({ head }) => this.#item(this.#sentence(head), 1)),
        ];
      }
      case 'figures':
        return [
          ...section.items.flatMap((item) => this.#series(item)),
          ...(section.others.length === 0 ? [] : this.#otherFigures(section.others)),
        ];
      case 'copies':
        return section.items.map((copy) => this.#item(this.runs(frame.copy(copy))));
      case 'sources': {
        const rows = section.items.map(({ name, originated, relayed, published }) => [
          this.runs(frame.own(name)),
          ...[originated, relayed, published].map((count) => this.runs(frame.number(count))),
        ]);
        return [this.#table(SOURCE_COLUMNS, SOURCE_WIDTHS, rows)];
      }
      default:
        return section.items.flatMap(({ message, claims }) => [
          this.#item(this.runs(frame.pick(message), { bold: true, boldComplexScript: true }), 0, claims.length > 0),
          ...claims.map((claim) => this.#item(this.#sentence(claim), 1)),
        ]);
    }
  }

  #group(item: GroupItem): Paragraph[] {
    const frame = this.#frame;
    const { head, others, conflicts, more } = item;
    return [
      this.paragraph(this.#sentence(head), { keepNext: true, spacing: { before: 200, after: 60 } }),
      this.#aside(frame.grade(item)),
      ...(others.length > 0 ? [this.#label('also')] : []),
      ...others.map((other) => this.#item(this.#sentence(other), 1)),
      ...(more > 0 ? [this.#item(this.runs(frame.say('more', { count: more })), 1)] : []),
      ...(conflicts.length > 0 ? [this.#label('against')] : []),
      ...conflicts.map(({ claim }) => this.#item(this.#sentence(claim), 1)),
    ];
  }

  #label(key: string): Paragraph {
    return this.paragraph(this.runs(this.#frame.say(key)), { keepNext: true, spacing: { before: 80, after: 40 } });
  }

  #series(item: SeriesItem): Array<Paragraph | Table> {
    const frame = this.#frame;
    const bars = barsOf(item.points);
    const rows = item.points.map(({ figure, claim }, at) => [
      [this.#quotation(figure)],
      [this.#run(barText(bars[at]!), { size: SIZE.note, color: '555555' })],
      [this.#quotation(`«${claim.text}»`)],
      [...this.runs(frame.chain(claim)), this.#reference(claim.note)],
    ]);
    return [
      this.paragraph(this.runs(frame.series(item), { bold: true, boldComplexScript: true }), { keepNext: true }),
      this.#table(FIGURE_COLUMNS, FIGURE_WIDTHS, rows),
      this.paragraph([], { spacing: { after: 40 } }),
      ...(item.more > 0 ? [this.#item(this.runs(frame.say('more', { count: item.more })))] : []),
      ...item.because.map((because) => this.#item(this.runs(`${frame.pick(because)}.`))),
    ];
  }

  #otherFigures(points: readonly SeriesPoint[]): Array<Paragraph | Table> {
    const rows = points.map(({ figure, claim }) => [
      [this.#quotation(figure)],
      [this.#quotation(`«${claim.text}»`)],
      [...this.runs(this.#frame.chain(claim)), this.#reference(claim.note)],
    ]);
    const title = this.runs(this.#frame.say('other figures'), { bold: true, boldComplexScript: true });
    return [this.paragraph(title, { keepNext: true }), this.#table(OTHER_COLUMNS, OTHER_WIDTHS, rows)];
  }

  #table(columns: readonly string[], widths: readonly number[], rows: readonly (readonly ParagraphChild[])[][]): Table {
    const head = columns.map((key) => this.runs(this.#frame.say(key), { bold: true, boldComplexScript: true }));
    const line = { style: BorderStyle.SINGLE, size: 4, color: 'BBBBBB' };
    const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
    return new Table({
      visuallyRightToLeft: this.#rtl,
      width: { size: 100, type: WidthType.PERCENTAGE },
      borders: { top: line, bottom: line, left: none, right: none, insideHorizontal: line, insideVertical: none },
      rows: [head, ...rows].map(
        (cells, index) =>
          new TableRow({
            tableHeader: index === 0,
            cantSplit: true,
            children: cells.map(
              (cell, i) =>
                new TableCell({
                  width: { size: widths[i]!, type: WidthType.PERCENTAGE },
                  children: [this.paragraph(cell, { spacing: { before: 40, after: 40 } })],
                }),
            ),
          }),
      ),
    });
  }

  #item(children: readonly ParagraphChild[], level = 0, keepNext = false): Paragraph {
    return this.paragraph(children, { numbering: { reference: LIST, level }, keepNext, spacing: { after: 60 } });
  }

  /** The words, who says them, and the note with the evidence. */
  #sentence(cited: Cited): ParagraphChild[] {
    return [
      ...this.#quoted(`«${cited.text}»`),
      ...this.runs(` — ${this.#frame.chain(cited)}${this.#frame.say('period')}`),
      this.#reference(cited.note),
    ];
  }

  /** A footnote with the evidence; where the same words were cited before, one that points there. */
  #reference(note: number): FootnoteReferenceRun {
    const number = Object.keys(this.footnotes).length + 1;
    const first = this.#numbers.get(note);
    if (first === undefined) this.#numbers.set(note, number);
    const again = first === undefined ? null : this.#frame.say('note again', { number: first });
    const size = { size: SIZE.note, sizeComplexScript: SIZE.note };
    const paragraph = again === null ? this.#note(this.#notes[note]!) : this.paragraph(this.runs(` ${again}`, size));
    this.footnotes[number] = { children: [paragraph] };
    return new FootnoteReferenceRun(number);
  }

  #note({ report, start, end, prefix, exact, suffix }: Note): Paragraph {
    const size = { size: SIZE.note, sizeComplexScript: SIZE.note };
    return this.paragraph(
      [
        ...this.runs(` ${this.#frame.report(report)}: `, size),
        ...this.#apart(
          this.#quotation(`…${prefix}`, size),
          this.#quotation(exact, { ...size, bold: true, boldComplexScript: true }),
          this.#quotation(`${suffix}…`, size),
        ),
        this.#run(' ', size),
        new TextRun({ ...size, text: `${report.document}, ${start}–${end}`, color: '777777' }),
      ],
      { spacing: { after: 40 } },
    );
  }

  pageNumber(): Paragraph {
    return new Paragraph({
      alignment: AlignmentType.CENTER,
      bidirectional: this.#rtl,
      children: [new TextRun({ children: [PageNumber.CURRENT], rightToLeft: this.#rtl })],
    });
  }
}

/** What XML can't hold, and line ends, are spaces. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}\ufffe\uffff]+/gu, ' ');
}
