import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EventStore, startEventStore } from '@songhanh/event-store';
import { DEMO_PASSWORD, demoSignIns, people } from '@songhanh/sample-world';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestApi, type TestApi } from './harness.ts';

const environment = {
  SAMPLE_WORLD: '1',
  SAMPLE_UNTIL: '2023-02-10',
  DEMO_TODAY: '2023-02-13',
  FIRST_ADMIN_EMAIL: '',
  FIRST_ADMIN_PASSWORD: '',
};

let folder: string;
let eventStore: EventStore;
let api: TestApi;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'songhanh-sample-'));
  eventStore = await startEventStore({ dataDir: join(folder, 'event-store') });
  api = await startTestApi({ eventStore, dataDir: join(folder, 'api'), environment });
});
afterAll(async () => {
  await api?.[Symbol.asyncDispose]();
  await eventStore?.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the sample world, played into an empty log', () => {
  it('is there to work with, on the day of the demonstration', async () => {
    const session = await api.signIn(demoSignIns[0]?.email ?? '', DEMO_PASSWORD);
    const found = await api.data(
      '{ moment { today demonstration } units { totalCount } plans { totalCount } tasks { totalCount } }',
      {},
      session,
    );
    expect(found.moment).toEqual({ today: '2023-02-13', demonstration: true });
    expect(found.units.totalCount).toBeGreaterThan(190);
    expect(found.plans.totalCount).toBeGreaterThan(0);
    expect(found.tasks.totalCount).toBeGreaterThan(10);
  });

  it('has nobody’s name, e-mail or phone in any file of the event store', async () => {
    const files = await contents(join(folder, 'event-store'));
    // What is nobody's is found: the search sees what stands in the files.
    expect(files.some((content) => content.includes('Sở Y tế'))).toBe(true);
    const personal = people.flatMap(({ fullName, email, phone }) => [fullName, email, phone]);
    expect(personal.length).toBeGreaterThan(300);
    const seen = personal.filter((text) => files.some((content) => holds(content, text)));
    expect(seen).toEqual([]);
  });

  it('is not played again at the next start', async () => {
    const before = api.api.platform.projector.position();
    await api.api.close();
    api = await startTestApi({ eventStore, dataDir: join(folder, 'api'), environment });
    expect(api.api.platform.projector.position()).toBe(before);
  });
});

async function contents(path: string): Promise<readonly Buffer[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name))));
}

/** As text of JSON, escaped or not, composed or not, and as UTF-16. */
function holds(content: Buffer, text: string): boolean {
  const escaped = text.replace(
    /[^\x20-\x7e]/gu,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const forms = [text, text.normalize('NFD'), escaped].map((form) => Buffer.from(form, 'utf8'));
  return [...forms, Buffer.from(text, 'utf16le')].some((form) => content.includes(form));
}
