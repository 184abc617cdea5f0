/** Arabic numbers and dates written out in words, in the styles that reports use, for tests that read them back. */

export interface NumeralStyle {
  /** Gender of the noun counted. */
  readonly feminine: boolean;
  /** Nominative (عشرون, مئتان) or the other cases (عشرين, مئتين). */
  readonly nominative: boolean;
  readonly hundred: 'مئة' | 'مائة' | 'مية';
  /** ثلاثمئة in one word or two. */
  readonly joinedHundreds: boolean;
  /** و written onto the next word, or apart. */
  readonly joinedAnd: boolean;
  /** ة and ى as careless writers have them: ه and ي. */
  readonly careless: boolean;
}

const UNITS = ['', 'واحد', 'اثنان', 'ثلاثة', 'أربعة', 'خمسة', 'ستة', 'سبعة', 'ثمانية', 'تسعة'];
const UNITS_FEMININE = ['', 'واحدة', 'اثنتان', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثماني', 'تسع'];
const HUNDREDS_STEM = ['', '', '', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'];
const TENS_STEM = ['', '', 'عشر', 'ثلاث', 'أربع', 'خمس', 'ست', 'سبع', 'ثمان', 'تسع'];
const SCALES: ReadonlyArray<{ value: number; one: string; two: string; many: string }> = [
  { value: 1e12, one: 'تريليون', two: 'تريليون', many: 'تريليونات' },
  { value: 1e9, one: 'مليار', two: 'مليار', many: 'مليارات' },
  { value: 1e6, one: 'مليون', two: 'مليون', many: 'ملايين' },
  { value: 1e3, one: 'ألف', two: 'ألف', many: 'آلاف' },
];

/** A whole number from 0 to 10¹² + 999 in words. */
export function inWords(value: number, style: NumeralStyle): string {
  if (value === 0) return 'صفر';
  const parts: string[] = [];
  let rest = value;
  for (const scale of SCALES) {
    const count = Math.floor(rest / scale.value);
    rest %= scale.value;
    if (count > 0) parts.push(scaled(count, scale, style));
  }
  if (rest > 0) parts.push(belowThousand(rest, style));
  const text = parts.join(style.joinedAnd ? ' و' : ' و ');
  return style.careless
    ? text.replaceAll('ة', 'ه').replaceAll('ى', 'ي').replaceAll('أ', 'ا').replaceAll('آ', 'ا')
    : text;
}

/** 101 … 2999 from the units up, as old and official texts write years: ست وتسعين وتسعمئة وألف. */
export function inRisingWords(value: number, style: NumeralStyle): string {
  const hundreds = Math.floor((value % 1000) / 100) * 100;
  const parts = [value % 100, hundreds, Math.floor(value / 1000) * 1000].filter((part) => part > 0);
  return parts.map((part) => inWords(part, style)).join(style.joinedAnd ? ' و' : ' و ');
}

function scaled(count: number, scale: (typeof SCALES)[number], style: NumeralStyle): string {
  if (count === 1) return scale.one;
  if (count === 2) return scale.two + (style.nominative ? 'ان' : 'ين');
  // What is counted is the scale, a masculine noun.
  const words = belowThousand(count, { ...style, feminine: false });
  const last = count % 100;
  return `${words} ${last >= 3 && last <= 10 ? scale.many : scale.one}`;
}

function belowThousand(value: number, style: NumeralStyle): string {
  const hundreds = Math.floor(value / 100);
  const rest = value % 100;
  const parts: string[] = [];
  if (hundreds === 1) parts.push(style.hundred);
  else if (hundreds === 2) parts.push(`${style.hundred.slice(0, -1)}ت${style.nominative ? 'ان' : 'ين'}`);
  else if (hundreds > 2) parts.push(`${HUNDREDS_STEM[hundreds]}${style.joinedHundreds ? '' : ' '}${style.hundred}`);
  if (rest > 0) parts.push(belowHundred(rest, style));
  return parts.join(style.joinedAnd ? ' و' : ' و ');
}

function belowHundred(value: number, style: NumeralStyle): string {
  const unit = value % 10;
  const ten = Math.floor(value / 10);
  if (ten === 0) return unitWord(unit, style);
  if (value === 10) return style.feminine ? 'عشر' : 'عشرة';
  if (ten === 1) {
    const tail = style.feminine ? 'عشرة' : 'عشر';
    if (unit === 1) return `${style.feminine ? 'إحدى' : 'أحد'} ${tail}`;
    if (unit === 2) return `${style.feminine ? 'اثنت' : 'اثن'}${style.nominative ? 'ا' : 'ي'} ${tail}`;
    return `${unitWord(unit, style)} ${tail}`;
  }
  const tens = `${TENS_STEM[ten]}${style.nominative ? 'ون' : 'ين'}`;
  if (unit === 0) return tens;
  return `${unitWord(unit, style)}${style.joinedAnd ? ' و' : ' و '}${tens}`;
}

function unitWord(unit: number, style: NumeralStyle): string {
  const word = (style.feminine ? UNITS_FEMININE : UNITS)[unit] ?? '';
  return unit === 2 && !style.nominative ? word.replace('ان', 'ين') : word;
}

/** Digits as the three keyboards write them. */
export function inDigits(value: number | string, kind: 'ascii' | 'arabic' | 'persian'): string {
  const zero = { ascii: 0x30, arabic: 0x660, persian: 0x6f0 }[kind];
  return String(value).replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit)));
}

/** The months in the naming systems of the press, January first. */
export const MONTHS: Readonly<Record<'egyptian' | 'levantine' | 'algerian' | 'moroccan', readonly string[]>> = {
  egyptian: [
    'يناير',
    'فبراير',
    'مارس',
    'أبريل',
    'مايو',
    'يونيو',
    'يوليو',
    'أغسطس',
    'سبتمبر',
    'أكتوبر',
    'نوفمبر',
    'ديسمبر',
  ],
  levantine: [
    'كانون الثاني',
    'شباط',
    'آذار',
    'نيسان',
    'أيار',
    'حزيران',
    'تموز',
    'آب',
    'أيلول',
    'تشرين الأول',
    'تشرين الثاني',
    'كانون الأول',
  ],
  algerian: ['جانفي', 'فيفري', 'مارس', 'أفريل', 'ماي', 'جوان', 'جويلية', 'أوت', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر'],
  moroccan: ['يناير', 'فبراير', 'مارس', 'أبريل', 'ماي', 'يونيو', 'يوليوز', 'غشت', 'شتنبر', 'أكتوبر', 'نونبر', 'دجنبر'],
};
