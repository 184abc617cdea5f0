import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Reports put together from a few words: many, different, and the same at every run. */

const OUTLETS = ['صحيفة المرفأ', 'الضفتان نت', 'إذاعة الرافدين', 'وكالة الفرات', 'مجلة الضفاف'];
const SPEAKERS = ['مدير السد', 'رئيس البلدية', 'مصدر طبي', 'الناطق باسم الدفاع المدني', 'شاهد عيان'];
const VERBS = ['قال', 'أعلن', 'أكد', 'ذكر', 'أوضح'];
const THINGS = ['عائلة نزحت من القرية', 'منزلا غمرته المياه', 'جريحا نقلوا إلى المستشفى', 'كيلومترا من الطريق انهارت'];

export function generatedReport(number: number): string {
  const pick = (list: readonly string[], step: number): string => list[Math.floor(number / step) % list.length]!;
  const sentences = Array.from({ length: 4 + (number % 5) }, (_, i) => {
    const [speaker, verb, thing] = [pick(SPEAKERS, i + 1), pick(VERBS, 2 * i + 1), pick(THINGS, i + 3)];
    return `و${verb} ${speaker} إن ${number * 7 + i * 13} ${thing}.`;
  });
  return `${pick(OUTLETS, 1)}: تقرير رقم ${number} عن انهيار السد\n\n${sentences.join(' ')}\n`;
}

/** Writes reports into a folder with two folders in it; every tenth has the bytes of the one before. */
export async function writeReports(folder: string, count: number): Promise<void> {
  for (const half of ['أول', 'ثان']) await mkdir(join(folder, half), { recursive: true });
  for (let number = 0; number < count; number++) {
    const half = number % 2 === 0 ? 'أول' : 'ثان';
    const report = generatedReport(number % 10 === 9 ? number - 1 : number);
    await writeFile(join(folder, half, `${String(number).padStart(4, '0')}.txt`), report);
  }
}
