import { createInstance } from 'i18next';
import { renderToStaticMarkup } from 'react-dom/server';
import { I18nextProvider } from 'react-i18next';
import { beforeAll, expect, test } from 'vitest';
import coordination from '../../locales/vi/coordination.json' with { type: 'json' };
import type { CoordinationDetail } from './coordination-operations.ts';
import { OpenChange } from './open-change.tsx';

const i18n = createInstance();

beforeAll(() => i18n.init({ lng: 'vi', resources: { vi: { coordination } } }));

function shown(dueOn: string | null, proposed: string | null, availableCommands: string[] = []): string {
  const openChange = {
    id: 'x',
    scope: 'Chỉ góp số liệu',
    dueOn: proposed,
    reason: 'Thiếu người',
    proposedAt: '2023-03-01T01:00:00Z',
  };
  return renderToStaticMarkup(
    <I18nextProvider i18n={i18n}>
      <OpenChange coordination={{ dueOn, openChange, availableCommands } as CoordinationDetail} />
    </I18nextProvider>,
  );
}

test('a day is shown only where another one is proposed', () => {
  expect(shown('2023-12-01', '2023-12-15')).toContain('Hạn đề xuất: 15/12/2023 (hiện nay 01/12/2023)');
  expect(shown(null, '2023-12-15')).toContain('Hạn đề xuất: 15/12/2023<');
  expect(shown('2023-12-01', '2023-12-01')).not.toContain('Hạn đề xuất');
  expect(shown('2023-12-01', null)).not.toContain('Hạn đề xuất');
});

test('who may only refuse a change reads that its day has passed', () => {
  const [grant, refuse] = ['grantCoordinationChange', 'refuseCoordinationChange'];
  expect(shown('2023-12-01', '2023-12-15', [refuse])).toContain('Hạn đề xuất đã qua');
  for (const commands of [[], [grant, refuse]])
    expect(shown('2023-12-01', '2023-12-15', commands)).not.toContain('đã qua');
});
