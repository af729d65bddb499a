import { cacheSchema, embeddedTypes } from 'virtual:cache-schema';
import { type Cache, cacheExchange } from '@urql/exchange-graphcache';
import type { Exchange } from 'urql';

/** Answers that any change may alter although they hold no key that the change names. */
const summaries = ['coordinationInbox', 'dueTasks', 'moment', 'taskCounts', 'waitingEdges'];

/** Lists that get a new member, or lose one, by these mutations. */
const listsByMutation: Readonly<Record<string, readonly string[]>> = {
  addTask: ['tasks', 'plan', 'plans'],
  assignTask: ['tasks'],
  cancelTask: ['plan', 'plans'],
  confirmTask: ['plan', 'plans'],
  checkIn: ['plan', 'plans'],
  draftPlan: ['plans'],
  withdrawPlan: ['plans'],
  inviteCoordination: ['task'],
  requestReport: ['reports'],
  openAccount: ['accounts'],
  establishUnit: ['units', 'unit'],
  dissolveUnit: ['units', 'unit'],
  defineUnitGroup: ['unitGroups'],
};

const mutations = [
  ...Object.keys(listsByMutation),
  'acceptCoordination',
  'acceptTaskRequest',
  'acknowledgeCoordination',
  'acknowledgeTask',
  'changeTaskDetails',
  'concludeCoordination',
  'contribute',
  'declineCoordination',
  'declineTaskRequest',
  'grantCoordinationChange',
  'grantTaskChange',
  'proposeCoordinationChange',
  'refuseCoordinationChange',
  'refuseTaskChange',
  'requestTaskChange',
  'returnTask',
  'submitTask',
  'withdrawCoordinationChange',
  'withdrawInvitation',
  'withdrawTaskChange',
];

/** One normalised cache for each moment: answers of two moments never mix. */
export function makeCache(): Exchange {
  return cacheExchange({
    schema: cacheSchema,
    keys: Object.fromEntries(embeddedTypes.map((type) => [type, () => null])),
    updates: {
      Mutation: Object.fromEntries(
        mutations.map((name) => [
          name,
          (_parent: unknown, _args: unknown, cache: Cache) => {
            invalidate(cache, [...summaries, ...(listsByMutation[name] ?? [])]);
          },
        ]),
      ),
      Subscription: {
        taskChanged: (_parent, _args, cache) => invalidate(cache, summaries),
        coordinationChanged: (_parent, _args, cache) => invalidate(cache, summaries),
      },
    },
  });
}

function invalidate(cache: Cache, fields: readonly string[]): void {
  for (const { fieldName, arguments: args } of cache.inspectFields('Query')) {
    if (fields.includes(fieldName)) cache.invalidate('Query', fieldName, args);
  }
}
