/** An option of `startEventStore`, or of the command, is not what it must be: the message names it and says what to give. */
export class OptionError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'OptionError';
  }
}
