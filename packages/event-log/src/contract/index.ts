export { type StoreUnderContract, streamStoreContract } from './stream-store-contract.ts';
