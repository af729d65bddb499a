/** The filter cannot be used: its expression is not one, is not supported, or takes too long on a name. */
export class FilterError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'FilterError';
  }
}
