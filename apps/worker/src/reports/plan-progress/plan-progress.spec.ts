import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { buildSchema, parse, validate } from 'graphql';
import JSZip from 'jszip';
import { expect, test } from 'vitest';
import type { Locale } from '../report-kind.ts';
import { smallPlan, taskData } from './plan-progress.fixture.ts';
import { planProgress } from './plan-progress.ts';
import { planQuestion, tasksQuestion } from './query.ts';

const documents = {
  vi: await opened('vi'),
  en: await opened('en'),
};

test('what it asks is in the schema of the API', () => {
  const schemaFile = new URL('../../../../api/schema.graphql', import.meta.url);
  const schema = buildSchema(readFileSync(schemaFile, 'utf8'), { assumeValidSDL: true });
  for (const question of [planQuestion, tasksQuestion])
    expect(validate(schema, parse(question)).map(({ message }) => message)).toEqual([]);
});

test('the same data give the same bytes, also side by side', async () => {
  const digest = async () => {
    const { bytes } = await planProgress.render(smallPlan, 'vi');
    return createHash('sha256').update(bytes).digest('hex');
  };
  const digests = [await digest(), ...(await Promise.all([digest(), digest()]))];
  expect(new Set(digests).size).toBe(1);
});

test('other data give other bytes', async () => {
  const [task = taskData({ id: 't' }), ...others] = smallPlan.tasks;
  const changed = { ...smallPlan, tasks: [{ ...task, percent: 41 }, ...others] };
  const [one, other] = [await planProgress.render(smallPlan, 'vi'), await planProgress.render(changed, 'vi')];
  expect(Buffer.compare(one.bytes, other.bytes)).not.toBe(0);
});

test.each([
  ['vi', '25/KH-UBND', 'bao-cao-tien-do-25-KH-UBND-2023-09-30.docx'],
  ['vi', null, 'bao-cao-tien-do-ke-hoach-2023-2023-09-30.docx'],
  ['en', '25/KH-UBND', 'progress-report-25-KH-UBND-2023-09-30.docx'],
  ['en', null, 'progress-report-plan-2023-2023-09-30.docx'],
] as const)('in %s a plan numbered %s gives the file %s', async (locale, number, name) => {
  const data = { ...smallPlan, plan: { ...smallPlan.plan, number } };
  expect((await planProgress.render(data, locale)).fileName).toBe(name);
});

test('it stands on A4 with the margins of Decree 30: the report upright, the annex across', () => {
  const sections = documents.vi.xml.match(/<w:sectPr>.*?<\/w:sectPr>/gu) ?? [];
  expect(sections).toHaveLength(2);
  expect(sections[0]).toContain('<w:pgSz w:w="11906" w:h="16838" w:orient="portrait"/>');
  expect(sections[1]).toContain('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>');
  for (const section of sections) {
    const [top = 0, right = 0, bottom = 0, left = 0] = (
      /w:top="(\d+)" w:right="(\d+)" w:bottom="(\d+)" w:left="(\d+)"/u.exec(section)?.slice(1) ?? []
    ).map((twips) => Number(twips) / 56.6929);
    expect([top, bottom].every((side) => side >= 19.9 && side <= 25.1)).toBe(true);
    expect(left).toBeGreaterThanOrEqual(29.9);
    expect(left).toBeLessThanOrEqual(35.1);
    expect(right).toBeGreaterThanOrEqual(14.9);
    expect(right).toBeLessThanOrEqual(20.1);
  }
});

test('it is set in Times New Roman, 13 points', async () => {
  const styles = await documents.vi.part('word/styles.xml');
  expect(styles).toContain('Times New Roman');
  expect(styles).toContain('<w:sz w:val="26"/>');
});

test('above the title stand the nation, the motto, the issuer, the number and the day', () => {
  expect(documents.vi.lines.slice(0, 8)).toEqual([
    'ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ',
    'SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số:        /BC',
    'Thừa Thiên Huế, ngày 30 tháng 9 năm 2023',
    'BÁO CÁO',
    'Tiến độ thực hiện Kế hoạch số 25/KH-UBND ngày 03/02/2023 của UBND tỉnh Thừa Thiên Huế về truyền thông về bình đẳng giới năm 2023',
  ]);
});

