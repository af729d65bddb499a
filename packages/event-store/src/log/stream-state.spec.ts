import { expect, test } from 'vitest';
import { metadataWithTruncateBefore } from './stream-state.ts';

test('a truncation keeps all else of the metadata, to the digit', () => {
  const others = '"seal":12345678901234567890,"rate":1.50,"list":[1e400,{"note":"Huế"}]';
  expect(metadataWithTruncateBefore(`{"$tb":3,${others}}`, 7n)).toBe(`{"$tb":7,${others}}`);
  expect(metadataWithTruncateBefore('not JSON', 7n)).toBe('{"$tb":7}');
  expect(metadataWithTruncateBefore(null, 7n)).toBe('{"$tb":7}');
});
