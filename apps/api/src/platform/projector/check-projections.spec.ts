import { expect, it } from 'vitest';
import { checkProjections } from './check-projections.ts';
import { COUNTER_EVENT_TYPES, counterReadModel } from './projector.fixture.ts';

const models = [counterReadModel()];

it('takes projections that handle or ignore every event type', () => {
  expect(() => checkProjections(models, COUNTER_EVENT_TYPES)).not.toThrow();
});

it('refuses projections that do not speak of every event type', () => {
  expect(() => checkProjections(models, [...COUNTER_EVENT_TYPES, 'CounterPainted'])).toThrow(
    'counter: CounterPainted neither handled nor ignored',
  );
});

it('refuses projections of one name, and those that speak of what nobody records', () => {
  expect(() => checkProjections([...models, ...models], COUNTER_EVENT_TYPES)).toThrow(
    'counter: two projections have this name',
  );
  expect(() => checkProjections(models, COUNTER_EVENT_TYPES.slice(1))).toThrow(
    'CounterAdded not an event type of any registered noun',
  );
});
