/** A server that listens. */
export interface RunningServer {
  /** Where people open it. */
  readonly address: string;
  /** Ends the server when what it took in has been kept. */
  close(): Promise<void>;
}
