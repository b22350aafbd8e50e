/** What went wrong with the data folder, with a code for programs and a sentence for the operator. */
export class StoreError extends Error {
  constructor(
    readonly code:
      'store.damaged' | 'store.newer_version' | 'store.locked' | 'store.not_writable' | 'store.closed',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'StoreError'
  }
}
