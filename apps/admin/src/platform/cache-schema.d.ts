declare module 'virtual:cache-schema' {
  import type { IntrospectionData } from '@urql/exchange-graphcache';

  export const cacheSchema: IntrospectionData;
}
