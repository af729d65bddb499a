declare module 'virtual:cache-schema' {
  import type { IntrospectionData } from '@urql/exchange-graphcache';

  export const cacheSchema: IntrospectionData;
  /** Object types without a key: they live inside the object that holds them. */
  export const embeddedTypes: readonly string[];
}