test('the text calls the plan by its number and day, and leaves its title to the heading', () => {
  expect(documents.vi.lines).toContain(
    'Thực hiện Kế hoạch số 25/KH-UBND ngày 03/02/2023 của UBND tỉnh Thừa Thiên Huế, Sở Lao động - Thương binh và Xã hội báo cáo tình hình tính đến 17 giờ 05 phút, ngày 30 tháng 9 năm 2023 như sau:',
  );
  expect(documents.en.lines).toContain(
    'Progress of the Plan for communication on gender equality, 2023 (No. 25/KH-UBND of 3 February 2023)',
  );
  expect(documents.en.lines).toContain(
    'Department of Labour, Invalids and Social Affairs reports how Plan No. 25/KH-UBND stands as of 17:05, 30 September 2023:',
  );
});

test('a plan whose number is not known is called without one', async () => {
  const { lines } = await opened('vi', { ...smallPlan, plan: { ...smallPlan.plan, number: null } });
  expect(lines[7]).toBe(
    'Tiến độ thực hiện Kế hoạch ngày 03/02/2023 của UBND tỉnh Thừa Thiên Huế về truyền thông về bình đẳng giới năm 2023',
  );
  const english = await opened('en', {
    ...smallPlan,
    plan: { ...smallPlan.plan, number: null, issuedOn: null },
  });
  expect(english.lines[7]).toBe('Progress of the Plan for communication on gender equality, 2023');
});

test('below the text stand the recipients and the signing office', () => {
  const at = documents.vi.lines.indexOf('Nơi nhận:');
  expect(documents.vi.lines.slice(at, at + 5)).toEqual([
    'Nơi nhận:',
    '- UBND tỉnh Thừa Thiên Huế (để báo cáo);',
    '- Các đơn vị chủ trì, phối hợp;',
    '- Lưu: VT.',
    'GIÁM ĐỐC',
  ]);
});

test('a plan that a department issued itself is dated from its province and goes to the committee above', async () => {
  const { draftingUnit } = smallPlan.plan;
  const data = { ...smallPlan, plan: { ...smallPlan.plan, issuingUnit: draftingUnit } };
  const { lines } = await opened('vi', data);
  expect(lines.slice(0, 6)).toEqual([
    'ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ',
    'SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
    'Độc lập - Tự do - Hạnh phúc',
    'Số:        /BC',
    'Thừa Thiên Huế, ngày 30 tháng 9 năm 2023',
  ]);
  expect(recipientsOf(lines, 'Nơi nhận:')).toEqual([
    '- UBND tỉnh Thừa Thiên Huế (để báo cáo);',
    '- Các đơn vị chủ trì, phối hợp;',
    '- Lưu: VT.',
  ]);
  const english = await opened('en', data);
  expect(english.lines.slice(0, 2)).toEqual([
    'PEOPLE&apos;S COMMITTEE OF THUA THIEN HUE PROVINCE',
    'DEPARTMENT OF LABOUR, INVALIDS AND SOCIAL AFFAIRS',
  ]);
  expect(english.lines).toContain('Thừa Thiên Huế, 30 September 2023');
});

test('a unit with nobody above it stands alone in the letterhead and reports to no one', async () => {
  const { issuingUnit } = smallPlan.plan;
  const data = { ...smallPlan, plan: { ...smallPlan.plan, draftingUnit: issuingUnit } };
  const { lines } = await opened('vi', data);
  expect(lines.slice(0, 2)).toEqual([
    'ỦY BAN NHÂN DÂN TỈNH THỪA THIÊN HUẾ',
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  ]);
  expect(recipientsOf(lines, 'Nơi nhận:')).toEqual(['- Các đơn vị chủ trì, phối hợp;', '- Lưu: VT.']);
  const english = await opened('en', data);
  expect(recipientsOf(english.lines, 'Recipients:')).toEqual([
    '- Lead and coordinating units;',
    '- Archive.',
  ]);
});

