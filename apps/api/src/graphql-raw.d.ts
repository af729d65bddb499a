/** The text of an SDL file, taken into the bundle. */
declare module '*.graphql?raw' {
  const sdl: string;
  export default sdl;
}
