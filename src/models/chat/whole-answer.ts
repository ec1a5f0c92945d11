import type { ChatGenerationChunk, ChatResult } from '@langchain/core/outputs';

/** A streamed answer as one: what LangChain's `_generate` returns. */
export async function wholeAnswer(chunks: AsyncIterable<ChatGenerationChunk>): Promise<ChatResult> {
  let whole: ChatGenerationChunk | undefined;
  for await (const chunk of chunks) whole = whole === undefined ? chunk : whole.concat(chunk);
  return { generations: whole === undefined ? [] : [whole] };
}