test('a place that is not known is left to the clerk', async () => {
  const nowhere = { ...smallPlan.plan.draftingUnit, parent: null };
  const plan = { ...smallPlan.plan, draftingUnit: nowhere, issuingUnit: nowhere };
  const { lines } = await opened('vi', { ...smallPlan, plan });
  expect(lines).toContain('.........., ngày 30 tháng 9 năm 2023');
});

test('units explain, the planner cancels, and every sentence has its subject', async () => {
  const nobody = { leadUnit: null, assignment: 'UNASSIGNED' };
  const tasks = [
    taskData({ id: 't1', code: 'A01', returnReason: 'Thiếu danh sách' }),
    taskData({ id: 't2', code: 'A02', ...nobody, returnReason: 'Thiếu ảnh' }),
    taskData({ id: 't3', code: 'A03', ...nobody, status: 'CANCELLED', cancelReason: 'Trùng việc' }),
  ];
  const vietnamese = await opened('vi', { ...smallPlan, tasks });
  const title = 'Rà soát cán bộ nữ trong diện quy hoạch';
  expect(partOf(vietnamese.lines, 'IV. ', 'V. ')).toEqual([
    `- A01. ${title}: Sở LĐTBXH bị trả lại để bổ sung: Thiếu danh sách`,
    `- A02. ${title}: Đơn vị chủ trì bị trả lại để bổ sung: Thiếu ảnh`,
    'Nhiệm vụ do đơn vị lập kế hoạch hủy và lý do:',
    `- A03. ${title}: Trùng việc`,
  ]);
  const english = await opened('en', { ...smallPlan, tasks: tasks.slice(1) });
  const titleEnglish = 'Review women in the planning of cadres';
  expect(partOf(english.lines, 'IV. ', 'V. ')).toEqual([
    `- A02. ${titleEnglish}: The lead unit was told to complete the work: Thiếu ảnh`,
    'Tasks that the planning unit cancelled, and why:',
    `- A03. ${titleEnglish}: Trùng việc`,
  ]);
});

test('a cancellation is no explanation of a unit', async () => {
  const tasks = [taskData({ id: 't1', status: 'CANCELLED', cancelReason: 'Trùng việc' })];
  const { lines } = await opened('vi', { ...smallPlan, tasks });
  expect(partOf(lines, 'IV. ', 'V. ')[0]).toBe('Không có giải trình, đề nghị.');
});

test('attendances are told by sex with the share of women, in all and by group', async () => {
  const counts = { countsPeople: true };
  const tasks = [
    taskData({ id: 't1', ...counts, people: { female: 1200, male: 800 } }),
    taskData({ id: 't2', sectionId: 's2', ...counts, people: { female: 100, male: 300 } }),
    taskData({ id: 't3', sectionId: 's2', ...counts }),
    taskData({ id: 't4', sectionId: null }),
  ];
  const vietnamese = await opened('vi', { ...smallPlan, tasks });
  expect(partOf(vietnamese.lines, 'VI. ', 'Nơi nhận:')).toEqual([
    'Các báo cáo tiến độ ghi nhận 2.400 lượt người tham gia: 1.300 lượt nữ, 1.100 lượt nam; tỷ lệ nữ đạt 54\u00a0%. Tính theo lượt tham dự, không phải số người riêng biệt.',
    'Có 1 nhiệm vụ cần đếm người tham gia nhưng chưa báo số liệu.',
    ...['Nhóm nhiệm vụ', 'Nữ (lượt)', 'Nam (lượt)', 'Tổng số (lượt)', 'Tỷ lệ nữ (%)'],
    'Chưa báo số liệu (nhiệm vụ)',
    ...['I. Công tác cán bộ nữ', '1.200', '800', '2.000', '60', '0'],
    ...['II. Truyền thông', '100', '300', '400', '25', '1'],
    ...['Tổng cộng', '1.300', '1.100', '2.400', '54', '1'],
  ]);
  const english = await opened('en', { ...smallPlan, tasks });
  expect(partOf(english.lines, 'VI. ', 'Recipients:')).toEqual([
    'Check-ins counted 2,400 attendances: 1,300 female, 1,100 male; the share of women is 54\u00a0%. These are attendances, not unique persons.',
    'Tasks that count people and have not stated any figure: 1.',
    ...['Group of tasks', 'Female', 'Male', 'All', 'Women (%)', 'Not stated (tasks)'],
    ...['I. Women in office', '1,200', '800', '2,000', '60', '0'],
    ...['II. Communication', '100', '300', '400', '25', '1'],
    ...['Total', '1,300', '1,100', '2,400', '54', '1'],
  ]);
});

