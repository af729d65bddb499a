import { connectEventStore } from './connect-event-store.ts';
import { streamStoreContract } from './contract/index.ts';
import { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';

// `npm run test:store`: the server that EVENTSTORE_URL names, as an operator checks a cluster. It leaves streams
// behind whose names begin with "contract-".

streamStoreContract('the server named by EVENTSTORE_URL', async () => {
  const client = connectEventStore(process.env.EVENTSTORE_URL ?? '');
  return { store: eventStoreDbStreamStore(client), close: () => client.dispose() };
});
