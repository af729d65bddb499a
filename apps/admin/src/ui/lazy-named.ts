import { type ComponentType, type LazyExoticComponent, lazy } from 'react';

/** `React.lazy` for a named export: code that is only fetched when it is drawn. */
export function lazyNamed<Name extends string, Props>(
  load: () => Promise<Record<Name, ComponentType<Props>>>,
  name: Name,
): LazyExoticComponent<ComponentType<Props>> {
  return lazy(async () => ({ default: (await load())[name] }));
}
