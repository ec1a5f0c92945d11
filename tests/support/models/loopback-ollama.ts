import type { ServerResponse } from 'node:http';
import { LoopbackServer, type Received, type Script, sendJson, stream, vectorOf } from './loopback-server.ts';

/** As much of Ollama as its API's page documents for tags, chat and embed. */
export class LoopbackOllama extends LoopbackServer {
  models: readonly { readonly name: string; readonly size: string }[] = [
    { name: 'llama3.1:latest', size: '8.0B' },
    { name: 'smollm2:135m', size: '134.52M' },
    { name: 'nomic-embed-text:latest', size: '137M' },
  ];
  script: Script = { words: ['Hello', ' you', '.'], pauseMs: 1, breakOff: false };
  embedStatus = 200;

  protected override async answer({ path, body }: Received, response: ServerResponse): Promise<void> {
    if (path === '/api/tags') {
      const models = this.models.map(({ name, size }) => ({ name, details: { parameter_size: size } }));
      sendJson(response, 200, { models });
    } else if (path === '/api/embed' && this.embedStatus !== 200) {
      sendJson(response, this.embedStatus, { error: 'the model crashed' });
    } else if (path === '/api/embed') {
      sendJson(response, 200, { embeddings: (body['input'] as string[]).map(vectorOf) });
    } else if (path === '/api/chat') {
      await stream(response, this.script, (word) => {
        const done = word === null;
        const message = { role: 'assistant', content: word ?? '' };
        return `${JSON.stringify({ model: body['model'], message, done, ...(done && { done_reason: 'stop' }) })}\n`;
      });
    } else {
      sendJson(response, 404, { error: 'not found' });
    }
  }
}
