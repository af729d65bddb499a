/** The text of an SDL file, taken into the bundle. */
declare module '*.graphql?raw' {
  const sdl: string;
  // biome-ignore lint/style/noDefaultExport: this is how a bundler hands over a file's text.
  export default sdl;
}