test('what nobody counted is not told as nought, and where no task counts there is no part on it', async () => {
  const tasks = [taskData({ id: 't1', countsPeople: true })];
  const { lines } = await opened('vi', { ...smallPlan, tasks });
  expect(partOf(lines, 'VI. ', 'Nơi nhận:')[0]).toBe(
    'Chưa ghi nhận lượt người tham gia nào. Tính theo lượt tham dự, không phải số người riêng biệt.',
  );
  expect(partOf(lines, 'VI. ', 'Nơi nhận:').slice(-6)).toEqual(['Tổng cộng', '–', '–', '–', '–', '1']);
  const noughts = [taskData({ id: 't1', countsPeople: true, people: { female: 0, male: 0 } })];
  const counted = await opened('vi', { ...smallPlan, tasks: noughts });
  expect(partOf(counted.lines, 'VI. ', 'Nơi nhận:').slice(-6)).toEqual([
    'Tổng cộng',
    '0',
    '0',
    '0',
    '–',
    '0',
  ]);
  expect(documents.vi.lines.filter((line) => line.startsWith('VI. '))).toEqual([]);
});

test('the annex tells the due day of a task that is finished, and of an all-year task that it has none', async () => {
  const finished = { status: 'DONE_ON_TIME', dueOn: null, daysLeft: null } as const;
  const allYear = {
    kind: 'CHECK_INS',
    dueOn: null,
    periods: [{ id: 'q4', label: 'Quý IV', endsOn: '2023-12-31' }],
  };
  const { lines } = await opened('vi', {
    ...smallPlan,
    tasks: [
      taskData({
        id: 't1',
        code: 'A01',
        ...finished,
        schedule: { kind: 'DUE_DATE', dueOn: '2023-03-31', periods: [] },
      }),
      taskData({ id: 't2', code: 'A02', dueOn: '2023-12-31', schedule: allYear }),
    ],
  });
  expect(lines.slice(lines.indexOf('A01')).indexOf('31/03/2023')).toBe(3);
  expect(lines.slice(lines.indexOf('A02')).indexOf('Cả năm')).toBe(3);
});

test('the annex has a row for each task, with its units, day, percent and status', () => {
  const { lines } = documents.vi;
  const annex = lines.slice(lines.indexOf('PHỤ LỤC: TIẾN ĐỘ TỪNG NHIỆM VỤ'));
  const at = annex.indexOf('A01');
  expect(annex.slice(at, at + 8)).toEqual([
    'A01',
    'Rà soát cán bộ nữ trong diện quy hoạch',
    'Sở LĐTBXH',
    'Hội LHPN, Sở Y tế',
    '30/11/2023',
    '40',
    'Đang thực hiện',
    'Đã gửi công văn &lt;khẩn&gt; &amp; hướng dẫn',
  ]);
  expect(['B02.1', 'B02.2', 'C01'].every((code) => annex.includes(code))).toBe(true);
});

test('the annex tells the result of a finished task, and that one waits for confirmation', async () => {
  const checkIns = [{ text: 'Đang chuẩn bị', superseded: false }];
  const submissionSummary = 'Đã tập huấn 3 lớp';
  const { lines } = await opened('vi', {
    ...smallPlan,
    tasks: [
      taskData({ id: 't1', code: 'A01', status: 'DONE_ON_TIME', submissionSummary, checkIns }),
      taskData({ id: 't2', code: 'A02', submitted: true, submissionSummary, checkIns }),
    ],
  });
  // Nobody coordinates: of eight cells seven hold words.
  const noteOf = (code: string) => lines[lines.indexOf(code) + 6];
  expect(['A01', 'A02'].map(noteOf)).toEqual([
    'Đã tập huấn 3 lớp',
    'Đã báo cáo hoàn thành. Đã tập huấn 3 lớp',
  ]);
});

