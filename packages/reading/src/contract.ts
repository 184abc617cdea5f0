/**
 * The Reading as scripts outside the project see it: what `isnad read` prints. All offsets are UTF-16 code units into
 * `text`, end exclusive, and `text.slice(span.start, span.end) === span.text` for every span. Fields may be added;
 * what is here keeps its name and meaning.
 */

/** Words of the document. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export type BlockKind = 'title' | 'dateline' | 'heading' | 'paragraph' | 'item' | 'caption';

export interface BlockSpan extends Span {
  readonly kind: BlockKind;
}

export type MentionType = 'person' | 'organization' | 'group' | 'place' | 'media' | 'document' | 'nationality';

/** Somebody or something that the document names: one for all its forms. */
export interface Entity {
  readonly id: string;
  readonly type: MentionType;
  /** The fullest form in the document. */
  readonly name: string;
  /** The other forms, as written. */
  readonly aliases: readonly string[];
}

export interface Mention extends Span {
  readonly type: MentionType;
  /** Id of the entity; null for a description whose antecedent the document does not give. */
  readonly entity: string | null;
}

export type NumberKind = 'cardinal' | 'ordinal' | 'fraction' | 'percent';

export interface NumberSpan extends Span {
  readonly value: number;
  readonly kind: NumberKind;
}

export type Hedge = 'about' | 'more than' | 'less than' | 'at least' | 'at most' | 'up to';
export type Per = 'hour' | 'day' | 'week' | 'month' | 'year';
export type FigureKind = 'count' | 'rate' | 'share' | 'money' | 'measure' | 'ratio';
export type FigureRole = 'stock' | 'flow' | 'part' | 'share' | 'change' | 'ratio' | 'measure' | 'age' | 'money';

export interface Figure extends Span {
  /** Stated bounds: equal for a point, null where open. A reversed range keeps its order as written. */
  readonly low: number | null;
  readonly high: number | null;
  readonly hedge: Hedge | null;
  readonly open: boolean;
  /** True for "thousands", "dozens": bounds from the word, not from a number. */
  readonly vague: boolean;
  /** The head noun as written, `percent` or `fraction`; null when nothing is counted. */
  readonly unit: string | null;
  readonly per: Per | null;
  readonly kind: FigureKind;
  readonly role?: FigureRole;
  /** Index in `figures` of the whole that this is a part of, or of what it is compared with. */
  readonly of?: number;
}

export type DateMod = 'start' | 'mid' | 'end' | 'rest' | 'before' | 'after' | 'since' | 'until';
export type DateAnchor = 'publication' | 'quoted';

export interface DateSpan extends Span {
  /** ISO 8601 / TIMEX3; null when the words place nothing that can be told. */
  readonly timex: string | null;
  /** ISO dates, both ends included; null until the expression can be resolved. */
  readonly earliest: string | null;
  readonly latest: string | null;
  /** ISO 8601 duration, where the words state one. */
  readonly duration?: string;
  /** Part of the period that is meant (نهاية العام), or the side of it (منذ 2011). */
  readonly mod?: DateMod;
  /** The date as the text gives it, by the Hijri calendar: `1437-07-26`. */
  readonly hijri?: string;
  /**
   * For words that hang on the day of speaking: `publication` when that is this document's date, `quoted` when it is
   * the date of another outlet's report, which is not known, so that nothing is resolved.
   */
  readonly anchor?: DateAnchor;
}

export type AttributionKind = 'direct' | 'indirect' | 'mixed';
export type Stance = 'states' | 'denies' | 'alleges' | 'expects' | 'warns' | 'demands' | 'asks' | 'believes';

/** One piece of content that the text credits to a source. */
export interface Attribution {
  readonly id: string;
  readonly cue: Span;
  /** The source as named in this clause; null when it is only in the verb's form or a pronoun. */
  readonly source: Span | null;
  /** Who that is in full, from the document; null when the document does not tell. */
  readonly resolved: string | null;
  readonly entity: string | null;
  readonly content: Span;
  readonly kind: AttributionKind;
  readonly stance: Stance;
  /** Id of the attribution whose content holds this one as a further link. */
  readonly within: string | null;
  /** Words beside the content that the crediting may reach as well, where the text leaves it open. */
  readonly open?: Span;
  /** The outlet to which it was said («قال الوزير لرويترز»), in full: a link of the chain before the source. */
  readonly told?: { readonly name: string; readonly entity: string | null };
  /** The rule or feature that decided, for `--why`. */
  readonly why?: string;
}

export interface ChainLink {
  readonly entity: string | null;
  readonly name: string;
  readonly attribution: string | null;
}

export type Modality = 'stated' | 'denied' | 'alleged' | 'hedged' | 'planned';

/** A single assertion. Its chain runs from the outermost named relay to the origin; empty: the document's own voice. */
export interface Claim extends Span {
  readonly id: string;
  readonly chain: readonly ChainLink[];
  readonly modality: Modality;
  /** Indexes in `figures`, `dates` and `mentions`. */
  readonly figures: readonly number[];
  readonly dates: readonly number[];
  readonly mentions: readonly number[];
  /** True for what a noun phrase or a described noun takes for granted rather than asserts. */
  readonly presupposed?: boolean;
  /** Attributions that may reach this claim, where the text leaves it open. */
  readonly chainOpen?: readonly string[];
}

export type CauseKind = 'cause' | 'purpose' | 'pretext' | 'sign' | 'order';

export interface Cause {
  readonly cause: Span;
  readonly effect: Span;
  readonly marker: Span;
  readonly attribution: string | null;
  readonly kind: CauseKind;
}

/**
 * What people whom the text describes and does not name did, refused, planned or were made to do: «رفض رجلان من كوسوفو
 * القتال». Only the words of this document: no act is tied to a named person or to another document. Its span holds
 * all that is told in it.
 */
export interface Act extends Span {
  /** The words that describe them. */
  readonly who: Span;
  /** How many, where the words give one number; null for «البعض», «آلاف». */
  readonly count: number | null;
  /** Masculine singular, as adjectives of nationality are listed: بلجيكي, also for «من بلجيكا». */
  readonly nationality?: string;
  /** The clause from its verb on; it holds `who` where the verb stands before them. */
  readonly act: Span;
  /** The reason as the text gives it, without its marker. */
  readonly reason?: Span;
  readonly reasonKind?: ActReason;
  readonly when?: Span;
  readonly where?: Span;
  /** Id of the innermost attribution in whose content the act is told. */
  readonly attribution: string | null;
}

/** Mere order in time and signs are no reasons. */
export type ActReason = Exclude<CauseKind, 'order' | 'sign'>;

/** Something that one finds wrong, or open, in the document itself. */
export interface Flag {
  readonly kind: string;
  readonly spans: readonly Span[];
  /** In Arabic, for the person who reads. */
  readonly message: string;
}

export interface Reading {
  readonly id: string;
  readonly language: 'ar';
  readonly text: string;
  readonly published: string | null;
  readonly outlet: string | null;
  readonly blocks: readonly BlockSpan[];
  readonly sentences: readonly Span[];
  readonly entities: readonly Entity[];
  readonly mentions: readonly Mention[];
  readonly numbers: readonly NumberSpan[];
  readonly figures: readonly Figure[];
  readonly dates: readonly DateSpan[];
  readonly attributions: readonly Attribution[];
  readonly claims: readonly Claim[];
  readonly causes: readonly Cause[];
  readonly acts: readonly Act[];
  readonly flags: readonly Flag[];
}
