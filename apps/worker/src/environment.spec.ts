import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const right = {
  EVENTSTORE_URL: 'esdb://127.0.0.1:2113?tls=false',
  API_URL: 'http://127.0.0.1:4000/',
  SERVICE_TOKEN: 'x'.repeat(32),
};

test('what is needed is read, and the rest has defaults', () => {
  expect(readEnvironment({ ...right, LOG_LEVEL: '' })).toEqual({
    eventStoreUrl: right.EVENTSTORE_URL,
    apiUrl: 'http://127.0.0.1:4000',
    serviceToken: right.SERVICE_TOKEN,
    logLevel: 'info',
    reportAttemptsMax: 3,
  });
});

test('every fault is named at once', () => {
  const read = () =>
    readEnvironment({ API_URL: 'ftp://x', SERVICE_TOKEN: 'short', REPORT_ATTEMPTS_MAX: '0' });
  for (const name of ['EVENTSTORE_URL', 'API_URL', 'SERVICE_TOKEN', 'REPORT_ATTEMPTS_MAX'])
    expect(read).toThrow(new RegExp(`^- ${name}: .+$`, 'mu'));
});
