import { connectEventStore } from './connect-event-store.ts';
import { streamStoreContract } from './contract/index.ts';
import { eventStoreDbStreamStore } from './event-store-db-stream-store.ts';

const url = process.env.EVENTSTORE_URL ?? '';

// The server needs version 23.10 or later and a user who may append to new streams and read $all.
// It may hold other events; streams named contract-… stay behind in it.
streamStoreContract('the server named by EVENTSTORE_URL', async () => {
  const client = connectEventStore(url);
  return { store: eventStoreDbStreamStore(client), close: () => client.dispose() };
});
