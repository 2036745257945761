import { parentPort } from 'node:worker_threads';

/** What a thread answers; `error` where it failed. */
export type ThreadAnswer<Answer> = { readonly answer: Answer } | { readonly error: string };

/**
 * Answers the questions that a thread is asked, one after the other.
 * @param buffersOf memory of an answer that is handed over rather than copied.
 */
export function answerQuestions<Answer>(
  answerTo: (question: unknown) => Promise<Answer>,
  buffersOf: (answer: Answer) => ArrayBuffer[] = () => [],
): void {
  const answer = async (question: unknown): Promise<void> => {
    try {
      const found = await answerTo(question);
      parentPort?.postMessage({ answer: found }, buffersOf(found));
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
      parentPort?.postMessage({ error: text });
    }
  };
  parentPort?.on('message', (question: unknown) => {
    void answer(question);
  });
}