test('the picture is a PNG', async () => {
  const [path = ''] = documents.vi.paths.filter((name) => name.startsWith('word/media/'));
  const png = await documents.vi.bytes(path);
  expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
  expect(documents.vi.xml).toContain('Hình 1. Số nhiệm vụ theo tình trạng, từng nhóm nhiệm vụ');
});

test('invented data are flagged on the first page and at the foot of every page', async () => {
  const flag = 'DỮ LIỆU MINH HỌA';
  expect(documents.vi.lines.filter((line) => line.startsWith(flag))).toHaveLength(1);
  for (const path of documents.vi.paths.filter((name) => /^word\/footer\d\.xml$/u.test(name)))
    expect(await documents.vi.part(path)).toContain(flag);
  const real = {
    ...smallPlan,
    tasks: smallPlan.tasks.map((task) => ({ ...task, illustrative: false })),
  };
  const { part, paths } = await opened('vi', real);
  for (const path of paths.filter((name) => name.endsWith('.xml')))
    expect(await part(path)).not.toContain(flag);
});

test('the foot says of which moment it speaks and where that is in the log', async () => {
  const foot = await documents.vi.part('word/footer1.xml');
  expect(foot).toContain('17 giờ 05 phút, ngày 30 tháng 9 năm 2023');
  expect(foot).toContain('123456');
  expect(foot).toContain('plan-progress/3');
});

test('in English no Vietnamese word of ours is left', () => {
  const { lines } = documents.en;
  expect(lines).toContain('SOCIALIST REPUBLIC OF VIET NAM');
  expect(lines).toContain('DEPARTMENT OF LABOUR, INVALIDS AND SOCIAL AFFAIRS');
  expect(lines).toContain('- Overdue: 2 (29\u00a0%)');
  expect(lines).toContain('30 Nov 2023');
  expect(lines.filter((line) => /nhiệm vụ|Đơn vị|ngày|Quá hạn|Chủ trì/u.test(line))).toEqual([]);
});

test('a plan without tasks is a report too', async () => {
  const { lines } = await opened('vi', { ...smallPlan, tasks: [] });
  expect(lines).toContain('Không có nhiệm vụ quá hạn.');
});

/** The lines between two headings. */
function partOf(lines: readonly string[], from: string, to: string): string[] {
  const at = (heading: string) => lines.findIndex((line) => line.startsWith(heading));
  return lines.slice(at(from) + 1, at(to));
}

function recipientsOf(lines: readonly string[], label: string): string[] {
  const below = lines.slice(lines.indexOf(label) + 1);
  return below.slice(
    0,
    below.findIndex((line) => !line.startsWith('- ')),
  );
}

async function opened(locale: Locale, data = smallPlan) {
  const { bytes } = await planProgress.render(data, locale);
  const archive = await JSZip.loadAsync(bytes);
  const file = (path: string) => {
    const found = archive.file(path);
    if (found === null) throw new Error(`the document has no ${path}`);
    return found;
  };
  const xml = await file('word/document.xml').async('string');
  return {
    xml,
    lines: linesOf(xml),
    paths: Object.keys(archive.files),
    part: (path: string) => file(path).async('string'),
    bytes: (path: string) => file(path).async('nodebuffer'),
  };
}

function linesOf(xml: string): string[] {
  const paragraphs = xml.match(/<w:p[ >].*?<\/w:p>/gsu) ?? [];
  const texts = paragraphs.map((paragraph) =>
    [...paragraph.matchAll(/<w:t(?: [^>]*)?>(.*?)<\/w:t>/gsu)].map(([, text]) => text).join(''),
  );
  return texts.filter((text) => text !== '');
}
